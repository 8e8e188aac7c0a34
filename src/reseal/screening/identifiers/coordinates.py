"""Latitude and longitude: decimal pairs, degrees and minutes, Chinese and English words, map links (RULES 7, 7b)."""

from collections.abc import Iterator
from dataclasses import dataclass

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import CueWords, folded_words, has_word, starts_word
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.identifiers.numerals import (
    DIGIT_CHARS,
    DIGIT_WORDS,
    NUMERAL_CHARS,
    is_digit,
    is_letter,
    read_digits,
    read_whole,
)
from reseal.screening.view import PostView

_WORDS = {name: folded_words(words) for name, words in read_toml("identifiers", "coordinates.toml")["words"].items()}
_POINT, _DEGREE, _MINUTE, _SECOND = _WORDS["point"], _WORDS["degree"], _WORDS["minute"], _WORDS["second"]
_MINUS, _AXIS, _SIDE, _LABEL = _WORDS["minus"], _WORDS["axis"], _WORDS["side"], _WORDS["label"]
_CUE, _NOT_AFTER = _WORDS["cue"], _WORDS["not_after"]
_NUMERALS = frozenset(NUMERAL_CHARS)
_GAP = frozenset(" ,.、/;|~()&=:'\"\n-+_")

_CUE_REACH = 30
_LONGEST = 48  # characters of one of the two numbers, however written


@dataclass(frozen=True, slots=True)
class _Angle:
    value: float
    end: int
    fraction: int  # digits behind the point; minutes of arc count as three
    sided: bool  # a hemisphere is named
    spoken: bool


def find(view: PostView) -> Iterator[Finding]:
    """Pairs of latitude and longitude, in either order, as one span with the words between them."""
    text = view.text
    reach = 0
    starts = sorted(
        {start for name in ("decimal", "axis", "minutes", "spoken") for start, _ in view.spans(f"coordinates.{name}")}
    )
    for start in starts:
        if start < reach:
            continue
        begin = _begin(text, start, reach)
        found = _pair(text, begin)
        if found is not None:
            reach = found.end
            yield found


def _begin(text: str, at: int, floor: int) -> int:
    """Where the number at `at` begins, with its sign and the name of its axis."""
    start = at
    while start > floor and at - start < 12 and text[start - 1] in _NUMERALS:
        start -= 1
    for words in (_MINUS, _AXIS):
        place = start
        while place > floor and text[place - 1] in " :" and start - place < 2:
            place -= 1
        for word in words:
            before = place - len(word)
            if before >= floor and text.startswith(word, before):
                if is_letter(word[0]) and before and is_letter(text[before - 1]):
                    continue
                start = before
                break
    return start


def _pair(text: str, start: int) -> Finding | None:
    first = _angle(text, start)
    if first is None:
        return None
    at = first.end
    while at < len(text) and at - first.end < 6 and text[at] in _GAP:
        at += 1
    label = starts_word(text, at, _LABEL)
    if label > at:
        at = label
        while at < len(text) and at - label < 3 and text[at] in " :=是为":
            at += 1
    if at == first.end and not first.sided:
        return None
    if text[at - 1 : at] == "-" and text[at - 2 : at - 1] in (" ", ",", "/"):
        at -= 1
    second = _angle(text, at)
    if second is None:
        return None
    low, high = sorted((abs(first.value), abs(second.value)))
    if low > 90 or high > 180:
        return None
    confidence = _confidence(text, start, first, second)
    return Finding("coordinates", start, second.end, confidence, "coordinates.pair") if confidence else None


def _confidence(text: str, start: int, first: _Angle, second: _Angle) -> float:
    fine = min(first.fraction, second.fraction)
    before = text[max(start - 6, 0) : start].rstrip(" :")
    if first.sided and second.sided and fine >= 1:
        return 0.97
    cued = has_word(text, start - _CUE_REACH, start, _CUE) or has_word(text, second.end, second.end + 16, _CUE)
    if cued and fine >= 2:
        return 0.95
    if (first.spoken or second.spoken) and fine >= 3:
        return 0.85
    if any(before.endswith(word) for word in _NOT_AFTER) or abs(first.value - second.value) < 1:
        return 0.0
    return 0.85 if fine >= 4 else 0.0


def _angle(text: str, at: int) -> _Angle | None:
    """One angle with its axis before or its hemisphere behind: 北纬30.2, 31°12'37" N, minus 119 point oh-oh-4."""
    place = starts_word(text, at, _AXIS)
    sided = place > at
    while place < len(text) and place - at < 8 and text[place] in " :是为":
        place += 1
    minus = starts_word(text, place, _MINUS)
    place = minus + (minus > place and text[minus : minus + 1] == " ")
    whole = read_whole(text, place, 3)
    if whole is None or whole[0] > 180:
        return None
    value, end = float(whole[0]), whole[1]
    spoken = not is_digit(text[place])
    fraction = 0
    point = _past(text, end, _POINT)
    if point > end:
        digits = _fraction(text, point)
        if digits is None:
            return None
        value += float(f"0.{digits[0].replace('*', '0')}")
        fraction, end = len(digits[0]), digits[1]
    degree = _past(text, end, _DEGREE)
    if degree > end:
        end = degree
        minutes = read_whole(text, _spaces(text, end), 2) if not fraction else None
        if minutes is not None and minutes[0] < (100 if sided else 60):
            value, end, fraction = _minutes(text, value, end, minutes)
    side = _past(text, end, _SIDE)
    if side > end and side - at < _LONGEST and text[side : side + 1] not in ("经", "纬"):
        sided, end = True, side
    return _Angle(value, end, fraction, sided, spoken)


def _minutes(text: str, value: float, end: int, minutes: tuple[int, int]) -> tuple[float, int, int]:
    """The angle, its end and its fineness with the minutes and seconds of arc that follow the degrees."""
    place = minutes[1]
    if text[place : place + 1] == ".":
        digits = _fraction(text, place + 1)
        place = digits[1] if digits is not None else place
    after = _past(text, place, _MINUTE)
    if after == place:
        return value, end, 0
    value += minutes[0] / 60
    seconds = read_whole(text, _spaces(text, after), 2)
    if seconds is None or seconds[0] >= 60:
        return value, after, 3
    place = seconds[1]
    if text[place : place + 1] in (".", "点"):
        digits = _fraction(text, place + 1)
        place = digits[1] if digits is not None else place
    return value, _past(text, place, _SECOND), 5


def _fraction(text: str, at: int) -> tuple[str, int] | None:
    """The digits behind the point; masked ones as `*`."""
    place = _spaces(text, at)
    spoken = is_letter(text[place : place + 1])
    digits = read_digits(text, place, 16, between="-" if spoken else "")
    if digits is None:
        return None
    found, end = digits
    while end < len(text) and len(found) < 16 and text[end] in "*" and len(found) >= 2:
        found, end = found + "*", end + 1
    return found, end


def _spaces(text: str, at: int) -> int:
    return at + (text[at : at + 1] == " ")


def _past(text: str, at: int, words: CueWords) -> int:
    """Where one of the words ends that stands at `at` or behind one space; `at` when none does."""
    place = _spaces(text, at)
    end = starts_word(text, place, words)
    return end if end > place else at


_D, _N = f"[{DIGIT_CHARS}]", f"[{NUMERAL_CHARS}]"
_POINTS = "[.。点·]"
_CHINESE = f"[{''.join(char for char in DIGIT_CHARS if not char.isascii())}]"
_APART = 30  # characters between the points of the two numbers
_AXES = "|".join(word for word in _AXIS if not is_letter(word[0]))
_MINUTES = rf"{_N}{{1,4}} ?(?:[°度˚]|deg) ?{_N}{{1,3}}"
_SPOKEN = rf"(?:point|decimal|dot) (?:{DIGIT_WORDS}|[0-9])"
_FRACTION = rf"(?:{_POINTS} ?{_D}{{2}}|{_SPOKEN})"

KIND = Kind(
    name="coordinates",
    find=find,
    triggers=(
        # The first number's point and the second's; two that name their hemispheres may be as coarse as 39.1.
        rf"[0-9] ?{_POINTS} ?[0-9]{{2}}[^\0]{{1,{_APART}}}[0-9] ?{_FRACTION}",
        *(rf"{point} ?{_D}{{2}}[^\0]{{1,{_APART}}}{_N} ?{_FRACTION}" for point in ("点", "·", f"{_N}。")),
        rf"{_N}\. ?{_CHINESE}{{2}}[^\0]{{1,{_APART}}}{_N} ?{_FRACTION}",
        rf"[0-9] ?{_POINTS} ?[0-9]{{2}}[^\0]{{1,12}}[nsew][ :是为]{{0,3}}[0-9]{{1,3}} ?{_POINTS} ?[0-9]",
        rf"[0-9] ?{_POINTS} ?[0-9]{{2}}[^\0]{{1,{_APART}}}[0-9] ?{_POINTS} ?[0-9][^\0]{{0,2}}(?:[nsew]|[北南东西])",
        rf"(?:{_AXES})[ :是为]{{0,3}}{_N}",
        r"[0-9] ?(?:[°度˚]|deg) ?[0-9]{1,2} ?(?:\.[0-9]{1,9} ?)?(?:['分]|min)",
        rf"{_N} ?(?:[°度˚]|deg) ?{_N}{{1,3}} ?(?:['分]|min)[^\0]{{1,{_APART}}}[°度˚]",
        rf"{_SPOKEN}[^\0]{{2,60}}{_FRACTION}",
    ),
    patterns={
        "coordinates.decimal": rf"{_N} ?{_POINTS} ?{_D}{{2}}",
        "coordinates.axis": rf"(?:{_AXES})[ :是为]{{0,3}}{_N}",
        "coordinates.minutes": _MINUTES,
        "coordinates.spoken": rf"(?:{DIGIT_WORDS}|[0-9]) {_SPOKEN}",
    },
)
