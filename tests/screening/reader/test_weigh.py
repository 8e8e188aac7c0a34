"""Encoder and glass box are weighed together, bounded, and the encoder's share is a reason among the others."""

from math import exp

import pytest

from reseal.screening.reader.read import Reading
from reseal.screening.reader.weigh import reader_weights, weigh
from reseal.screening.weights import VIOLATIONS, document_weights
from reseal.vocabulary import Category, Reason


def reading(words: tuple[int, int] | None = None, **chances: float) -> Reading:
    categories: dict[Category, float] = dict.fromkeys((*VIOLATIONS, "none"), 0.0)
    categories.update(chances)  # type: ignore[arg-type]
    return Reading((), categories, {}, words)


EVEN = [0.2] * len(VIOLATIONS)


def test_the_surer_the_encoder_the_higher_the_odds_of_its_category() -> None:
    trade = VIOLATIONS.index("trade")
    sure = weigh(reading(trade=0.9, none=0.1), EVEN).odds
    unsure = weigh(reading(trade=0.3, none=0.7), EVEN).odds
    assert sure[trade] > unsure[trade]
    assert sure.index(max(sure)) == trade


def test_the_glass_box_still_counts() -> None:
    low, high = ([odds] * len(VIOLATIONS) for odds in (0.01, 10.0))
    told = reading(exposure=0.5, none=0.5)
    assert weigh(told, high).odds[0] > weigh(told, low).odds[0]


def test_neither_shouts_the_other_down() -> None:
    told = weigh(reading(exposure=1.0, none=0.0), [1e30] * len(VIOLATIONS))
    rules = reader_weights()
    assert abs(told.shares[0]) <= rules.reader * rules.most
    assert all(odds < 1e9 for odds in told.odds)


def test_an_unsure_encoder_carries_no_violation_alone() -> None:
    assert weigh(reading(incitement=0.9, none=0.1), EVEN).stands
    assert not weigh(reading(incitement=0.1, none=0.9), EVEN).stands


def test_only_a_sure_encoder_outweighs_words_that_speak_for_a_victim() -> None:
    assert weigh(reading(exposure=0.95, none=0.05), EVEN).outweighs
    assert not weigh(reading(exposure=0.5, none=0.5), EVEN).outweighs


def test_its_reason_names_category_weight_and_words() -> None:
    told = weigh(reading((8, 11), exposure=0.9, none=0.1), EVEN)
    other = Reason("exposure.school", 0.1, 2, 6)
    reasons = told.among((other,), VIOLATIONS.index("exposure"), lambda start, end: (start + 100, end + 100))
    assert [reason.code for reason in reasons] == ["reader.exposure", "exposure.school"]
    assert (reasons[0].start, reasons[0].end) == (108, 111)


def test_an_encoder_that_sees_nothing_speaks_against() -> None:
    told = weigh(reading(exposure=0.02, none=0.98), EVEN)
    (reason,) = told.among((), VIOLATIONS.index("exposure"), lambda start, end: (start, end))
    assert reason.code == "reader.none" and reason.weight < 0 and reason.start is None


def test_what_a_picture_shows_counts_in_full_whatever_the_encoder_says() -> None:
    against = reading(exposure=0.01, none=0.99)
    plain, shown = weigh(against, EVEN).odds, weigh(against, EVEN, {"document.passport": 1.0}).odds
    assert shown[0] / plain[0] == pytest.approx(exp(document_weights()["document.passport"][0]))
