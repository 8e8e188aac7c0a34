import pytest

from bench.pictures.geometry import area, clipped, covered

SQUARE = ((0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0))


def test_areas() -> None:
    assert area(SQUARE) == 900
    assert area(tuple(reversed(SQUARE))) == 900
    assert area(()) == 0


def test_what_lies_outside_is_cut_off() -> None:
    moved = tuple((x - 10, y) for x, y in SQUARE)
    assert area(clipped(moved, (100, 100))) == 600
    assert clipped(tuple((x + 200, y) for x, y in SQUARE), (100, 100)) == ()


def test_cover_is_a_share_of_the_own_area() -> None:
    half = tuple((x / 2, y) for x, y in SQUARE)
    assert covered([SQUARE], [half], (90, 90)) == pytest.approx(0.5, abs=0.1)
    assert covered([half], [SQUARE], (90, 90)) == 1.0
    assert covered([], [SQUARE], (90, 90)) == 0.0
    assert covered([SQUARE], [], (90, 90)) == 0.0
