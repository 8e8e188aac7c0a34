"""How much of what violates is caught when one natural post in a thousand, or in a hundred, may be called violating.

The threshold is set on the scores of natural posts that only test (`dev.csv`), the recall read off labelled posts. The
interval comes of drawing both anew, with replacement and a fixed seed, and setting the threshold anew each time: a
threshold that hangs on six posts is worth no more than they are.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.labelled import Labelled
from bench.results import Json
from reseal.vocabulary import Decision

RATES = (0.001, 0.01)
SEED = 20261121
RESAMPLES = 1_000
Scores = NDArray[np.float64]


def violating_scores(posts: Sequence[Labelled], decisions: Sequence[Decision]) -> Scores:
    """The scores of the posts that violate; borderline posts are left out."""
    return np.array(
        [
            decision.score
            for post, decision in zip(posts, decisions, strict=True)
            if post.category != "none" and not post.borderline
        ]
    )


def threshold_at(natural: Scores, rate: float) -> float:
    """The score that at most `rate` of the natural posts lies above."""
    allowed = int(rate * len(natural))
    return float(np.sort(natural)[::-1][allowed]) if allowed < len(natural) else 0.0


def recall_at(natural: Scores, violating: Scores, rate: float) -> float:
    """The share of violating posts above that score."""
    return float((violating > threshold_at(natural, rate)).mean())


def interval(
    natural: Scores, violating: Scores, rate: float, seed: int = SEED, times: int = RESAMPLES
) -> tuple[float, float]:
    """The 95 % interval of `recall_at`, by the percentiles of a bootstrap over posts."""
    chance = np.random.default_rng(seed)
    drawn = [
        recall_at(
            natural[chance.integers(0, len(natural), len(natural))],
            violating[chance.integers(0, len(violating), len(violating))],
            rate,
        )
        for _ in range(times)
    ]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(low), float(high)


def operating(natural: Scores, violating: Scores) -> list[Json]:
    """Threshold, recall and interval at each rate of false positives."""
    return [
        {
            "rate": rate,
            "natural": len(natural),
            "violating": len(violating),
            "threshold": threshold_at(natural, rate),
            "recall": recall_at(natural, violating, rate),
            "interval": interval(natural, violating, rate),
        }
        for rate in RATES
    ]
