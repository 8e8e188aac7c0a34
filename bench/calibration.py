"""Whether scores are probabilities: reliability by bins, expected calibration error, Brier score; and what each
threshold of the policy packs means in precision and recall.

Asked of posts that the encoder has read, for there alone is the score one; borderline posts are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from bench.breakdown import rated
from bench.labelled import Labelled
from bench.results import Json
from reseal.screening.policy import BUNDLED, load_pack
from reseal.screening.reader.weigh import reader_weights
from reseal.vocabulary import Decision

BINS = 10
SEED = 20261121
RESAMPLES = 1_000
Scored = tuple[float, bool]
"""The score of a post, and whether it truly violates."""


def was_read(decision: Decision) -> bool:
    """Whether the encoder has read the post: then its say is among the reasons."""
    return any(reason.code.startswith("reader.") for reason in decision.reasons)


def read_scores(posts: Sequence[Labelled], decisions: Sequence[Decision]) -> list[Scored]:
    """Score and truth of each post that was read and is not borderline."""
    return [
        (decision.score, post.category != "none")
        for post, decision in zip(posts, decisions, strict=True)
        if was_read(decision) and not post.borderline
    ]


def reliability(scores: Sequence[Scored], bins: int = BINS) -> Json:
    """Bins of equal width; `ece` is the gap between mean score and share violating, averaged over posts; `brier` the
    mean squared error. `ece_expected` is what a perfectly calibrated score would show on so few posts (its 95th
    percentile), drawn with a fixed seed."""
    kept: list[list[Scored]] = [[] for _ in range(bins)]
    for score, truth in scores:
        kept[min(int(score * bins), bins - 1)].append((score, truth))
    rows = [
        {
            "low": at / bins,
            "high": (at + 1) / bins,
            "count": len(inside),
            "mean": sum(score for score, _ in inside) / len(inside) if inside else None,
            "violating": rated(sum(truth for _, truth in inside), len(inside)),
        }
        for at, inside in enumerate(kept)
    ]
    return {
        "posts": len(scores),
        "bins": rows,
        "ece": ece(scores, bins),
        "ece_expected": _by_chance(scores, bins),
        "brier": sum((score - truth) ** 2 for score, truth in scores) / len(scores) if scores else None,
    }


def ece(scores: Sequence[Scored], bins: int = BINS) -> float | None:
    """Expected calibration error over bins of equal width; None of no posts."""
    if not scores:
        return None
    gaps = [0.0] * bins
    for score, truth in scores:
        gaps[min(int(score * bins), bins - 1)] += score - truth
    return sum(abs(gap) for gap in gaps) / len(scores)


def _by_chance(scores: Sequence[Scored], bins: int) -> float | None:
    if not scores:
        return None
    chance = np.random.default_rng(SEED)
    given = np.array([score for score, _ in scores])
    place = np.minimum((given * bins).astype(int), bins - 1)
    drawn = []
    for _ in range(RESAMPLES):
        gaps = np.bincount(place, weights=given - (chance.random(len(given)) < given), minlength=bins)
        drawn.append(np.abs(gaps).sum() / len(given))
    return float(np.quantile(drawn, 0.95))


def pack_thresholds(packs: Iterable[str] = BUNDLED) -> list[Json]:
    """Every score at which a pack acts on a category, with the packs and actions that name it."""
    used: dict[tuple[str, float], list[str]] = defaultdict(list)
    for name in packs:
        for category, levels in load_pack(name).content.thresholds.items():
            used[category, levels.redact].append(f"{name} redact_at")
            used[category, levels.remove].append(f"{name} remove_at")
    return [{"category": c, "threshold": t, "used": used[c, t]} for c, t in sorted(used)]


def at_thresholds(posts: Sequence[Labelled], decisions: Sequence[Decision], thresholds: Sequence[Json]) -> list[Json]:
    """Of posts called a category with at least a score: how many violate (whatever the category), and what share of the
    posts labelled with the category is among them. Borderline posts are left out."""
    pairs = [(p, d) for p, d in zip(posts, decisions, strict=True) if not p.borderline]
    rows = []
    for row in thresholds:
        category, least = row["category"], row["threshold"]
        over = [p for p, d in pairs if d.category == category and d.score >= least]
        named = sum(1 for p in over if p.category == category)
        rows.append(
            {
                **row,
                "over": len(over),
                "precision": rated(sum(1 for p in over if p.category != "none"), len(over)),
                "recall": rated(named, sum(1 for p, _ in pairs if p.category == category)),
            }
        )
    return rows


def verdict_thresholds(posts: Sequence[Labelled], decisions: Sequence[Decision]) -> list[Json]:
    """The same for the verdict's own thresholds on posts that were read: `violates`, and `unclear` below it."""
    scores = read_scores(posts, decisions)
    total = sum(truth for _, truth in scores)
    limits = reader_weights()
    rows = []
    for used, least in (("unclear: a person looks", limits.unclear), ("violates", limits.violates)):
        over = [truth for score, truth in scores if score >= least]
        rows.append(
            {
                "category": "any",
                "threshold": least,
                "used": [used],
                "over": len(over),
                "precision": rated(sum(over), len(over)),
                "recall": rated(sum(over), total),
            }
        )
    return rows


def calibration(posts: Sequence[Labelled], decisions: Sequence[Decision]) -> Json:
    """Reliability and thresholds of one set of posts."""
    return {
        "posts": len(posts),
        "reliability": reliability(read_scores(posts, decisions)),
        "thresholds": [
            *verdict_thresholds(posts, decisions),
            *at_thresholds(posts, decisions, pack_thresholds()),
        ],
    }
