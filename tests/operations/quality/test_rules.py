"""The rules of quality: each carries its own examples."""

import pytest

from reseal.operations.quality.rules import (
    RotationExample,
    SampleExample,
    drawn,
    fault,
    lighter,
    look_waits,
    lot,
    rules,
    taken_for,
)
from reseal.operations.quality.words import WHYS, Opinion
from reseal.storage.clock import DAY, MINUTE


@pytest.mark.parametrize("example", rules().sample.example)
def test_what_is_drawn(example: SampleExample) -> None:
    assert (drawn(example.at, closure=example.closure, kappa=example.kappa) or "") == example.drawn


@pytest.mark.parametrize("example", rules().rotation.example)
def test_what_is_offered(example: RotationExample) -> None:
    assert lighter(example.lately, example.waiting, example.urgent) == example.offered


def test_every_reason_to_draw_has_an_example() -> None:
    assert {example.drawn for example in rules().sample.example} == {*WHYS, ""}


def test_lots_are_even_and_within_nought_and_one() -> None:
    lots = [lot(number.to_bytes(4, "big") + bytes(28)) for number in range(0, 2**32, 2**32 // 100)]
    assert all(0 <= one < 1 for one in lots) and 45 <= sum(one < 0.5 for one in lots) <= 55
    assert lot(b"\xff" * 32) < 1


def test_an_opinion_holds_together_as_a_decision_does() -> None:
    assert fault(Opinion("remove", "exposure")) is None and fault(Opinion("allow", "none")) is None
    assert fault(Opinion("nudge", "none")) is None
    assert "belongs to a category" in (fault(Opinion("remove", "none")) or "")
    assert "without an action" in (fault(Opinion("allow", "trade")) or "")


def test_times_are_those_of_the_rules() -> None:
    assert look_waits() == rules().look.days * DAY and taken_for() == rules().look.taken_minutes * MINUTE
