"""Birth dates right behind a word for a birth, in parts of any writing or as digits alone: 生日〇五〇九, 3.VI.1978.

Every function looks at a bounded number of characters (RULES 7, 7b).
"""

from collections.abc import Iterator
from itertools import pairwise

from reseal.screening.identifiers.birth_words import EVENT, FILLED, NEAR, past_fillers
from reseal.screening.identifiers.cues import starts_word
from reseal.screening.identifiers.date_parts import date_of_parts
from reseal.screening.identifiers.dates import ORDINAL_NAMES, ORDINALS, Date
from reseal.screening.identifiers.kind import Finding
from reseal.screening.identifiers.numerals import (
    DIGITS,
    NUMBER_WORDS,
    NUMERAL_CHARS,
    is_digit,
    is_letter,
    read_digits,
)

PARTING = r" .\-/—_·。、年月的,"  # between two numerals of one date; the inside of a class of patterns
PARTING_SIGNS = frozenset(PARTING.replace("\\", ""))


def in_parts(text: str, at: int) -> Iterator[Finding]:
    """A date whose parts are written in any way, right behind a word for a birth."""
    date = date_of_parts(text, past_fillers(text, at))
    if date is None or starts_word(text, date.end, EVENT) > date.end:
        return
    spelled = is_letter(text[at - 1]) and _spelled_near(text, at, date)
    if spelled or _near_numerals(text, at, date.end) or "月" in text[at : date.end] or _named_near(date, at):
        yield Finding("birth_date", date.start, date.end, 0.8, "birth_date.parts")


def _near_numerals(text: str, at: int, end: int) -> bool:
    """Whether two numerals stand close together in what ends at `end`, close behind the word."""
    last = min(at + FILLED, end)
    places = [place for place in range(at, min(last + 5, len(text))) if text[place] in NUMERAL_CHARS]
    pairs = ((a, b) for a, b in pairwise(places) if a <= last and b - a <= 4)
    return any(PARTING_SIGNS.issuperset(text[a + 1 : b]) for a, b in pairs)


def _named_near(date: Date, at: int) -> bool:
    """Whether a named day stands close behind the word, a year before it or behind it."""
    return date.day == 0 and date.start - at <= NEAR and date.end - at <= NEAR + 8


def _spelled_near(text: str, at: int, date: Date) -> bool:
    """Whether an ordinal in figures stands close behind the word, or the date is spelled right behind it."""
    if any(is_digit(text[place]) and text[place + 1 : place + 3] in ORDINALS for place in range(at, date.end)[:9]):
        return True
    between = text[at : date.start].lstrip(" :,")
    apart = date.start - at - len(between)
    words = between.split()
    if not 1 <= apart <= 3 or len(words) > 2 or any(word not in ("on", "the", "is") for word in words):
        return False
    return text.startswith((*NUMBER_WORDS, *ORDINAL_NAMES), date.start)


def compact_before(text: str, at: int) -> Iterator[Finding]:
    """Four, six or eight digits right before a word for a birthday: 0617生日."""
    start = at
    while start and at - start < 9 and is_digit(text[start - 1]):
        start -= 1
    figures = text[start:at]
    if len(figures) not in (4, 8) or (start and (text[start - 1] in ".-/:" or is_letter(text[start - 1]))):
        return
    if _is_day(figures[-4:-2], figures[-2:]) and (len(figures) == 4 or "1800" < figures[:4] < "2100"):
        yield Finding("birth_date", start, at, 0.7, "birth_date.compact")


def compact(text: str, at: int) -> Iterator[Finding]:
    """Eight, six or four digits right behind a word for a birthday: 生日19980314, 生日〇五〇九, 生日6.26."""
    place = past_fillers(text, at)
    digits = read_digits(text, place, 9)
    if digits is None:
        return
    figures, end = digits
    if not _near_numerals(text, at, end):
        return
    if text[end : end + 1] in (".", "/", "-") and len(figures) <= 2:
        second = read_digits(text, end + 1, 3)
        if second is not None and _is_day(figures, second[0]) and not _runs_on(text, second[1]):
            yield Finding("birth_date", place, second[1], 0.75, "birth_date.compact")
        return
    if _runs_on(text, end) or len(figures) not in (4, 6, 8):
        return
    year_first = _is_day(figures[-4:-2], figures[-2:]) and (len(figures) < 8 or "1800" < figures[:4] < "2100")
    if year_first or (len(figures) == 8 and _ends_in_year(figures)) or (len(figures) == 6 and _any_day(figures[:4])):
        yield Finding("birth_date", place, end, 0.85, "birth_date.compact")


def _ends_in_year(figures: str) -> bool:
    return "1900" < figures[4:] < "2030" and _any_day(figures[:4])


def _any_day(figures: str) -> bool:
    """Whether four digits are a day and a month in either order."""
    return _is_day(figures[:2], figures[2:]) or _is_day(figures[2:], figures[:2])


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _runs_on(text: str, end: int) -> bool:
    after = text[end : end + 1]
    if after == "":
        return False
    if after in ".-/" and is_digit(text[end + 1 : end + 2]):
        return True
    return after in DIGITS or is_letter(after) or after in "元块岁个人年月*"
