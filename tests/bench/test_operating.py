import numpy as np

from bench.operating import interval, operating, recall_at, threshold_at, violating_scores
from tests.bench.given import decision, post

NATURAL = np.concatenate([np.zeros(1_990), np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05])])


def test_no_more_natural_posts_than_allowed_lie_over_the_threshold() -> None:
    for rate in (0.0, 0.001, 0.01):
        assert (threshold_at(NATURAL, rate) < NATURAL).mean() <= rate
    assert threshold_at(NATURAL, 0.001) == 0.7


def test_recall_is_what_lies_over_it() -> None:
    violating = np.array([0.95, 0.75, 0.7, 0.1])
    assert recall_at(NATURAL, violating, 0.001) == 0.5
    assert recall_at(NATURAL, violating, 1.0) == 1.0


def test_the_interval_holds_the_recall_and_comes_of_a_seed() -> None:
    violating = np.linspace(0, 1, 50)
    low, high = interval(NATURAL, violating, 0.001, times=200)
    assert low < recall_at(NATURAL, violating, 0.001) < high
    assert interval(NATURAL, violating, 0.001, times=200) == (low, high)
    assert interval(NATURAL, violating, 0.001, seed=1, times=200) != (low, high)


def test_harmless_and_borderline_posts_have_no_recall() -> None:
    posts = [post("a", "trade"), post("b"), post("c", "trade", borderline=True)]
    scores = violating_scores(posts, [decision("a", score=0.4), decision("b", score=0.9), decision("c", score=0.8)])
    assert scores.tolist() == [0.4]
    assert [row["violating"] for row in operating(NATURAL, scores)] == [1, 1]
