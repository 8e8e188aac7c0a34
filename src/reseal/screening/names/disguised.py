"""Names written so as to be read by people alone: masked, spaced out, half in pinyin, or taken apart."""

from collections.abc import Iterator, Sequence
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.names.chinese import name_context
from reseal.screening.names.tables import name_tables, pinyin_syllables

Span = tuple[int, int]

_LEAST_SURNAME = -6  # in the units of the name tables: a masked name leans on its surname
_LEAST_GIVEN = -6
_COMMON_SURNAME = 5


@cache
def taken_apart() -> dict[str, str]:
    """Surnames written as their parts: 弓长 for 张."""
    parts: dict[str, str] = read_toml("identifiers", "person_name.toml")["taken_apart"]
    return parts


_HAN = "[\u4e00-\u9fff]"
_APART = "[ ·.*_|~^+&#='`/\\\\\\-\u2190-\u27bf\ue100-\uecff]"


def patterns() -> dict[str, str]:
    """The patterns of disguised names, by their short names.

    They begin with any Han character, not with the surnames: their wide class in front takes Hyperscan half a minute to
    compile. The functions below look whether it is one.
    """
    return {
        "masked": rf"{_HAN}\*{{1,2}}{_HAN}",
        "apart": rf"{_HAN}{_APART}{_HAN}{_APART}{_HAN}",
        "parts": "(?:" + "|".join(sorted(taken_apart())) + rf")[ ·_.]?{_HAN}{{1,2}}",
    }


def _surname(char: str, least: int) -> bool:
    return name_tables().surname.get(char, -99) >= least


def masked(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """沈*柔, 车晓*雯: a surname and a given character that look like a name, the rest masked."""
    tables = name_tables()
    for start, end in spans:
        if tables.given.get(text[end - 1], -15) < _LEAST_GIVEN:
            continue
        after = start > 0 and _surname(text[start - 1], _LEAST_SURNAME)
        if after and (start == 1 or not _han(text[start - 2]) or _opens(text, start - 1)):
            start -= 1
        elif not _surname(text[start], _LEAST_SURNAME):
            continue
        if start and _han(text[start - 1]) and not _opens(text, start):
            continue
        yield start, end


def _opens(text: str, start: int) -> bool:
    """Whether a name may well start here although a Han character stands before it."""
    return text[start - 1] in "叫的是位那这" or text.endswith(_leads(), 0, start)


@cache
def _leads() -> tuple[str, ...]:
    context = name_context()
    return (*context.roles, *context.cues)


def apart(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """翟 慧 敏, 倪·书·瑶: single characters set apart by the same sign, together a likely name."""
    tables = name_tables()
    for start, end in spans:
        if not _surname(text[start], _LEAST_SURNAME) and text[start : start + 3 : 2] not in tables.double:
            continue
        chars = [char for char in text[start:end] if _han(char)]
        signs = [char for char in text[start:end] if not _han(char)]
        if len(set(signs)) != 1 or (start and _continues(text, start, signs[0])):
            continue
        stop = end
        while stop + 1 < len(text) and len(chars) < 4 and text[stop] == signs[0] and _han(text[stop + 1]):
            chars.append(text[stop + 1])
            stop += 2
        head = 2 if "".join(chars[:2]) in tables.double else 1
        given = chars[head:]
        if not 1 <= len(given) <= 2:
            continue
        if stop < len(text) and text[stop] == signs[0] == " " and stop + 2 < len(text) and text[stop + 2] == " ":
            continue  # a whole sentence is set apart like this
        if sum(tables.given.get(char, -15) for char in given) / len(given) >= _LEAST_GIVEN:
            yield start, stop


def _continues(text: str, start: int, sign: str) -> bool:
    return start > 1 and text[start - 1] == sign and _han(text[start - 2])


def beside_syllable(text: str, start: int, end: int) -> Span | None:
    """Where a name lies of which the Latin letters from `start` to `end` are one syllable: 瞿zhi衡, jia胜, tong大川.

    To be asked only where something else in the post speaks of a person: alone these shapes are too common.
    """
    tables = name_tables()
    if text[start:end] not in pinyin_syllables():
        return None
    if start and _surname(text[start - 1], _COMMON_SURNAME):
        opens = start < 2 or not _han(text[start - 2]) or _opens(text, start - 1) or text[start - 2] in "班家院厂店"
        if not opens:
            return None
        if end < len(text) and _han(text[end]):
            return (start - 1, end + 1) if tables.given.get(text[end], -15) >= _LEAST_GIVEN else None
        return start - 1, end
    if start and _han(text[start - 1]) and not _opens(text, start):
        return None
    stop = end
    while stop < len(text) and stop - end < 2 and tables.given.get(text[stop], -15) >= _LEAST_GIVEN:
        stop += 1
    closed = stop == len(text) or not _han(text[stop]) or text[stop] in "在的住，"
    return (start, stop) if stop > end and closed and tables.words.get(text[end:stop], 0) < 2 else None


def parts(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """弓长一凡: a surname taken apart, then one or two characters that look given."""
    tables = name_tables()
    pieces = taken_apart()
    for start, end in spans:
        piece = next(p for p in sorted(pieces, key=len, reverse=True) if text.startswith(p, start))
        first = start + len(piece)
        while not _han(text[first]):
            first += 1
        if tables.words.get(text[start : start + 2], 0) > 1:
            continue
        odds = [tables.given.get(char, -15) for char in text[first:end]]
        if odds and sum(odds) / len(odds) >= 0:
            yield start, end


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
