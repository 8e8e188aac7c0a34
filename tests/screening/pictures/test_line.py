import numpy as np
import pytest

from reseal.screening.pictures.line import Line

LEVEL = np.array([[10, 20], [110, 20], [110, 40], [10, 40]], dtype=np.float32)
CELLS = tuple((n / 10, (n + 1) / 10) for n in range(10))


def test_characters_stand_where_their_cells_say() -> None:
    line = Line("0123456789", 1.0, LEVEL, CELLS)
    assert line.polygon(0, 10) == ((10, 20), (110, 20), (110, 40), (10, 40))
    assert line.polygon(3, 5) == ((40, 20), (60, 20), (60, 40), (40, 40))
    assert (line.length, line.height) == (100, 20)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_on_a_turned_page_the_box_turns_with_the_writing(quarters: int) -> None:
    line = Line("0123456789", 1.0, np.roll(LEVEL, -quarters, axis=0), CELLS)
    first = np.array(line.polygon(0, 1))
    corner = LEVEL[quarters]
    assert np.abs(first[0] - corner).max() <= 1
