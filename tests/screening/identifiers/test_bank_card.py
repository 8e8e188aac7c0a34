"""Bank cards and accounts in posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.number_runs.shapes import luhn
from tests.screening.labelled import exposures_in
from tests.screening.number_runs.disguises import WRITINGS


def cards(text: str) -> list[tuple[str, float]]:
    return [(text[e.start : e.end], e.confidence) for e in exposures_in(text) if e.type == "bank_card"]


bodies = st.builds(lambda middle: f"62220000{middle:07}", st.integers(0, 9_999_999))


@given(bodies, st.sampled_from(sorted(WRITINGS)), st.sampled_from(["", " ", "-"]))
def test_a_valid_card_is_found_however_it_is_written(body: str, writing: str, separator: str) -> None:
    number = next(body + d for d in "0123456789" if luhn(body + d))
    written = separator.join("".join(WRITINGS[writing][int(c)] for c in number[i : i + 4]) for i in range(0, 16, 4))
    assert [found for found, _ in cards(f"卡号{written}")] == [written]


def test_confidence_follows_check_and_cue() -> None:
    valid, broken = "6222000000471036", "6222000000471037"
    assert cards(f"卡号{valid}")[0][1] > cards(valid)[0][1] > cards(f"卡号{broken}")[0][1]
    assert cards(broken) == []


@pytest.mark.parametrize("text", ["订单号6222000000471036", "账号123456789被封", "会员卡号00004417", "转账5000"])
def test_look_alikes_are_none(text: str) -> None:
    assert cards(text) == []


def test_a_sort_code_belongs_to_the_account() -> None:
    assert cards("pay sort code 00-00-00 account 00041772 now")[0][0] == "sort code 00-00-00 account 00041772"
