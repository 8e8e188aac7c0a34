import pytest

from bench.calibration import at_thresholds, ece, pack_thresholds, read_scores, reliability, was_read
from reseal.screening.policy import BUNDLED, load_pack
from tests.bench.given import decision, post


def test_only_posts_that_were_read_and_are_not_borderline_count() -> None:
    posts = [post("a", "trade"), post("b"), post("c", "trade", borderline=True)]
    decisions = [
        decision("a", "trade", 0.9, codes=("reader.trade",)),
        decision("b", score=0.1, codes=("cue.act",)),
        decision("c", score=0.5, codes=("reader.none",)),
    ]
    assert [was_read(d) for d in decisions] == [True, False, True]
    assert read_scores(posts, decisions) == [(0.9, True)]


def test_scores_that_are_probabilities_have_no_gap() -> None:
    assert ece([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == pytest.approx(0.0)
    assert ece([(1.0, False), (0.0, False)]) == pytest.approx(0.5)
    assert ece([]) is None


def test_bins_hold_every_post_once_even_a_score_of_one() -> None:
    found = reliability([(0.0, False), (0.05, False), (0.95, True), (1.0, True)])
    assert [row["count"] for row in found["bins"]] == [2, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert found["bins"][9]["violating"]["rate"] == 1.0
    assert found["bins"][1]["mean"] is None
    assert found["brier"] == pytest.approx((0.05**2 + 0.05**2) / 4)


def test_what_chance_alone_shows_is_drawn_with_a_seed_and_shrinks_with_posts() -> None:
    few = [(0.5, True), (0.5, False)] * 5
    assert reliability(few)["ece_expected"] == reliability(few)["ece_expected"]
    assert reliability(few)["ece_expected"] > reliability(few * 20)["ece_expected"] > 0


def test_every_threshold_of_every_pack_is_named_once() -> None:
    rows = pack_thresholds()
    for name in BUNDLED:
        for category, levels in load_pack(name).content.thresholds.items():
            used = {row["threshold"]: row["used"] for row in rows if row["category"] == category}
            assert f"{name} redact_at" in used[levels.redact]
            assert f"{name} remove_at" in used[levels.remove]


def test_precision_asks_whether_it_violates_and_recall_whether_it_is_the_category() -> None:
    posts = [post("a", "trade"), post("b", "exposure"), post("c"), post("d", "trade"), post("e", borderline=True)]
    decisions = [
        decision("a", "trade", 0.9),
        decision("b", "trade", 0.8),
        decision("c", "trade", 0.6),
        decision("d", "trade", 0.4),
        decision("e", "trade", 0.99),
    ]
    threshold = {"category": "trade", "threshold": 0.5, "used": ["default redact_at"]}
    (row,) = at_thresholds(posts, decisions, [threshold])
    assert (row["over"], row["precision"]["hits"], row["recall"]["hits"], row["recall"]["of"]) == (3, 2, 1, 2)
