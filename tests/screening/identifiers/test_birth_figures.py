import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.birth_figures import compact, compact_before, in_parts


@pytest.mark.parametrize(
    ("written", "date"),
    [("生日〇五〇九", "〇五〇九"), ("生日19930417", "19930417"), ("生日6.26那天", "6.26"), ("dob 140398", "140398")],
)
def test_digits_right_behind_the_word(written: str, date: str) -> None:
    text = fold_text(written)
    at = 2 if text.startswith("生日") else 3
    (found,) = compact(text, at)
    assert text[found.start : found.end] == fold_text(date)


@pytest.mark.parametrize("text", ["生日蛋糕0417", "生日1993", "生日041799元", "生日zero six one seven", "生日06179"])
def test_other_digits_are_no_day(text: str) -> None:
    assert list(compact(text, 2)) == []


def test_digits_right_before_the_word() -> None:
    assert [(f.start, f.end) for f in compact_before("在0617生日", 5)] == [(1, 5)]
    assert list(compact_before("在1317生日", 5)) == []
    assert list(compact_before("在.0617生日", 6)) == []


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("born the 4th of the 7th, ninety six, flat", "4th of the 7th, ninety six"),
        ("生日3.vi.1978", "3.vi.1978"),
        ("生日1990年冬至", "1990年冬至"),
    ],
)
def test_dates_in_parts_right_behind_the_word(written: str, date: str) -> None:
    text = fold_text(written)
    at = 4 if text.startswith("born") else 2
    (found,) = in_parts(text, at)
    assert text[found.start : found.end].removeprefix("the ") == date


@pytest.mark.parametrize("text", ["born to 3 kids in 4 years", "born in a march storm", "born 5 minutes ago"])
def test_other_words_are_no_date_in_parts(text: str) -> None:
    assert list(in_parts(text, 4)) == []


@given(st.text(alphabet="生日是的0123一二零.-/ 月年冬至thofbe*", max_size=30), st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_reading_stays_inside_the_text(text: str, at: int) -> None:
    at = min(at, len(text))
    for found in [*in_parts("x" + text, at), *compact("x" + text, at), *compact_before("x" + text, at)]:
        assert 0 <= found.start < found.end <= len(text) + 1
