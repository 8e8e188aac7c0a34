"""How a case spread, drawn as SVG on the server: posts added up over time, and what was done against them.

Looks come from the style sheet by class names; nothing stands inline. The same is in a list beside it, in words.
"""

from collections.abc import Sequence

import msgspec

from reseal.operations.cases.words import Point

WIDTH, HEIGHT = 720, 150
LEFT, RIGHT, TOP, BOTTOM = 12, 708, 14, 118
_MARKED = {"notice": "notice", "held": "held", "decision": "decision", "escalated": "escalated", "undone": "undone"}


class Mark(msgspec.Struct, frozen=True):
    """Something that happened: where it stands and which class draws it."""

    x: int
    kind: str


class Drawing(msgspec.Struct, frozen=True):
    """What the template draws: the line of posts as SVG path data, the area under it, marks, the greatest number."""

    line: str
    area: str
    marks: tuple[Mark, ...]
    posts: int
    begins: int
    ends: int


def drawing(points: Sequence[Point], now: int) -> Drawing | None:
    """The drawing of a timeline; None where no post is left to draw."""
    posts = sorted(point.at for point in points if point.kind == "post")
    if not posts:
        return None
    begins, ends = posts[0], max([now, *(point.at for point in points)])
    width = max(ends - begins, 1)

    def x(at: int) -> int:
        return LEFT + round((max(at, begins) - begins) * (RIGHT - LEFT) / width)

    def y(count: int) -> int:
        return BOTTOM - round(count * (BOTTOM - TOP) / len(posts))

    steps = [f"M{LEFT} {BOTTOM}"]
    for count, at in enumerate(posts, 1):
        steps += [f"H{x(at)}", f"V{y(count)}"]
    steps.append(f"H{RIGHT}")
    line = "".join(steps)
    marks = tuple(Mark(x(point.at), _MARKED[point.kind]) for point in points if point.kind in _MARKED)
    return Drawing(line, f"{line}V{BOTTOM}Z", marks, len(posts), begins, ends)
