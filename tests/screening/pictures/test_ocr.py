"""Writing is read for real here: each reading takes a third of a second, so tests are few and their pictures small."""

import numpy as np
import pytest

from reseal.screening.pictures.line import Line
from reseal.screening.pictures.ocr import read_page
from tests.screening.pictures.drawn import NUMBER, drawn

LINES = ["姓名 沈雨柔", "Call her: 07700 900123", f"电话 {NUMBER}"]
IMAGE = drawn(LINES, (440, 180))


def read(turn: int) -> tuple[list[Line], int]:
    """The lines of the picture turned clockwise by so many quarters."""
    return read_page(np.ascontiguousarray(np.rot90(np.asarray(IMAGE), -turn)))


def plain(text: str) -> str:
    return text.replace(" ", "")


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_writing_is_read_whichever_way_the_page_is_turned(turn: int) -> None:
    lines, told = read(turn)
    assert {plain(line.text) for line in lines} == {plain(line) for line in LINES}
    assert told == turn


def test_every_character_stands_where_it_is_drawn() -> None:
    line = max(read(0)[0], key=lambda one: one.quad[0, 1])
    start = line.text.index("138")
    polygon = np.array(line.polygon(start, len(line.text)))
    left, right = polygon[:, 0].min(), polygon[:, 0].max()
    ink = np.flatnonzero((np.asarray(IMAGE)[120:160].min(axis=2) < 90).any(axis=0))
    gap = ink[np.flatnonzero(np.diff(ink) > 7)[0] + 1 :]  # behind 电话
    assert abs(left - gap[0]) < 12 and abs(right - gap[-1]) < 12


def test_an_empty_page_holds_no_lines() -> None:
    assert read_page(np.full((64, 64, 3), 200, dtype=np.uint8)) == ([], 0)
