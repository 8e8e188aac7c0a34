"""Phone numbers in posts: cues for and against, spans, subjects."""

import pytest
from hypothesis import given

from tests.screening.labelled import exposures_in
from tests.screening.number_runs import disguises


def phones(text: str) -> list[tuple[str, float]]:
    return [(text[e.start : e.end], e.confidence) for e in exposures_in(text) if e.type == "phone"]


@given(disguises.every)
def test_a_disguised_mobile_after_its_cue_is_found(case: tuple[str, str]) -> None:
    text = f"他电话：{case[1]}"
    found = [e for e in exposures_in(text) if e.type == "phone"]
    assert [e.start for e in found] == [4] or found[0].start < 6
    assert found[0].end == len(text)


def test_a_cue_raises_confidence() -> None:
    assert phones("电话138 0000 4471")[0][1] > phones("138 0000 4471")[0][1]


def test_the_nearer_word_decides() -> None:
    assert phones("订单号13800004471") == []
    assert phones("订单有问题打电话13800004471") != []


@pytest.mark.parametrize("text", ["打110", "拨12315", "尾号4471", "后四位是4471", "13800004471元"])
def test_short_codes_tails_and_sums_are_none(text: str) -> None:
    assert phones(text) == []


def test_hotlines_belong_to_organisations() -> None:
    (found,) = exposures_in("客服热线400-000-1234")
    assert (found.type, found.subject) == ("phone", "organisation")


def test_a_number_written_backwards_needs_its_word() -> None:
    assert phones("1744 0000 831") == []
    assert phones("倒着念1744 0000 831") != []


def test_the_calling_code_and_brackets_belong_to_the_span() -> None:
    assert phones("(+86)13800004471")[0][0] == "(+86)13800004471"
    assert phones("打 (212) 555-0123 吧")[0][0] == "(212) 555-0123"
