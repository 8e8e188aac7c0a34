"""Dates and times of day by their shape."""

import pytest

from reseal.screening.reader.dates import is_clock, names_a_day, reads_as_dates


@pytest.mark.parametrize("text", ["17.06.1903", "2026-11-18 14:07", "#2 2026-11-11", "18/11/2026", "2026-11"])
def test_dates_with_a_year_are_known(text: str) -> None:
    assert reads_as_dates(text)


@pytest.mark.parametrize("text", ["203.0.113.77", "13800004471", "2026 4471", "", "14:07", "gg 2026-11-11"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert not reads_as_dates(text)


def test_a_day_with_its_month_in_a_word() -> None:
    assert names_a_day("17 mar 2029") and names_a_day(" 1 märz 1903")
    assert not names_a_day("12 high road") and not names_a_day("77 mar 2029") and not names_a_day("")


def test_a_time_of_day() -> None:
    assert is_clock("9:57") and is_clock(" 21:04 ")
    assert not is_clock("9:5") and not is_clock("957") and not is_clock("a:57")
