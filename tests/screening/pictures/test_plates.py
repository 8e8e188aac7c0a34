"""Licence plates that stand alone in a picture."""

import numpy as np
import pytest

from reseal.screening.pictures.line import Line, even_cells
from reseal.screening.pictures.plates import plates_alone


def lines(*texts: str) -> list[Line]:
    return [Line(text, 1.0, np.zeros((4, 2), dtype=np.float32), even_cells(len(text))) for text in texts]


@pytest.mark.parametrize("text", ["浙A·T7067", "沪BA7763", "BA7T73", "8A7773", "HH55 HPT", "京AD12345"])
def test_the_shape_of_a_plate_is_enough_where_little_else_stands(text: str) -> None:
    assert plates_alone(lines(text)) == [True]
    assert plates_alone(lines("看这辆车", text)) == [False, True]


@pytest.mark.parametrize(
    "text", ["EXIT", "出口 EXIT", "9:00-21:00", "13800004471", "b4711x", "2025", "A1", "第3栋B1204室"]
)
def test_other_words_and_numbers_are_none(text: str) -> None:
    assert plates_alone(lines(text)) == [False]


def test_among_much_writing_a_code_is_no_plate() -> None:
    assert plates_alone(lines("BA7T73", "二", "三", "四", "五")) == [False] * 5
    assert plates_alone([]) == []
