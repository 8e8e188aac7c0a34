"""Dates and times of day in folded text, by their shape alone."""

from collections.abc import Sequence

_BETWEEN = frozenset(" .-/:,~·|#年月日号时点分至到()\n")


def reads_as_dates(text: str) -> bool:
    """Whether there is nothing but dates with a year, and times, in a text; its last number may be cut short."""
    groups: list[str] = [""]
    for char in text:
        if char.isascii() and char.isdigit():
            groups[-1] += char
        elif char not in _BETWEEN:
            return False
        elif groups[-1]:
            groups.append("")
    numbers = [group for group in groups if group]
    dated = False
    at = 0
    while at < len(numbers):
        size = _date(numbers[at : at + 3])
        dated |= bool(size)
        if not size and not (len(numbers[at]) <= 2 and int(numbers[at]) < 60):
            return False
        at += size or 1
    return dated


def names_a_day(text: str) -> bool:
    """Whether a text is a day, one word and a year: 17 mar 2029."""
    day, _, rest = text.strip().partition(" ")
    month, _, year = rest.partition(" ")
    return day.isdecimal() and _upto(day, 31) and month.isalpha() and year.isdecimal() and _year(year)


def is_clock(text: str) -> bool:
    """Whether a text is a time of day: 9:57."""
    hour, colon, minute = text.strip().partition(":")
    return bool(colon) and hour.isdecimal() and minute.isdecimal() and len(hour) <= 2 == len(minute)


def _date(numbers: Sequence[str]) -> int:
    """How many numbers at the beginning are a date: year, month and day, day, month and year, year and month."""
    if len(numbers) > 1 and _year(numbers[0]) and _upto(numbers[1], 12):
        return 3 if len(numbers) > 2 and _upto(numbers[2], 31) else 2
    if (
        len(numbers) == 3
        and _year(numbers[2])
        and ((_upto(numbers[0], 31) and _upto(numbers[1], 12)) or (_upto(numbers[0], 12) and _upto(numbers[1], 31)))
    ):
        return 3
    return 0


def _year(number: str) -> bool:
    return len(number) == 4 and 1900 <= int(number) < 2100


def _upto(number: str, most: int) -> bool:
    return len(number) <= 2 and 1 <= int(number) <= most
