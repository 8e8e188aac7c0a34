import pytest

from bench.labelled import Labelled, Span
from bench.places import SHARED
from bench.scoring import decision_of, figures, wilson


def test_wilson_of_nothing_seen_reaches_up_but_not_down() -> None:
    low, high = wilson(0, 1_000)
    assert low == 0.0
    assert 0.003 < high < 0.005


def test_wilson_holds_the_rate_and_narrows_with_more_posts() -> None:
    few, many = wilson(5, 100), wilson(500, 10_000)
    assert few[0] < 0.05 < few[1]
    assert few[0] < many[0] < 0.05 < many[1] < few[1]
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_finder_violates_where_it_finds_anything() -> None:
    post = Labelled("a", "电话 138", "zh", "none", ())
    assert decision_of(post, [Span("phone", 3, 6)])["violates"] is True
    assert decision_of(post, [])["category"] == "none"


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="../shared is not here")
def test_the_scorer_counts_a_span_once_found_and_once_missed() -> None:
    post = Labelled(
        "a", "电话 138 0000 4471，a@b.example", "zh", "exposure", (Span("phone", 3, 16), Span("email", 17, 28))
    )
    scored = figures([post], [decision_of(post, [Span("phone", 3, 16)])])
    assert scored["span"] == {"P": 1.0, "R": 0.5, "F": 0.6667}
    assert scored["violates"]["F"] == 1.0
