"""Atoms: the smallest pieces of a text that stand for digits, however they are written."""

from typing import NamedTuple

from reseal.screening.number_runs.places import NumberPlaces
from reseal.screening.number_runs.shapes import completeness
from reseal.screening.number_runs.tables import count_marks, digit_tables
from reseal.screening.number_runs.words import spelled

PLAIN, DISGUISED, DOUBTFUL, HEARD = range(4)

_LONG, _LONGEST = 22, 38  # digits that may be two identifiers
_GLUED = 25  # what each of these is worth at least

TABLES = digit_tables()
_NUMERALS = TABLES.numerals
_BEFORE, _AFTER = count_marks()
_BEFORE_LASTS = frozenset(word[-1] for word in _BEFORE)
_AFTER_FIRSTS = frozenset(word[0] for word in _AFTER)
# What may follow a digit and change what it says: units (一百), measures (四个零), times (零×4), counts (四位).
_TELLING = (
    frozenset(TABLES.units) | _AFTER_FIRSTS | {word[0] for word in (*TABLES.measures, *TABLES.times, *TABLES.again)}
)


class Atom(NamedTuple):
    """`level`: PLAIN digits, DISGUISED ones (一, five), DOUBTFUL ones that need the whole run to be
    valid, or HEARD ones (要溜舞) that may also be words beside it.
    """

    digits: str
    start: int
    end: int
    level: int


def read_atoms(text: str, places: NumberPlaces) -> list[Atom]:
    """The atoms of a folded text, in order and not overlapping; `places` are those of the text."""
    atoms = _stretches(text, places.numerals)
    if places.letters:
        tokens = spelled(text, bopomofo=places.bopomofo)
        if tokens:
            atoms = woven(atoms, [Atom(*token) for token in tokens])
    return atoms


def _stretches(text: str, numerals: list[int]) -> list[Atom]:
    atoms: list[Atom] = []
    reach = 0
    size = len(text)
    for start, last in zip(numerals[::2], numerals[1::2], strict=True):
        end = last + 1
        if start < reach:
            if end <= reach:
                continue
            start = reach
        after = text[end] if end < size else ""
        if after in _TELLING or (start and text[start - 1] in TABLES.units):
            reach = _told(atoms, text, start, end)
            start = max(start, reach)
        if start < end and not (end - start == 1 and _is_count(text, start, end)):
            _add(atoms, text, start, end)
    return atoms


def _told(atoms: list[Atom], text: str, start: int, end: int) -> int:
    """A stretch of numerals that what stands beside it may change: where what was read ends, or 0."""
    after = text[end : end + 1]
    units = TABLES.units
    if (after in units and not text[end - 1].isascii()) or (start and text[start - 1] in units):
        if after in units and end - start > 1:
            _add(atoms, text, start, end - 1)
            start = end - 1
        floor = atoms[-1].end if atoms else 0
        while start > floor and text[start - 1] in units:
            start -= 1
        return _cardinal(atoms, text, start)
    repeat = _repeat(text, start, end)
    if repeat is None:
        return 0
    head, digits, reach = repeat
    if head > start:
        _add(atoms, text, start, head)
    atoms.append(Atom(digits, head, reach, DISGUISED))
    return reach


def _add(atoms: list[Atom], text: str, start: int, end: int) -> None:
    """A stretch of numerals as atoms: one, or several where ASCII and other numerals meet (张三138…)."""
    written = text[start:end]
    if written.isascii():
        if end - start < _LONG:
            atoms.append(Atom(written, start, end, PLAIN))
        else:
            _add_plain(atoms, written, start)
        return
    digits = written.translate(TABLES.to_ascii)
    at = 0
    for place in range(1, len(written) + 1):
        if place == len(written) or written[place].isascii() != written[at].isascii():
            if written[at].isascii():
                _add_plain(atoms, digits[at:place], start + at)
            else:
                atoms.append(Atom(digits[at:place], start + at, start + place, DISGUISED))
            at = place


def _add_plain(atoms: list[Atom], digits: str, start: int) -> None:
    size = len(digits)
    middle = glued_at(digits) if size >= _LONG else 0
    if middle:
        atoms.append(Atom(digits[:middle], start, start + middle, PLAIN))
    atoms.append(Atom(digits[middle:], start + middle, start + size, PLAIN))


def glued_at(digits: str) -> int:
    """Where two whole identifiers meet that are written without anything between; 0 when they are not."""
    if len(digits) > _LONGEST:
        return 0
    for size in (11, 16, 18, 19):
        first, rest = digits[:size], digits[size:]
        if min(completeness(first, (size,), False), completeness(rest, (len(rest),), False)) > _GLUED:
            return size
    return 0


def _is_count(text: str, start: int, end: int) -> bool:
    if text[end : end + 1] in _AFTER_FIRSTS and text.startswith(_AFTER, end):
        return True
    return text[start - 1 : start] in _BEFORE_LASTS and text.endswith(_BEFORE, max(start - 8, 0), start)


def _repeat(text: str, start: int, end: int) -> tuple[int, str, int] | None:
    """四个零, 4个0, 四枚鸡蛋, 零×4: where it starts, its digits, its end; the stretch may hold digits before it."""
    last = _NUMERALS[text[end - 1]]
    for measure in TABLES.measures:
        if not text.startswith(measure, end):
            continue
        at = end + len(measure)
        count = int(last)
        if not 2 <= count <= 8:
            return None
        following = text[at : at + 1]
        for name in TABLES.zero_names:
            if text.startswith(name, at):
                return end - 1, "0" * count, at + len(name)
        if following in _NUMERALS:
            digit = _NUMERALS[following]
            if digit == "0" or text[at + 1 : at + 2] not in _NUMERALS:
                return end - 1, digit * count, at + 1
            return None
    if end - start > 1 and "2" <= last <= "8" and text.startswith(TABLES.again, end):
        suffix = next(word for word in TABLES.again if text.startswith(word, end))
        return end - 2, _NUMERALS[text[end - 2]] * int(last), end + len(suffix)
    return _times(text, end, last)


def _times(text: str, end: int, digit: str) -> tuple[int, str, int] | None:
    if digit != "0" and text[end - 1].isascii():
        return None  # 3x4 is a size
    if text[end - 2 : end - 1] in ("*", "x"):
        return None  # 1*3*8: stars between digits
    for sign in TABLES.times:
        if not text.startswith(sign, end):
            continue
        at = end + len(sign)
        count = _NUMERALS.get(text[at : at + 1], "0")
        after = text[at + 1 : at + 2]
        said = sign not in "*x"  # a star may also part digits: 0000*二000
        alone = after not in _NUMERALS or (said and after.isascii() != text[at].isascii())
        if "2" <= count <= "8" and alone and not text.startswith(sign, at + 1):
            return end - 1, digit * int(count), at + 1
    return None


def _cardinal(atoms: list[Atom], text: str, start: int) -> int:
    """一百三十三 as the digits 133, when it is said to its last digit; returns where the number ends."""
    value, end = read_cardinal(text, start)
    if text[end - 1] in "十拾" and text[end : end + 1].isdigit():
        return end  # 三十5: not said to its last digit
    if value is not None and text[end : end + 1] in TABLES.plus:  # 三千加八百二十六
        more, until = read_cardinal(text, end + 1)
        if more is not None and until > end + 2:
            value, end = value + more, until
    if value is not None and (text[end - 1] in _NUMERALS or text[end - 1] in "十拾"):
        digits = str(value)
        exact = len(digits) >= 5 and text[end - 1] in _NUMERALS
        atoms.append(Atom(digits, start, end, DISGUISED if exact else DOUBTFUL))
    return end


def read_cardinal(text: str, start: int) -> tuple[int | None, int]:
    """The value of a spoken Chinese number and where it ends: before a digit that has no place in it."""
    total, section, digit = 0, 0, -1
    scale, at, size = 10**8, start, len(text)
    zero = False
    while at < size:
        char = text[at]
        unit = TABLES.units.get(char)
        if unit is None:
            value = _NUMERALS.get(char)
            if value is None or char.isascii() or digit >= 0 or (value == "0" and (zero or scale <= 10)):
                break
            zero = value == "0"
            digit = -1 if zero else int(value)
        elif unit == 10**4:
            if total:
                return None, at + 1
            total, section, digit, scale = (total + section + max(digit, 0)) * unit, 0, -1, 10**4
        elif unit >= scale:
            return None, at + 1
        else:
            section += (1 if digit < 0 else digit) * unit
            digit, scale, zero = -1, unit, False
        at += 1
    if zero:
        at -= 1
    return total + section + max(digit, 0), at


def woven(under: list[Atom], over: list[Atom]) -> list[Atom]:
    """Two lists of atoms as one, in order; where they overlap, those of `over` stand and `under` is cut away."""
    both: list[Atom] = []
    place, count = 0, len(over)
    for atom in under:
        start = max(atom.start, both[-1].end if both else 0)
        while place < count and over[place].start < atom.end:
            if over[place].start > start:
                both.append(_cut(atom, start, over[place].start))
            both.append(over[place])
            start = max(start, over[place].end)
            place += 1
        if start < atom.end:
            both.append(_cut(atom, start, atom.end))
    both.extend(over[place:])
    return both


def _cut(atom: Atom, start: int, end: int) -> Atom:
    if (start, end) == (atom.start, atom.end):
        return atom
    if len(atom.digits) != atom.end - atom.start:
        return Atom(atom.digits, start, end, atom.level)
    return Atom(atom.digits[start - atom.start : end - atom.start], start, end, atom.level)
