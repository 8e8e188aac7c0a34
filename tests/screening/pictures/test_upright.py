"""Where lines would stand on a page that lies straight."""

import numpy as np

from reseal.screening.pictures.line import Line, Quad, even_cells
from reseal.screening.pictures.upright import direction, straightened

Corners = list[tuple[float, float]]


def box(x: float, y: float, width: float, height: float = 20) -> Corners:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def line(corners: Corners) -> Line:
    return Line("字", 1.0, np.array(corners, dtype=np.float32), even_cells(1))


def middle(lines: list[Line], place: int) -> float:
    return float(straightened(lines)(lines[place].quad)[:, 1].mean())


def test_most_of_the_writing_says_the_direction_and_short_lines_do_not() -> None:
    down = [line([(100 * n, 0), (100 * n, 200), (100 * n - 20, 200), (100 * n - 20, 0)]) for n in range(1, 4)]
    odd = [line(box(400, 0, 30, 40)), line(box(450, 0, 30, 40))]
    assert np.allclose(direction([*down, *odd]), [0, 1], atol=0.01)


def test_rows_of_a_page_seen_from_the_side_are_level() -> None:
    seen = np.array([[1, 0.08, 0], [0.05, 1, 0], [0.0002, 0.00015, 1]])

    def moved(x: float, y: float) -> tuple[float, float]:
        u, v, w = seen @ (x, y, 1)
        return float(u / w), float(v / w)

    places = [(x, 60 * row) for row in range(8) for x in (20, 700)]
    lines = [line([moved(*corner) for corner in box(x, y, 300)]) for x, y in places]
    for row in range(8):
        assert abs(middle(lines, 2 * row) - middle(lines, 2 * row + 1)) < 6
    unlevel = abs(float(lines[15].quad[:, 1].mean() - lines[14].quad[:, 1].mean()))
    assert unlevel > 12, "as they stand in the picture they are not"


def test_few_lines_say_nothing_of_how_a_page_lies() -> None:
    lines = [line(box(0, 0, 200)), line([(300, 20), (500, 40), (498, 60), (298, 40)])]
    points: Quad = np.array([[0, 0], [10, 0]], dtype=np.float32)
    straight = straightened(lines)(points)
    assert straight.shape == (2, 2) and np.isfinite(straight).all()
    assert straightened([])(points).shape == (2, 2)
