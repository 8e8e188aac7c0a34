import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.date_parts import date_of_parts
from tests.screening.identifiers.watched import Watched


@pytest.mark.parametrize(
    ("written", "year", "month", "day"),
    [
        ("07—0九—1988", 1988, 7, 9),
        ("3.VI.1978", 1978, 6, 3),
        ("①⑨⑧⑦.〇叁.廿六", 1987, 3, 26),
        ("10/1six/20ten", 2010, 10, 16),
        ("4th of the 7th, ninety six", 96, 4, 7),
        ("4th of july ninety six", 96, 7, 4),
        ("fourteenth of march", None, 3, 14),
        ("1998.03", 1998, 3, None),
        ("3*.6.1990", 1990, 3, 6),
        ("一九九八年的三月十四", 1998, 3, 14),
        ("壬申年 腊月 初八", 0, 12, 8),
    ],
)
def test_parts_in_any_writing(written: str, year: int | None, month: int, day: int | None) -> None:
    text = fold_text(written)
    date = date_of_parts(text, 0)
    assert date is not None
    assert (date.start, date.end, date.year, date.month, date.day) == (0, len(text), year, month, day)


@pytest.mark.parametrize(("written", "year"), [("Xmas eve 2001", 2001), ("1990年冬至", 1990), ("壬申年的小寒", 0)])
def test_a_named_day_with_a_year(written: str, year: int) -> None:
    text = fold_text(written)
    date = date_of_parts(text, 0)
    assert date is not None
    assert (date.end, date.year, date.month, date.day) == (len(text), year, None, 0)


def test_the_calendar_of_the_moon_is_told() -> None:
    date = date_of_parts("1979年农历8月16", 0)
    assert date is not None
    assert date.lunar


def test_the_article_before_is_no_part_of_it() -> None:
    date = date_of_parts("the 4th of july", 0)
    assert date is not None
    assert date.start == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "13.13.1990",
        "99.99",
        "3 kids in 4 years",
        "2 days late",
        "2年5个",
        "1.2.3.4",
        "may june",
        "7月5元",
        "5.6岁",
    ],
)
def test_no_date(text: str) -> None:
    assert date_of_parts(text, 0) is None


@pytest.mark.parametrize(
    "piece", ["1", "十", "1.", "年", "*", " ", "the ", "twenty ", "冬至", "a", "1 年 ", "mar", "one"]
)
def test_a_bounded_number_of_characters_is_looked_at(piece: str) -> None:
    text = Watched(piece * 1000)
    date_of_parts(text, 0)
    assert text.reach < 160


@given(st.text(alphabet="0129一二廿初.-/ 年月日vi*the ofmay冬至农历", max_size=40), st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_reading_stays_inside_the_text(text: str, at: int) -> None:
    at = min(at, len(text))
    date = date_of_parts(text, at)
    assert date is None or at <= date.start < date.end <= len(text)
