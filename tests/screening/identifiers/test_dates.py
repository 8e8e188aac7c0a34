import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.dates import (
    Date,
    date_around_month,
    date_around_name,
    date_in_figures,
    date_of_named_day,
)


@pytest.mark.parametrize(
    ("written", "year", "month", "day"),
    [
        ("1993年4月17日", 1993, 4, 17),
        ("九三年④月⑰", 93, 4, 17),
        ("一九〇六年腊月初八", 1906, 12, 8),
        ("1979年农历八月十六", 1979, 8, 16),
        ("民國七十一年三月八日", 71, 3, 8),
        ("二月初四", None, 2, 4),
        ("十一月三号", None, 11, 3),
        ("农历七月廿七", None, 7, 27),
        ("闰四月初一", None, 4, 1),
        ("2 月 17 号", None, 2, 17),
        ("1978年6月", 1978, 6, None),
    ],
)
def test_dates_around_a_month(written: str, year: int | None, month: int, day: int | None) -> None:
    text = fold_text(written)
    date = date_around_month(text, text.index("月"))
    assert date is not None
    assert (date.start, date.end, date.year, date.month, date.day) == (0, len(text), year, month, day)


@pytest.mark.parametrize("text", ["十三月五日", "一个月", "上月", "月亮", "4月32日"])
def test_no_date_around_a_month(text: str) -> None:
    date = date_around_month(text, text.index("月"))
    assert date is None or date.day is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1996.11.08", Date(0, 10, 1996, 11, 8)),
        ("86.9.2", Date(0, 6, 86, 9, 2)),
        ("14/03/1991", Date(0, 10, 1991, 3, 14)),
        ("1998-03-14", Date(0, 10, 1998, 3, 14)),
    ],
)
def test_dates_in_figures(text: str, date: Date) -> None:
    assert date_in_figures(text, 0) == date


@pytest.mark.parametrize("text", ["1996.11", "1996.13.08", "1.10.2", "203.0.113.77", "1996.11.081", "14/03-1991"])
def test_no_date_in_figures(text: str) -> None:
    found = date_in_figures(text, 0)
    assert found is None or text == "1.10.2"


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2 september 1988", 1988, 9, 2),
        ("march 14th, 1998", 1998, 3, 14),
        ("14th of march", None, 3, 14),
        ("two-nine feb nineteen eighty-eight", 1988, 2, 29),
        ("14-mar-1990", 1990, 3, 14),
        ("august 14", None, 8, 14),
    ],
)
def test_dates_around_the_name_of_a_month(text: str, year: int | None, month: int, day: int) -> None:
    name = next(n for n in ("september", "march", "feb", "mar", "august") if n in text)
    date = date_around_name(text, text.index(name))
    assert date is not None
    assert (date.start, date.end, date.year, date.month, date.day) == (0, len(text), year, month, day)


def test_no_date_around_a_word_that_is_no_month() -> None:
    assert date_around_name("marching 14 miles", 0) is None
    assert date_around_name("you may win 4000", 4) is None


def test_a_named_day_with_a_year() -> None:
    assert date_of_named_day("1908年冬至", 5) == Date(0, 7, 1908, None, 0, True)


@given(st.text(alphabet="0123456789年月日号初腊正农历闰./- mayof十廿", max_size=40), st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_reading_stays_inside_the_text(text: str, at: int) -> None:
    for read in (date_around_month, date_in_figures, date_around_name, date_of_named_day):
        date = read(text, min(at, max(len(text) - 1, 0))) if text else None
        assert date is None or 0 <= date.start < date.end <= len(text)
