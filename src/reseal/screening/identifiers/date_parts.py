"""A date read part by part behind a word for a birth, however each part is written: 07—0九—1988, 3.VI.1978,
①⑨⑧⑦.〇叁.廿六, the 4th of the 7th, ninety six, Xmas eve 2001, 壬申年小寒.

Nothing but the word before tells that such signs are a date, so the caller has to know one. Every function looks at a
bounded number of characters (RULES 7, 7b).
"""

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import folded_words, starts_word
from reseal.screening.identifiers.dates import CALENDARS, MONTHS, NAMED_DAYS, ORDINAL_NAMES, ORDINALS, Date
from reseal.screening.identifiers.numerals import (
    DIGITS,
    PLACES,
    is_digit,
    is_letter,
    read_digits,
    read_whole,
    word_at,
)

_DATA = read_toml("identifiers", "birth_date.toml")["dates"]
_JOINS = folded_words(_DATA["joins"])
_ROMAN: dict[str, int] = _DATA["roman"]
_ORDINAL_WORDS: dict[str, int] = _DATA["ordinal_words"]
_STEMS, _BRANCHES = frozenset(_DATA["stems"]), frozenset(_DATA["branches"])
_MASKS = frozenset("*?○") | frozenset(map(chr, range(0x2580, 0x2600)))
_BETWEEN = frozenset(" .,-/|—_·。、'’:~\n")
_LONGEST_GAP = 10

_Part = tuple[int, int, str]  # its value, where it ends, what it can be: any, year, month, day, mask


def date_of_parts(text: str, at: int) -> Date | None:
    """The date of two or three parts that starts at `at`; None when none does."""
    at += 4 * text.startswith("the ", at)
    start = at
    parts: list[_Part] = []
    end = place = at
    lunar = False
    while len(parts) < 3:
        part = _part(text, place, last=len(parts) == 2)
        if part is None:
            break
        parts.append(part)
        end = part[1]
        place, joined, moon = _past_gap(text, end)
        lunar = lunar or moon
        if not joined:
            break
    if len(parts) < 2 or _runs_on(text, end):
        return None
    end += text[end : end + 1] in ("日", "号") and end < len(text)
    return _dated(start, end, parts, lunar=lunar)


def _past_gap(text: str, at: int) -> tuple[int, bool, bool]:
    """Where the next part would begin, whether something joins the two, whether it names the moon's calendar."""
    place = at
    moon = False
    while place < len(text) and place - at < _LONGEST_GAP:
        if text[place] in _BETWEEN:
            place += 1
            continue
        after = starts_word(text, place, _JOINS)
        if after == place:
            calendar = starts_word(text, place, CALENDARS)
            if calendar == place:
                break
            moon = True
            after = calendar
        place = after
    return place, place > at, moon


def _part(text: str, at: int, *, last: bool) -> _Part | None:
    """One part: a month or day by its name, an ordinal, a year of stem and branch, a number in any writing."""
    named = starts_word(text, at, NAMED_DAYS)
    if named > at:
        return 0, named, "named"
    word = word_at(text, at, 12)
    if not word and text[at : at + 1] == "n" and text.startswith("n0vember", at):
        return 11, at + 8, "month"
    if word in MONTHS:
        return MONTHS[word], at + len(word), "month"
    said = starts_word(text, at, ORDINAL_NAMES)
    if said > at:
        return _ORDINAL_WORDS[text[at:said]], said, "day"
    if word in _ROMAN:
        return _ROMAN[word], at + len(word), "month"
    if text[at : at + 1] in _STEMS and text[at + 1 : at + 2] in _BRANCHES and text[at : at + 1]:
        after = at + 2
        return 0, after + (text[after : after + 1] == "年"), "year"
    if text[at : at + 1] in ("正", "冬", "腊") and text[at + 1 : at + 2] == "月":
        return {"正": 1, "冬": 11, "腊": 12}[text[at]], at + 2, "month"
    return _number(text, at)


def _number(text: str, at: int) -> _Part | None:
    """Digits in one or several writings (0九, 200①, 1six, 20ten), a spoken number, digits set apart by spaces."""
    if text[at : at + 1] in ("初", "廿", "卅") and text[at] == "初":
        day = read_whole(text, at + 1, 2)
        return (day[0], day[1], "day") if day is not None else None
    if text[at : at + 1] in _MASKS and is_digit(text[at + 1 : at + 2]) and at < len(text):
        return int(text[at + 1]), at + 2, "mask"
    mixed = read_digits(text, at, 4, between="", lookalikes=False)
    whole = read_whole(text, at, 4)
    end, value = at, -1
    if whole is not None:
        value, end = whole
    if mixed is not None and mixed[1] > end:
        value, end = int(mixed[0]), mixed[1]
    if value < 0:
        return None
    tail = word_at(text, end, 6) if is_digit(text[end - 1]) and is_letter(text[end : end + 1]) else ""
    tail = tail or _letters(text, end)
    if tail in ORDINALS:
        return value, end + len(tail), "day"
    if tail and is_digit(text[end - 1]):
        joined = _joined(value, tail)
        return (joined, end + len(tail), "any") if joined is not None else None
    if text[end : end + 1] in _MASKS and end < len(text):
        stop = end
        while stop < len(text) and stop - end < 2 and (text[stop] in _MASKS or text[stop] in DIGITS):
            stop += 1
        return value, stop, "mask"
    return value, end, "any"


def _letters(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 8 and is_letter(text[end]):
        end += 1
    return text[at:end]


def _joined(value: int, tail: str) -> int | None:
    """A digit and a word that go on as one number: 1six, 20ten."""
    number = read_whole(tail, 0, 2)
    if number is None or number[1] != len(tail):
        return None
    return int(f"{value}{number[0]}") if value < 100 else None


def _runs_on(text: str, end: int) -> bool:
    after = text[end : end + 1]
    if after == "":
        return False
    if after in DIGITS or after in PLACES or (after in ".-/" and is_digit(text[end + 1 : end + 2])):
        return True
    return after in "元块岁个人*%" or (is_letter(after) and (is_letter(text[end - 1]) or is_digit(text[end - 1])))


def _dated(start: int, end: int, parts: list[_Part], *, lunar: bool) -> Date | None:
    """The parts as a date: by their names where they have some, else by their order and what they can be."""
    kinds = [kind for _, _, kind in parts]
    values = [value for value, _, _ in parts]
    if "named" in kinds:
        year = next((value for value, _, kind in parts if kind in ("any", "year")), None)
        return Date(start, end, year, None, 0, lunar)
    if "month" in kinds:
        month = values[kinds.index("month")]
        others = [(value, kind) for value, kind in zip(values, kinds, strict=True) if kind != "month"]
        if kinds.count("month") > 1:
            return None
        day = next((value for value, kind in others if kind in ("day", "mask") or 1 <= value <= 31), None)
        year = next((value for value, kind in others if value != day and (value > 31 or kind == "year")), None)
        return Date(start, end, year, month, day, lunar) if day is not None or year is not None else None
    if len(parts) == 2:
        return _pair(start, end, parts, lunar=lunar)
    first, second, third = values
    if kinds[0] == "year" or first > 31 or (first < 32 and third <= 31 and second <= 12 and first > 12 and third > 12):
        fits = second <= 12 and third <= 31 and (kinds[0] == "year" or first < 100 or 1900 <= first <= 2030)
        return Date(start, end, first, second, third, lunar) if fits and second and third else None
    fits = 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12
    fits = fits and (1900 <= third <= 2030 or third < 100)
    return Date(start, end, third, min(first, second), max(first, second), lunar) if fits else None


def _pair(start: int, end: int, parts: list[_Part], *, lunar: bool) -> Date | None:
    (first, _, kind), (second, _, other) = parts
    if kind == "year" or 1900 <= first <= 2030:
        return Date(start, end, first, second, None, lunar) if 1 <= second <= 12 else None
    if other == "any" and 1900 <= second <= 2030:
        return Date(start, end, second, first, None, lunar) if 1 <= first <= 12 else None
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    return Date(start, end, None, min(first, second), max(first, second), lunar)
