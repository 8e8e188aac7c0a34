"""Charts of figures as SVG, drawn on the server: pure. Looks come from the style sheet; the numbers stand beside."""

from collections.abc import Mapping, Sequence

import msgspec

from reseal.operations.quality.statistics import Kappa

WIDTH, BAR = 200, 100
_LOWEST = -0.25


class Interval(msgspec.Struct, frozen=True):
    """A figure with its interval on a line from -0.25 to 1; `nought` is where 0 stands."""

    low: int
    value: int
    high: int
    nought: int


class Part(msgspec.Struct, frozen=True):
    """A piece of a bar."""

    kind: str
    x: int
    width: int


def interval(figure: Kappa) -> Interval:
    """Kappa as a point with its interval."""

    def x(value: float) -> int:
        return round((max(value, _LOWEST) - _LOWEST) / (1 - _LOWEST) * WIDTH)

    return Interval(x(figure.low), x(figure.value), x(figure.high), x(0))


def parts(counts: Mapping[str, int], most: int) -> list[Part]:
    """A bar in pieces, one a count, in proportion to the greatest bar."""
    found, x = [], 0.0
    for kind, count in counts.items():
        width = count / most * BAR if most else 0.0
        found.append(Part(kind, round(x), round(x + width) - round(x)))
        x += width
    return found


def bars(values: Sequence[int], most: int) -> list[int]:
    """The heights of bars, the greatest 100; none of less than nothing at all is invisible."""
    return [max(2, round(value / most * BAR)) if value and most else 0 for value in values]
