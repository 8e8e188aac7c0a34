"""Lines put into reading order: row by row, in columns where a page has them, wrapped lines made one again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from reseal.screening.pictures.line import Line, Quad

_SAME_ROW = 0.55  # of the smaller height, between middles
_GUTTER = 1.2  # of the usual height: a gap that parts columns
_COLUMN_ROWS = 4  # so many rows on either side make columns of what would else be a table
_PAIRS = 2  # so many values that begin right under a label make the rows labels and values
_UNDER = 0.4  # of a value's height: so near its label stands above it
_LABEL = 0.95  # labels are smaller than what they name
_COLUMN_LENGTH = 9.0  # heights: lines of a column of running text are at least so long


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its box in the direction of reading, and what stands between it and the line before."""

    line: Line
    left: float
    right: float
    top: float
    bottom: float
    before: str = ""

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

    However the page is turned: up is where most of the writing has its upper edge.
    """
    along = _direction(lines)
    placed = [_upright(line, along) for line in lines]
    ordered: list[tuple[str, Line]] = []
    for column in _columns(placed):
        right = max(p.right for p in column)
        left = min(p.left for p in column)
        last: Placed | None = None
        for row in _labelled(_rows(column)):
            for place, here in enumerate(row):
                before = here.before or (" " if place else "\n")
                if before == "\n" and not place and last is not None and _wraps(last, here, left, right):
                    before = _seam(last.line.text, here.line.text)
                ordered.append((before if ordered else "", here.line))
                last = here
    return ordered


def _direction(lines: Sequence[Line]) -> Quad:
    """The unit vector along which most of the writing runs."""
    runs = [line.quad[1] - line.quad[0] + line.quad[2] - line.quad[3] for line in lines]
    whole = np.sum(runs, axis=0) if runs else np.zeros(2, dtype=np.float32)
    far = float(np.linalg.norm(whole))
    return whole / far if far else np.array([1, 0], dtype=np.float32)


def _upright(line: Line, along: Quad) -> Placed:
    """The line's box as if the page stood upright."""
    xs = line.quad @ along
    ys = line.quad @ np.array([-along[1], along[0]], dtype=np.float32)
    return Placed(line, float(xs.min()), float(xs.max()), float(ys.min()), float(ys.max()))


def _rows(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Rows from the top, each from the left."""
    rows: list[list[Placed]] = []
    for here in sorted(placed, key=lambda p: p.middle):
        row = rows[-1] if rows else None
        if row is not None and here.middle - row[-1].middle < _SAME_ROW * min(here.height, row[-1].height):
            row.append(here)
        else:
            rows.append([here])
    return [sorted(row, key=lambda p: p.left) for row in rows]


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
            if all(_runs(side, usual) for side in sides):
                return [*_columns(sides[0]), *_columns(sides[1])]
        reach = max(reach, here.right)
    return [list(placed)]


def _runs(side: Sequence[Placed], usual: float) -> bool:
    return len(side) >= _COLUMN_ROWS and median(p.right - p.left for p in side) >= _COLUMN_LENGTH * usual


def _wraps(last: Placed, here: Placed, left: float, right: float) -> bool:
    """Whether a line goes on in the next: it reaches the right edge, and the next begins at the left edge below it."""
    tall = min(last.height, here.height)
    return (
        last.right > right - 1.5 * tall
        and here.left < left + 1.5 * tall
        and here.top - last.bottom < 0.9 * tall
        and max(last.height, here.height) < 1.35 * tall
        and last.right - last.left > _COLUMN_LENGTH * tall
    )


def _seam(before: str, after: str) -> str:
    """A word of Latin letters ends with its line; digits and Han characters go on."""
    return " " if (before[-1].isascii() and before[-1].isalpha()) or (after[0].isascii() and after[0].isalpha()) else ""
