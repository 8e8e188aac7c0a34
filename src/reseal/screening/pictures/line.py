"""One line of writing in a picture, and where each of its characters stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reseal.vocabulary import Point

Quad = NDArray[np.float32]
"""Four corners (x, y): upper left, upper right, lower right, lower left, as the writing runs."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read: `cells` are, for each character, the shares of the line's length where it starts and ends.

    `sure` is the mean probability of its characters.
    """

    text: str
    sure: float
    quad: Quad
    cells: tuple[tuple[float, float], ...]

    def polygon(self, start: int, end: int) -> tuple[Point, ...]:
        """The corners round the characters `start` to `end`, in whole pixels, clockwise from the upper left."""
        left, right = self.cells[start][0], self.cells[end - 1][1]
        upper_left, upper_right, lower_right, lower_left = self.quad
        corners = (
            upper_left + (upper_right - upper_left) * left,
            upper_left + (upper_right - upper_left) * right,
            lower_left + (lower_right - lower_left) * right,
            lower_left + (lower_right - lower_left) * left,
        )
        return tuple((round(float(x)), round(float(y))) for x, y in corners)

    @property
    def height(self) -> float:
        """How tall the line is, in pixels."""
        return float(np.linalg.norm(self.quad[3] - self.quad[0]) + np.linalg.norm(self.quad[2] - self.quad[1])) / 2

    @property
    def length(self) -> float:
        """How long the line is, in pixels."""
        return float(np.linalg.norm(self.quad[1] - self.quad[0]) + np.linalg.norm(self.quad[2] - self.quad[3])) / 2


def even_cells(count: int) -> tuple[tuple[float, float], ...]:
    """Cells of equal width, for writing of which only the whole place is known."""
    return tuple((0.0, 1.0) for _ in range(count))
