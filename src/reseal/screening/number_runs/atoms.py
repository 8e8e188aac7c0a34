"""Atoms: the smallest pieces of a text that stand for digits, however they are written."""

from typing import NamedTuple

from reseal.screening.number_runs.tables import DigitTables, count_marks, digit_tables
from reseal.screening.number_runs.words import LETTERS, spelled

PLAIN, DISGUISED, DOUBTFUL, HEARD = range(4)


class Atom(NamedTuple):
    """`level`: PLAIN digits, DISGUISED ones (一, five), DOUBTFUL ones that need the whole run to be
    valid, or HEARD ones (要溜舞) that may also be words beside it.
    """

    digits: str
    start: int
    end: int
    level: int


def read_atoms(text: str) -> list[Atom]:
    """The atoms of a folded text, in order and not overlapping."""
    tables = digit_tables()
    numerals = tables.numerals
    atoms = _stretches(text, [at for at, char in enumerate(text) if char in numerals], tables)
    if not LETTERS.isdisjoint(text):
        tokens = [Atom(*token) for token in spelled(text)]
        if tokens:
            atoms = woven(atoms, tokens)
    return atoms


def heard_atoms(text: str) -> list[Atom]:
    """Characters that only sound like digits (要溜舞), where at least two such or a numeral stand side by side."""
    tables = digit_tables()
    sounds, numerals = tables.sounds, tables.numerals
    heard: list[Atom] = []
    at, size = 0, len(text)
    while at < size:
        if text[at] not in sounds:
            at += 1
            continue
        start = at
        while at < size and text[at] in sounds:
            at += 1
        beside = text[start - 1 : start] in numerals or text[at : at + 1] in numerals
        if at - start > 1 or beside:
            heard.append(Atom("".join(sounds[c] for c in text[start:at]), start, at, HEARD))
    return heard


def _stretches(text: str, spots: list[int], tables: DigitTables) -> list[Atom]:
    atoms: list[Atom] = []
    count, place, reach = len(spots), 0, 0
    size = len(text)
    while place < count:
        start = spots[place]
        last = place
        while last + 1 < count and spots[last + 1] == spots[last] + 1:
            last += 1
        end = spots[last] + 1
        place = last + 1
        if start < reach:
            if end <= reach:
                continue
            start = reach
        after = text[end] if end < size else ""
        if "/" < after < ":" or after in " ,.-" or after == "":  # the common case: nothing to look up
            counted = end - start == 1 and _is_count(text, start, end)
            if not counted:
                _add(atoms, text, start, end, tables)
            continue
        if (after in tables.units and not text[end - 1].isascii()) or (start and text[start - 1] in tables.units):
            if after in tables.units and end - start > 1:
                _add(atoms, text, start, end - 1, tables)
                start = end - 1
            while start > reach and text[start - 1] in tables.units:
                start -= 1
            reach = _cardinal(atoms, text, start, tables)
            if reach >= end:
                continue
            start = reach
        repeat = _repeat(text, start, end, tables)
        if repeat is not None:
            head, digits, reach = repeat
            if head > start:
                _add(atoms, text, start, head, tables)
            atoms.append(Atom(digits, head, reach, DISGUISED))
            continue
        if end - start == 1 and _is_count(text, start, end):
            continue
        _add(atoms, text, start, end, tables)
    return atoms


def _add(atoms: list[Atom], text: str, start: int, end: int, tables: DigitTables) -> None:
    written = text[start:end]
    if written.isascii():
        atoms.append(Atom(written, start, end, PLAIN))
    else:
        atoms.append(Atom(written.translate(tables.to_ascii), start, end, DISGUISED))


def _is_count(text: str, start: int, end: int) -> bool:
    before, after = count_marks()
    return text.startswith(after, end) or text.endswith(before, max(start - 8, 0), start)


def _repeat(text: str, start: int, end: int, tables: DigitTables) -> tuple[int, str, int] | None:
    """四个零, 4个0, 四枚鸡蛋, 零×4: where it starts, its digits, its end; the stretch may hold digits before it."""
    numerals = tables.numerals
    last = numerals[text[end - 1]]
    for measure in tables.measures:
        if not text.startswith(measure, end):
            continue
        at = end + len(measure)
        count = int(last)
        if not 2 <= count <= 8:
            return None
        following = text[at : at + 1]
        if following in numerals:
            digit = numerals[following]
            if digit == "0" or text[at + 1 : at + 2] not in numerals:
                return end - 1, digit * count, at + 1
            return None
        for name in tables.zero_names:
            if text.startswith(name, at):
                return end - 1, "0" * count, at + len(name)
    return _times(text, start, end, last, tables)


def _times(text: str, start: int, end: int, digit: str, tables: DigitTables) -> tuple[int, str, int] | None:
    if digit != "0" and text[end - 1].isascii():
        return None  # 3x4 is a size
    if text[start - 1 : start] in ("*", "x"):
        return None  # 1*3*8: stars between digits
    for sign in tables.times:
        if not text.startswith(sign, end):
            continue
        at = end + len(sign)
        count = tables.numerals.get(text[at : at + 1], "0")
        if "2" <= count <= "8" and text[at + 1 : at + 2] not in tables.numerals:
            return end - 1, digit * int(count), at + 1
    return None


def _cardinal(atoms: list[Atom], text: str, start: int, tables: DigitTables) -> int:
    """一百三十三 as the digits 133, when it is said to its last digit; returns where the number ends."""
    value, end = read_cardinal(text, start, tables)
    if value is not None and text[end : end + 1] in tables.plus:  # 三千加八百二十六
        more, until = read_cardinal(text, end + 1, tables)
        if more is not None and until > end + 2:
            value, end = value + more, until
    if value is not None and (text[end - 1] in tables.numerals or text[end - 1] in "十拾"):
        digits = str(value)
        exact = len(digits) >= 5 and text[end - 1] in tables.numerals
        atoms.append(Atom(digits, start, end, DISGUISED if exact else DOUBTFUL))
    return end


def read_cardinal(text: str, start: int, tables: DigitTables) -> tuple[int | None, int]:
    """The value of a spoken Chinese number and where it ends: before a digit that has no place in it."""
    total, section, digit = 0, 0, -1
    scale, at, size = 10**8, start, len(text)
    zero = False
    while at < size:
        char = text[at]
        unit = tables.units.get(char)
        if unit is None:
            value = tables.numerals.get(char)
            if value is None or char.isascii() or digit >= 0 or (value == "0" and (zero or scale <= 10)):
                break
            zero = value == "0"
            digit = -1 if zero else int(value)
        elif unit == 10**4:
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
    woven: list[Atom] = []
    place, count = 0, len(over)
    for atom in under:
        start = max(atom.start, woven[-1].end if woven else 0)
        while place < count and over[place].end <= start:
            woven.append(over[place])
            place += 1
        ahead = place
        while start < atom.end:
            if ahead < count and over[ahead].start < atom.end:
                if over[ahead].start > start:
                    woven.append(_cut(atom, start, over[ahead].start))
                woven.append(over[ahead])
                start = over[ahead].end
                ahead += 1
            else:
                woven.append(_cut(atom, start, atom.end))
                break
        place = ahead
    woven.extend(over[place:])
    return woven


def _cut(atom: Atom, start: int, end: int) -> Atom:
    if (start, end) == (atom.start, atom.end):
        return atom
    if len(atom.digits) != atom.end - atom.start:
        return Atom(atom.digits, start, end, atom.level)
    return Atom(atom.digits[start - atom.start : end - atom.start], start, end, atom.level)
