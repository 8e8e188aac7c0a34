"""Reading a date around an anchor: the 月 of 四月十二, the dots of 1996.11.08, the month of 14 March.

Chinese and English, in figures and in words, by the sun, the moon and the years of the Republic. What the date is for
is not asked here. Every function looks at a bounded number of characters and answers None where no date stands.
"""

from dataclasses import dataclass

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.identifiers.cues import folded_words, starts_word
from reseal.screening.identifiers.numerals import DIGITS, PLACES, is_digit, is_letter, read_whole, word_at

_DATA = read_toml("identifiers", "birth_date.toml")["dates"]
CALENDARS = folded_words(_DATA["calendar"])
LUNAR_MONTHS: dict[str, int] = {fold_text(name): number for name, number in _DATA["lunar_months"].items()}
NAMED_DAYS = folded_words(_DATA["named_days"])
MONTHS: dict[str, int] = _DATA["months"]
ORDINALS = ("st", "nd", "rd", "th")
_ORDINAL_WORDS: dict[str, int] = _DATA["ordinal_words"]
ORDINAL_NAMES = folded_words(_ORDINAL_WORDS)
_STEMS, BRANCHES = _DATA["stems"], _DATA["branches"]
_ENGLISH_REACH = 24  # characters before and after the name of a month


@dataclass(frozen=True, slots=True)
class Date:
    """A date in `text[start:end]`. `year`: as many digits as were written; None when none was."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    lunar: bool = False

    @property
    def full(self) -> bool:
        """Whether it names a day of a year."""
        return self.year is not None and self.day is not None


def _is_numeral(char: str) -> bool:
    return char != "" and (char in DIGITS or char in PLACES)


def date_around_month(text: str, at: int) -> Date | None:
    """The date whose 月 stands at `at`: 1993年4月17日, 九三年四月, 农历八月十六, 腊月初八."""
    start, month, lunar = _month_before(text, at)
    if month is None:
        return None
    start, year = _year_before(text, start)
    begin = _calendar_before(text, start)
    lunar = lunar or text[begin : begin + 2] in ("农历", "阴历", "旧历", "古历", "夏历", "老历")
    day, end, by_moon = _day_after(text, at + 1)
    if day is not None and not 1 <= day <= 31:
        return None
    return Date(begin, end, year, month, day, lunar or by_moon)


def _month_before(text: str, at: int) -> tuple[int, int | None, bool]:
    start = at - (text[at - 1 : at] == " ")
    name = text[start - 1 : start]
    if name in LUNAR_MONTHS:
        start -= 1
        return start - (text[start - 1 : start] == "闰"), LUNAR_MONTHS[name], True
    first = start
    while first > 0 and start - first < 3 and _is_numeral(text[first - 1]):
        first -= 1
    for place in range(first, start):
        number = read_whole(text, place, 2) if text[place - 1 : place] not in PLACES else None
        if number is not None and number[1] == start and 1 <= number[0] <= 12:
            leap = text[place - 1 : place] == "闰"
            return place - leap, number[0], leap
    return at, None, False


def _year_before(text: str, start: int) -> tuple[int, int | None]:
    """Where the year begins that ends right before the month, and the year; `start` itself when there is none."""
    place = start
    for word in ("农历", "阴历"):
        if text.endswith(word, max(place - 2, 0), place):
            place -= 2  # 1979年农历八月
    place -= text[place - 1 : place] == " "
    if text[place - 1 : place] != "年":
        return start, None
    end = place - 1
    end -= text[end - 1 : end] == " "
    if end > 1 and text[end - 1] in BRANCHES and text[end - 2] in _STEMS:
        return end - 2, 0  # 壬申年
    first = end
    while first > 0 and end - first < 9 and _is_numeral(text[first - 1]):
        first -= 1
    for begin in range(first, end):
        number = read_whole(text, begin, 4)
        if number is not None and number[1] == end and (end - begin) >= 2:
            return begin, number[0]
    return start, None


def _calendar_before(text: str, start: int) -> int:
    begin = start
    for _ in range(2):
        for word in CALENDARS:
            place = begin - (text[begin - 1 : begin] in (" ", ":") and begin > 0)
            if text.endswith(word, 0, place):
                begin = place - len(word)
                break
    return begin


def _day_after(text: str, at: int) -> tuple[int | None, int, bool]:
    """The day that follows the month: the day, where it ends, whether it is one of a month of the moon."""
    place = at + (text[at : at + 1] == " ")
    moon = text[place : place + 1] == "初"
    number = read_whole(text, place + moon, 2)
    if number is None or number[0] > 31:
        return None, at, False
    day, end = number
    after = end + (text[end : end + 1] == " ")
    if text[after : after + 1] in ("日", "号"):
        end = after + 1
    return day, end, moon or text[place : place + 1] in ("廿", "卅")


def date_of_named_day(text: str, at: int) -> Date | None:
    """A named day with a year in front of it: 1908年冬至. `at`: where the name begins."""
    end = starts_word(text, at, NAMED_DAYS)
    start, year = _year_before(text, at)
    if end == at:
        return None
    if is_letter(text[at]):
        later, end = _english_year_after(text, end)
        return Date(start, end, later if year is None else year, None, 0)
    if text.startswith("那天", end):
        end += 2
    return Date(_calendar_before(text, start), end, year, None, 0, True)


def date_in_figures(text: str, start: int) -> Date | None:
    """Three numbers with the same separator, year first or last: 1996.11.08, 86.9.2, 14/03/1991."""
    numbers: list[tuple[int, int]] = []
    separator = ""
    end = start
    while len(numbers) < 3:
        if numbers:
            sign = text[end : end + 1]
            if sign not in (".", "/", "-", "·", "。") or (separator and sign != separator):
                return None
            separator = sign
            end += 1
        first = end
        while end < len(text) and end - first < 5 and is_digit(text[end]):
            end += 1
        if not 1 <= end - first <= 4:
            return None
        numbers.append((int(text[first:end]), end - first))
    if is_digit(text[end : end + 1]) or is_digit(text[start - 1 : start]) or _goes_on(text, start, end):
        return None
    (a, size_a), (b, _), (c, size_c) = numbers
    if size_a in (2, 4) and 1 <= b <= 12 and 1 <= c <= 31 and size_c <= 2 and (size_a == 4 or a > 31 or a < 13):
        return Date(start, end, a, b, c)
    if size_a <= 2 and size_c in (2, 4) and ((1 <= a <= 31 and 1 <= b <= 12) or (1 <= a <= 12 and 1 <= b <= 31)):
        return Date(start, end, c, min(a, b), max(a, b))
    return None


def _goes_on(text: str, start: int, end: int) -> bool:
    if text[end : end + 1] in (".", "/", "-") and is_digit(text[end + 1 : end + 2]):
        return True
    return start > 1 and text[start - 1] in (".", "/", "-", "$", "¥") and text[start - 2] not in " ,。:"


def date_around_name(text: str, at: int) -> Date | None:
    """The date whose English month begins at `at`: 2 September 1988, March 14th, 1998, two-nine Feb nineteen eighty."""
    name = word_at(text, at, 10)
    if name not in MONTHS:
        return None
    end = at + len(name)
    end += text[end : end + 1] == "."
    start, day = _english_day_before(text, at)
    if day is None:
        day, end = _english_day_after(text, end)
    if day is None or not 1 <= day <= 31:
        return None
    year, end = _english_year_after(text, end)
    if year is None:
        start, year = _year_before(text, start - (text[start - 1 : start] == " "))  # 九四年 May 5th
        start += text[start : start + 1] == " "
    return Date(start, end, year, MONTHS[name], day)


def _english_day_before(text: str, at: int) -> tuple[int, int | None]:
    """The day before the month's name, `of` and the ending of an ordinal between them allowed."""
    end = at
    while end > 0 and at - end < 2 and text[end - 1] in " -/":
        end -= 1
    if text.endswith(" of", max(end - 3, 0), end):
        end -= 3
    for word in ORDINAL_NAMES:
        begin = end - len(word)
        if begin >= 0 and text.startswith(word, begin) and not (begin and is_letter(text[begin - 1])):
            return begin, _ORDINAL_WORDS[word]
    for ordinal in ORDINALS:
        if text.endswith(ordinal, max(end - 2, 0), end) and is_digit(text[end - 3 : end - 2]):
            end -= 2
            break
    floor = max(end - _ENGLISH_REACH, 0)
    place = end
    while place > floor and (is_digit(text[place - 1]) or is_letter(text[place - 1]) or text[place - 1] in " -"):
        place -= 1
    for begin in range(place, end):
        if begin and (is_letter(text[begin - 1]) or is_digit(text[begin - 1])):
            continue
        number = read_whole(text, begin, 2)
        if number is not None and number[1] == end and number[0] <= 31:
            return begin, number[0]
    return at, None


def _english_day_after(text: str, end: int) -> tuple[int | None, int]:
    place = end
    while text[place : place + 1] == " " and place - end < 2:
        place += 1
    if text.startswith("the ", place):
        place += 4
    said = starts_word(text, place, ORDINAL_NAMES) if place > end else place
    if said > place:
        return _ORDINAL_WORDS[text[place:said]], said
    figures = is_digit(text[place : place + 1])
    number = read_whole(text, place, 2) if figures or (place > end and is_letter(text[place : place + 1])) else None
    if number is None:
        return None, end
    day, after = number
    if text[after : after + 2] in ORDINALS:
        after += 2
    if is_letter(text[after : after + 1]) or is_digit(text[after : after + 1]):
        return None, end
    return day, after


def _english_year_after(text: str, end: int) -> tuple[int | None, int]:
    place = end
    while place < len(text) and place - end < 3 and text[place] in " ,-/'":
        place += 1
    number = read_whole(text, place, 4) if place > end else None
    if number is None:
        return None, end
    short = text[place - 1] == "'" or (is_letter(text[place]) and number[0] > 31)  # '98, ninety six
    return number if 1000 <= number[0] <= 2100 or (short and number[0] < 100) else (None, end)
