"""Patterns over the shadow copy, run by Hyperscan in linear time: no backtracking engine ever sees user text.

Patterns are written in ordinary regular-expression syntax over *folded* characters (their literals are folded here, so
a pattern may be written 電話 or 🐧). They are compiled to byte expressions over UTF-16-LE. Allowed: literals, classes,
`.` (anything but NUL and line break), `\\d` (ASCII digit), groups, alternation and greedy repeats. No look-arounds,
anchors or back-references: what stands around a match is for the code that receives it. A post ends with a NUL: `\\0`
in a trigger stands for the end, and `[^\\0]` for anything, line breaks too.
"""

import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

import hyperscan

from reseal.compiled import kept_bytes
from reseal.screening.fold import fold_text

Sighting = tuple[int, int, int]  # pattern number, start and end in code units of the scanned buffer


class PatternError(ValueError):
    """A pattern of the project's data cannot be compiled; the message names it and the remedy."""


class PatternSet:
    """A compiled set of patterns; `scan` reports where they stand."""

    def __init__(self, name: str, patterns: Sequence[str], *, starts: bool = True) -> None:
        """Compile, or take the compiled set from the cache.

        Finding starts costs time: `starts=False` does without for a set of which only `scan_ends` is asked.
        """
        self.patterns = tuple(patterns)
        self._database = _database(name, self.patterns, starts)

    def scan_ends(self, buffer: bytes) -> tuple[list[int], list[int]]:
        """Pattern numbers and ends, in *bytes* of the buffer, of all sightings: less than `scan` gives, for less."""
        numbers: list[int] = []
        ends: list[int] = []
        if not buffer or not self.patterns:
            return numbers, ends
        add_number, add_end = numbers.append, ends.append

        def sighting(number: int, start: int, end: int, flags: int, context: object) -> None:
            add_number(number)
            add_end(end)

        self._database.scan(buffer, match_event_handler=sighting)
        return numbers, ends

    def scan(self, buffer: bytes) -> list[Sighting]:
        """All sightings in UTF-16-LE `buffer`, each end with its leftmost start, in the order of their ends."""
        found: list[Sighting] = []
        if not buffer or not self.patterns:
            return found
        seen = found.append

        def sighting(number: int, start: int, end: int, flags: int, context: object) -> None:
            if not end & 1:  # an odd end lies across two code units: no character stands there
                seen((number, start >> 1, end >> 1))

        self._database.scan(buffer, match_event_handler=sighting)
        return found


def longest(sightings: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of one pattern's sightings in one text, the leftmost-longest ones that do not overlap."""
    if len(sightings) == 1:
        return list(sightings)
    kept: list[tuple[int, int]] = []
    reach = -1
    for start, end in sorted(sightings, key=lambda s: (s[0], -s[1])):
        if start >= reach:
            kept.append((start, end))
            reach = end
    return kept


def _database(name: str, patterns: tuple[str, ...], starts: bool) -> Any:
    flag = hyperscan.HS_FLAG_DOTALL | (hyperscan.HS_FLAG_SOM_LEFTMOST if starts else 0)

    def build() -> bytes:
        expressions = [to_utf16(pattern) for pattern in patterns]
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(
            expressions=expressions,
            ids=list(range(len(expressions))),
            elements=len(expressions),
            flags=[flag] * len(expressions),
        )
        return bytes(hyperscan.dumpb(database))

    if not patterns:
        return None
    try:
        packed = kept_bytes(f"patterns-{name}", f"{version('hyperscan')}\0{flag}\0" + "\0".join(patterns), build)
    except hyperscan.error as error:
        raise PatternError(f"pattern set {name!r}: {_culprit(patterns, flag)} ({error})") from error
    database = hyperscan.loadb(packed, hyperscan.HS_MODE_BLOCK)
    database.scratch = hyperscan.Scratch(database)
    return database


def _culprit(patterns: tuple[str, ...], flag: int) -> str:
    for pattern in patterns:
        try:
            hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK).compile(
                expressions=[to_utf16(pattern)], ids=[0], elements=1, flags=[flag]
            )
        except hyperscan.error as error:
            return f"{pattern!r} does not compile: {error}. Make it simpler or bound its repeats."
    return "all patterns compile alone, yet not together. Make the set smaller."


def parsed(pattern: str) -> Any:
    """The pattern as a tree of nodes.

    Raises:
        PatternError: it is no regular expression.
    """
    try:
        return sre_parser.parse(pattern)
    except Exception as error:
        raise PatternError(f"{pattern!r} is no regular expression: {error}") from error


def to_utf16(pattern: str) -> bytes:
    """A byte expression over UTF-16-LE that matches what `pattern` matches over characters.

    Raises:
        PatternError: the pattern uses what linear-time scanning has no place for, or is no regular expression.
    """
    tree = parsed(pattern)
    return "".join(_node(op, argument, pattern) for op, argument in tree).encode("ascii")


def _node(op: Any, argument: Any, pattern: str) -> str:
    if op is sre.LITERAL:
        return _units(_folded(argument))
    if op is sre.ANY:
        return _ranges(_complement([(0, 0), (10, 10)]))
    if op is sre.NOT_LITERAL:
        return _ranges(_complement([(0, 0), *((ord(c), ord(c)) for c in _folded(argument))]))
    if op is sre.IN:
        return _class(argument, pattern)
    if op is sre.BRANCH:
        return "(?:" + "|".join("".join(_node(op, a, pattern) for op, a in branch) for branch in argument[1]) + ")"
    if op is sre.SUBPATTERN:
        return "(?:" + "".join(_node(op, a, pattern) for op, a in argument[3]) + ")"
    if op is sre.MAX_REPEAT:
        low, high, items = argument
        body = "(?:" + "".join(_node(op, a, pattern) for op, a in items) + ")"
        if (low, high) == (0, 1):
            return body + "?"
        if high is sre.MAXREPEAT:
            return body + ("*" if low == 0 else "+" if low == 1 else f"{{{low},}}")
        return body + f"{{{low},{high}}}"
    raise PatternError(
        f"{pattern!r} uses {op}: only literals, classes, groups, alternation and greedy repeats are allowed"
    )


def _folded(code: int) -> str:
    return fold_text(chr(code)) if code else "\0"


def _class(items: Any, pattern: str) -> str:
    ranges: list[tuple[int, int]] = []
    negated = False
    for op, argument in items:
        if op is sre.NEGATE:
            negated = True
        elif op is sre.LITERAL:
            ranges.extend((ord(c), ord(c)) for c in _folded(argument))
        elif op is sre.RANGE:
            ranges.append(argument)
        elif op is sre.CATEGORY and argument is sre.CATEGORY_DIGIT:
            ranges.append((0x30, 0x39))
        elif op is sre.CATEGORY and argument is sre.CATEGORY_SPACE:
            ranges.extend([(0x20, 0x20), (0x9, 0xA)])
        else:
            raise PatternError(f"{pattern!r} uses {argument} in a class: write the characters out")
    return _ranges(_complement([*ranges, (0, 0)]) if negated else ranges)


def _complement(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result = []
    at = 0
    for low, high in sorted(ranges):
        if low > at:
            result.append((at, low - 1))
        at = max(at, high + 1)
    return [*result, (at, 0xFFFF)] if at <= 0xFFFF else result


def _units(folded: str) -> str:
    return "".join(f"\\x{ord(c) & 0xFF:02x}\\x{ord(c) >> 8:02x}" for c in folded)


def _ranges(ranges: list[tuple[int, int]]) -> str:
    """An alternation of byte pairs, low byte first; rows with the same low-byte bounds share one branch."""
    rows: dict[tuple[int, int], list[int]] = {}
    for low, high in sorted(set(ranges)):
        for row in range(low >> 8, (high >> 8) + 1):
            bounds = (low & 0xFF if row == low >> 8 else 0, high & 0xFF if row == high >> 8 else 0xFF)
            rows.setdefault(bounds, []).append(row)
    if not rows:
        raise PatternError("an empty class matches nothing. Put a character in it.")
    return "(?:" + "|".join(_pair(bounds, row) for bounds, row in sorted(_merge_lows(rows).items())) + ")"


def _merge_lows(rows: dict[tuple[int, int], list[int]]) -> dict[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Group low-byte bounds that stand in the same rows: [a-z_] becomes one branch, not two."""
    by_row: dict[int, list[tuple[int, int]]] = {}
    for bounds, places in rows.items():
        for row in places:
            by_row.setdefault(row, []).append(bounds)
    merged: dict[tuple[tuple[int, int], ...], tuple[int, ...]] = {}
    for row, lows in by_row.items():
        key = tuple(sorted(lows))
        merged[key] = (*merged.get(key, ()), row)
    return merged


def _pair(lows: tuple[tuple[int, int], ...], rows: tuple[int, ...]) -> str:
    return _byte_class(lows) + _byte_class(tuple(_runs(sorted(rows))))


def _byte_class(ranges: tuple[tuple[int, int], ...]) -> str:
    parts = [f"\\x{a:02x}" if a == b else f"\\x{a:02x}-\\x{b:02x}" for a, b in ranges]
    return parts[0] if len(ranges) == 1 and "-" not in parts[0] else f"[{''.join(parts)}]"


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    start = previous = numbers[0]
    for number in numbers[1:]:
        if number != previous + 1:
            yield start, previous
            start = number
        previous = number
    yield start, previous
