from random import Random

import numpy as np
import pytest
from PIL import Image

from bench.pictures.altered import Altered, warp
from bench.pictures.canvas import Canvas, Style


@pytest.fixture
def sheet() -> Altered:
    canvas = Canvas(600, 400, (250, 250, 250), "zh", Random(1))
    canvas.write((160, 180), "⟦phone|13800004471⟧", Style(40))
    return Altered(canvas.image, tuple(canvas.shown))


def shifted(given: Altered, right: float) -> Altered:
    return warp(given, np.array([[1, 0, right], [0, 1, 0], [0, 0, 1.0]]), (600, 400), (0, 0, 0))


def test_what_is_shown_is_sent_where_its_pixels_go(sheet: Altered) -> None:
    before, after = sheet.shown[0].polygons[0], shifted(sheet, 50).shown[0].polygons[0]
    assert np.allclose(sorted(after), sorted((x + 50, y) for x, y in before))
    assert np.array_equal(np.asarray(shifted(sheet, 50).image)[:, 50:], np.asarray(sheet.image)[:, :-50])


@pytest.mark.parametrize(("right", "wanted"), [(100, [True]), (300, [False]), (430, [])])
def test_what_is_cut_in_part_is_in_doubt_and_what_is_outside_is_gone(
    sheet: Altered, right: float, wanted: list[bool]
) -> None:
    assert [shown.wanted for shown in shifted(sheet, right).shown] == wanted


def test_content_is_a_file_of_the_format() -> None:
    assert Altered(Image.new("RGB", (4, 4)), (), "JPEG").content().startswith(b"\xff\xd8")
    assert Altered(Image.new("RGB", (4, 4)), ()).content().startswith(b"\x89PNG")
