from random import Random

import numpy as np
import pytest

from bench.pictures.altered import Altered
from bench.pictures.camera import grey, low_light, noisy, quarter, rotated
from bench.pictures.canvas import Canvas, Style
from bench.pictures.geometry import area


@pytest.fixture
def sheet() -> Altered:
    canvas = Canvas(600, 400, (250, 240, 200), "zh", Random(1))
    canvas.write((160, 180), "⟦phone|13800004471⟧", Style(40))
    return Altered(canvas.image, tuple(canvas.shown))


def test_quarter_turns_keep_areas_and_swap_sides(sheet: Altered) -> None:
    given = quarter(1)(sheet, Random(1))
    assert given.image.size == (400, 600)
    assert area(given.shown[0].polygons[0]) == pytest.approx(area(sheet.shown[0].polygons[0]))


def test_four_quarters_are_the_picture_again(sheet: Altered) -> None:
    given = quarter(3)(quarter(1)(sheet, Random(1)), Random(1))
    assert np.abs(np.asarray(given.image, dtype=int) - np.asarray(sheet.image, dtype=int)).mean() < 1
    assert np.allclose(sorted(given.shown[0].polygons[0]), sorted(sheet.shown[0].polygons[0]))


def test_rotation_cuts_nothing_off(sheet: Altered) -> None:
    for seed in range(6):
        assert rotated(sheet, Random(seed)).shown[0].wanted


def test_light_and_sensor_leave_the_size_and_what_is_shown(sheet: Altered) -> None:
    for step in (low_light, noisy, grey):
        given = step(sheet, Random(1))
        assert (given.image.size, given.shown) == (sheet.image.size, sheet.shown)
    assert np.asarray(low_light(sheet, Random(1)).image).mean() < np.asarray(sheet.image).mean() / 2
    assert np.ptp(np.asarray(grey(sheet, Random(1)).image), axis=2).max() == 0
