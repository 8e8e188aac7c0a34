"""Lines put into reading order: row by row, in columns where a page has them, wrapped lines made one again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reseal.screening.pictures.across import parted
from reseal.screening.pictures.line import Line
from reseal.screening.pictures.upright import Straight, straightened

_SAME_ROW = 0.55  # of the smaller height, between middles
_GUTTER = 1.2  # of the usual height: a gap that parts columns
_COLUMN_ROWS = 4  # so many rows on either side make columns of what would else be a table
_PAIRS = 2  # so many values that begin right under a label make the rows labels and values
_UNDER = 0.4  # of a value's height: so near its label stands above it
_OVER = 0.5  # of the shorter line: so much above or below another it is in the same cell
_EDGE = 1.5  # heights: as near to an edge a line may end and still reach it
_LABEL = 0.95  # labels are smaller than what they name
_LEVEL = 0.4  # of the smaller height: rows of one table are so level with each other,
_OWN_ROWS = 0.7  # and two sides of which fewer are than this share are no table
_COLUMN_LENGTH = 9.0  # heights: lines of a column of running text are at least so long


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its box in the direction of reading, and what stands between it and the line before
    (`joined`: that is known, be it nothing)."""

    line: Line
    left: float
    right: float
    top: float
    bottom: float
    before: str = ""
    joined: bool = False

    @property
    def middle(self) -> float:
        """The middle of the line's height."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How tall the line is."""
        return self.bottom - self.top


def in_order(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """The lines in reading order, each with what separates it from the line before: a line end, a space or nothing.

    However the page is turned: up is where most of the writing has its upper edge. Marks laid across it stand by
    themselves behind it.
    """
    page, marks = parted(lines)
    ordered = _page_in_order(page)
    return ordered + [("\n" if ordered or place else "", mark) for place, mark in enumerate(marks)]


def _page_in_order(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    straight = straightened(lines)
    placed = [_upright(line, straight) for line in lines]
    ordered: list[tuple[str, Line]] = []
    for column in _columns(placed):
        right = max(p.right for p in column)
        left = min(p.left for p in column)
        last: Placed | None = None
        for row in _labelled(_rows(column)):
            for place, here in enumerate(row):
                before = here.before if here.joined else here.before or (" " if place else "\n")
                if before == "\n" and not place and last is not None and _wraps(last, here, left, right):
                    before = _seam(last.line.text, here.line.text)
                ordered.append((before if ordered else "", here.line))
                last = here
    return ordered


def _upright(line: Line, straight: Straight) -> Placed:
    """The line's box as if the page stood upright."""
    corners = straight(line.quad)
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return Placed(line, float(left), float(right), float(top), float(bottom))


def _rows(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Rows from the top, each from the left; of a row, what stands on top of each other is one cell, read downwards."""
    rows: list[list[Placed]] = []
    for here in sorted(placed, key=lambda p: p.middle):
        row = rows[-1] if rows else None
        if row is not None and here.middle - row[-1].middle < _SAME_ROW * min(here.height, row[-1].height):
            row.append(here)
        else:
            rows.append([here])
    return [list(_by_cells(row)) for row in rows]


def _by_cells(row: Sequence[Placed]) -> Iterator[Placed]:
    cells: list[list[Placed]] = []
    for here in sorted(row, key=lambda p: p.left):
        for cell in cells:
            if any(_stacked(here, other) for other in cell):
                cell.append(here)
                break
        else:
            cells.append([here])
    for cell in cells:
        cell.sort(key=lambda p: p.middle)
        yield cell[0]
        for above, here in pairwise(cell):
            goes_on = above.right > here.right - _EDGE * here.height
            yield replace(here, before=_seam(above.line.text, here.line.text) if goes_on else " ", joined=True)


def _stacked(one: Placed, other: Placed) -> bool:
    """Whether two lines stand on top of each other and not side by side."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > _OVER * min(one.right - one.left, other.right - other.left)


def _labelled(rows: Sequence[list[Placed]]) -> list[list[Placed]]:
    """The rows, of which one of small labels above one of values has every label before its own value, as in forms."""
    made: list[list[Placed]] = []
    at = 0
    while at < len(rows):
        below = rows[at + 1] if at + 1 < len(rows) else []
        pairs = _pairs(rows[at], below)
        if not pairs:
            made.append(rows[at])
            at += 1
            continue
        row: list[Placed] = []
        for label in rows[at]:
            row.append(replace(label, before="\n"))
            row += [value for one, value in pairs if one is label]
        paired = {id(value) for _, value in pairs}
        row += [replace(value, before="\n") for value in below if id(value) not in paired]
        made.append(row)
        at += 2
    return made


def _pairs(labels: Sequence[Placed], values: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """Which value stands under which label; none where not two do, or where the upper row is no row of labels."""
    if len(labels) < _PAIRS or len(values) < _PAIRS:
        return []
    if median(p.height for p in labels) > _LABEL * median(p.height for p in values):
        return []
    pairs = []
    for value in values:
        for label in labels:
            near = value.top - label.bottom < _UNDER * value.height
            if near and abs(value.left - label.left) < max(label.height, value.height):
                pairs.append((label, value))
                break
    return pairs if len(pairs) >= _PAIRS else []


def _columns(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Columns of running text from the left; a table or a form, of which rows belong together, stays whole."""
    if len(placed) < 2 * _COLUMN_ROWS:
        return [list(placed)] if placed else []
    usual = median(p.height for p in placed)
    by_left = sorted(placed, key=lambda p: p.left)
    reach = by_left[0].right
    for at, here in enumerate(by_left[1:], 1):
        if here.left - reach > _GUTTER * usual:
            sides = by_left[:at], by_left[at:]
            if all(_runs(side, usual) for side in sides) or _apart(*sides):
                return [*_columns(sides[0]), *_columns(sides[1])]
        reach = max(reach, here.right)
    return [list(placed)]


def _apart(one: Sequence[Placed], other: Sequence[Placed]) -> bool:
    """Whether two sides have rows of their own, as a list beside a page has: few are level with one of the other."""
    if min(len(one), len(other)) < _COLUMN_ROWS:
        return False
    return _level(one, other) + _level(other, one) < _OWN_ROWS * (len(one) + len(other))


def _level(some: Sequence[Placed], others: Sequence[Placed]) -> int:
    """How many of some lines are level with another."""
    return sum(any(abs(a.middle - b.middle) < _LEVEL * min(a.height, b.height) for b in others) for a in some)


def _runs(side: Sequence[Placed], usual: float) -> bool:
    return len(side) >= _COLUMN_ROWS and median(p.right - p.left for p in side) >= _COLUMN_LENGTH * usual


def _wraps(last: Placed, here: Placed, left: float, right: float) -> bool:
    """Whether a line goes on in the next: it reaches the right edge, and the next begins at the left edge below it."""
    tall = min(last.height, here.height)
    return (
        last.right > right - _EDGE * tall
        and here.left < left + _EDGE * tall
        and here.top - last.bottom < 0.9 * tall
        and max(last.height, here.height) < 1.35 * tall
        and last.right - last.left > _COLUMN_LENGTH * tall
    )


def _seam(before: str, after: str) -> str:
    """A word of Latin letters ends with its line; digits and Han characters go on."""
    return " " if (before[-1].isascii() and before[-1].isalpha()) or (after[0].isascii() and after[0].isalpha()) else ""
