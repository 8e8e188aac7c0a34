"""Fit the weights of the verdict on labelled posts into `data/verdict/weights.toml`, or measure by cross-validation.

    python tools/fit_verdict.py [--write] [--folds 5] [--show miss false mixed cold]

A multinomial logistic regression against `none`, with a quadratic penalty, on the signals of `screening/evidence.py`:
no word, post or author is a feature by itself. Posts of ../shared/data/corpus and corpus/ are labelled; those of
../shared/data/public/cold train count as `none`. Twins (`pair`) never part between folds. Same input, same weights.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT.parent / "shared"))

from bench.labelled import corpus as read_corpus  # noqa: E402
from reseal.screening.evidence import Evidence, all_signals, gather  # noqa: E402
from reseal.screening.fold import FoldedBatch, fold_texts  # noqa: E402
from reseal.screening.gates import pardoned, stands  # noqa: E402
from reseal.screening.screener import exposures_of, find_all  # noqa: E402
from reseal.screening.sightings import views  # noqa: E402
from reseal.screening.subject import subjects  # noqa: E402
from reseal.screening.triage import survivors  # noqa: E402
from reseal.screening.view import ListedPosts  # noqa: E402
from reseal.screening.weights import VIOLATIONS, thresholds  # noqa: E402
from reseal.vocabulary import Post  # noqa: E402

Json = dict[str, Any]
Floats = NDArray[np.float64]
SHARED = ROOT.parent / "shared" / "data"
PENALTY = 0.001
COLD_WEIGHT = 12.0
BORDERLINE_WEIGHT = 0.4
STEPS = 900


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled post as the verdict sees it; `evidence` is None where triage let it pass."""

    post: Json
    label: int  # place in VIOLATIONS, -1 for none
    weight: float
    evidence: Evidence | None
    exposures: list[Json]


def read_cold(name: str) -> list[Json]:
    """Natural posts, all taken as harmless."""
    with (SHARED / "public" / "cold" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["TEXT"] for row in csv.DictReader(file)]
    return [{"id": f"cold-{name}-{i}", "text": t, "category": "none", "kind": "comment"} for i, t in enumerate(texts)]


def samples(posts: Sequence[Json], *, bare: bool = False, weight: float = 1.0) -> list[Sample]:
    """The posts with their evidence; `bare` leaves out who is the target and where it was said."""

    def post_of(number: int) -> Post:
        p = posts[number]
        if bare:
            return Post(p["id"], p["text"])
        return Post(p["id"], p["text"], target=p.get("target"), surface=p.get("kind"))

    batch: FoldedBatch = fold_texts([p["text"] for p in posts])
    chosen = survivors(batch, verdict=True)
    seen: dict[int, tuple[Evidence, list[Json]]] = {}
    for number, view in views(batch, chosen, ListedPosts(post_of)):
        findings = find_all(view)
        whose = subjects(view, findings)
        evidence = gather(view, findings, whose)
        found = [
            {"type": e.type, "start": e.start, "end": e.end, "subject": s}
            for e, s in zip(exposures_of(batch, number, findings), whose, strict=True)
        ]
        seen[number] = (evidence, found)
    made = []
    for number, p in enumerate(posts):
        label = VIOLATIONS.index(p["category"]) if p["category"] != "none" else -1
        share = weight * (BORDERLINE_WEIGHT if p.get("borderline") else 1.0)
        evidence_, found = seen.get(number, (None, []))
        made.append(Sample(p, label, share, evidence_, found))
    return made


def matrix(chosen: Sequence[Sample], signals: Sequence[str]) -> Floats:
    """One row a sample, one column a signal."""
    column = {signal: i for i, signal in enumerate(signals)}
    x = np.zeros((len(chosen), len(signals)))
    for row, sample in enumerate(chosen):
        if sample.evidence is not None:
            for signal, strength in sample.evidence.strength.items():
                x[row, column[signal]] = strength
    return x


def fit(x: Floats, labels: NDArray[np.int64], share: Floats, ceiling: Floats, penalty: float) -> tuple[Floats, Floats]:
    """Weights (signals by categories) and biases by Adam on the whole set; `ceiling` bounds each weight from above."""
    n, m = x.shape
    k = len(VIOLATIONS)
    y = np.zeros((n, k))
    y[labels >= 0, labels[labels >= 0]] = 1.0
    share = share / share.sum()
    w, b = np.zeros((m, k)), np.full(k, -1.0)
    moments = [np.zeros_like(w), np.zeros_like(w), np.zeros_like(b), np.zeros_like(b)]
    for step in range(1, STEPS + 1):
        z = x @ w + b
        top = np.maximum(z.max(axis=1, keepdims=True), 0.0)
        e = np.exp(z - top)
        p = e / (np.exp(-top) + e.sum(axis=1, keepdims=True))
        error = (p - y) * share[:, None]
        rate = 0.05 * (1.0 - step / (STEPS + 1)) + 0.001
        for place, gradient in ((0, x.T @ error + penalty * w / 10), (2, error.sum(axis=0))):
            first, second = moments[place], moments[place + 1]
            first += 0.1 * (gradient - first)
            second += 0.01 * (gradient**2 - second)
            move = rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
            if place == 0:
                w = np.minimum(w - move, ceiling)
            else:
                b = b - move
    return w, b


def ceilings(signals: Sequence[str]) -> Floats:
    """Benign signals never weigh for a violation (LEX-02, BEN-01); the others are free."""
    high = np.full((len(signals), len(VIOLATIONS)), np.inf)
    for row, signal in enumerate(signals):
        if signal.startswith(("benign.", "self.", "organisation.", "victim.")):
            high[row] = 0.0
    return high


def decide(sample: Sample, odds: Floats) -> Json:
    """The decision as `judge` would give it with these odds."""
    limits = thresholds()
    e = sample.evidence
    category, score = "none", 0.0
    identified = bool(sample.exposures)
    if e is not None and (identified or e.trigger):
        total = float(odds.sum())
        score = total / (1.0 + total)
        if score >= limits.violates and stands(e, identified) and not pardoned(e):
            near = {c for c, o in zip(VIOLATIONS, odds, strict=True) if o >= odds.max() * limits.margin}
            category = next(c for c in limits.precedence if c in near)
    return {
        "id": sample.post["id"],
        "violates": category != "none",
        "category": category,
        "score": score,
        "exposures": sample.exposures,
    }


def fold_of(post: Json, folds: int) -> int:
    """Twins stay together; else by the id."""
    key = post.get("pair") or post["id"]
    return int(sha256(str(key).encode()).hexdigest(), 16) % folds


def trained(
    corpus: Sequence[Sample], bare: Sequence[Sample], cold: Sequence[Sample], signals: Sequence[str], penalty: float
) -> tuple[Floats, Floats]:
    """Weights from these samples. Posts that nothing was seen in teach nothing."""
    chosen = [s for s in (*corpus, *bare, *cold) if s.evidence is not None and (s.exposures or s.evidence.trigger)]
    labels = np.array([s.label for s in chosen])
    share = np.array([s.weight for s in chosen])
    return fit(matrix(chosen, signals), labels, share, ceilings(signals), penalty)


def odds_of(chosen: Sequence[Sample], signals: Sequence[str], w: Floats, b: Floats) -> Floats:
    """The odds of each category, one row a sample."""
    odds: Floats = np.exp(np.minimum(matrix(chosen, signals) @ w + b, 40.0))
    return odds


def cross_validated(
    corpus: Sequence[Sample],
    bare: Sequence[Sample],
    cold: Sequence[Sample],
    signals: Sequence[str],
    folds: int,
    penalty: float,
) -> list[Json]:
    """A decision for each corpus post from weights that never saw it."""
    decisions: dict[str, Json] = {}
    for fold in range(folds):
        inside = [s for s in corpus if fold_of(s.post, folds) != fold]
        inside_bare = [s for s in bare if fold_of(s.post, folds) != fold]
        outside = [s for s in corpus if fold_of(s.post, folds) == fold]
        w, b = trained(inside, inside_bare, cold, signals, penalty)
        for sample, odds in zip(outside, odds_of(outside, signals, w, b), strict=True):
            decisions[sample.post["id"]] = decide(sample, odds)
    return [decisions[s.post["id"]] for s in corpus]


def write(signals: Sequence[str], w: Floats, b: Floats) -> None:
    """Write `data/verdict/weights.toml`."""
    lines = [
        "# Log-odds of each category against `none`, by signal: " + ", ".join(VIOLATIONS) + ".",
        "# Written by tools/fit_verdict.py from the labelled corpus; do not edit by hand. status: fitted",
        "bias = [" + ", ".join(f"{v:.3f}" for v in b) + "]",
        "",
        "[weights]",
    ]
    for signal, row in zip(signals, w, strict=True):
        if np.abs(row).max() >= 0.02:
            lines.append(f'"{signal}" = [' + ", ".join(f"{v:.2f}" for v in row) + "]")
    (ROOT / "src/reseal/data/verdict/weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, and write when asked."""
    import score  # type: ignore[import-not-found]

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--show", nargs="*", default=[], help="print the corpus posts that are decided wrongly")
    options = parser.parse_args()
    posts = read_corpus()
    signals = all_signals()
    corpus = samples(posts, weight=0.6)
    bare = samples(posts, bare=True, weight=0.4)
    cold_posts = read_cold("train")
    # Natural posts come with and without their surface, as platforms send them.
    cold = samples(cold_posts, weight=COLD_WEIGHT / 2) + samples(cold_posts, bare=True, weight=COLD_WEIGHT / 2)
    passed = [s for s in cold if s.evidence is not None]
    print(f"signals: {len(signals)}; cold surviving triage: {len(passed) / len(cold):.4f}")
    cold = [s for s in passed if s.exposures or (s.evidence and s.evidence.trigger)]
    print("cold to be judged", len(cold))
    if options.folds > 1:
        decisions = cross_validated(corpus, bare, cold, signals, options.folds, options.penalty)
        for key, value in score.score(posts, decisions).items():
            if not key.startswith("span"):
                print(f"{key}: {value}")
        if options.show:
            _show(posts, decisions, options.show)
    w, b = trained(corpus, bare, cold, signals, options.penalty)
    wrong = [
        s.post["text"] for s, o in zip(cold, odds_of(cold, signals, w, b), strict=True) if decide(s, o)["violates"]
    ]
    print(f"cold train called violating: {len(wrong)} of {len(cold_posts)}")
    if "cold" in options.show:
        print(*wrong, sep="\n")
    if options.write:
        write(signals, w, b)


def _show(posts: Sequence[Json], decisions: Sequence[Json], kinds: Sequence[str]) -> None:
    for post, decision in zip(posts, decisions, strict=True):
        kind = "miss" if not decision["violates"] else "false" if post["category"] == "none" else "mixed"
        if post["category"] != decision["category"] and not post.get("borderline") and kind in kinds:
            label = post["category"] if post["category"] != "none" else post["benign_kind"]
            print(
                f"{kind} {post['id']} {label} -> {decision['category']} {decision['score']:.2f} {post['text'][:120]!r}"
            )


if __name__ == "__main__":
    main()
