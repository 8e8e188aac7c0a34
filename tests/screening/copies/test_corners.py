import numpy as np
import pytest

from reseal.screening.copies.corners import CornerIndex, lying_right
from reseal.screening.copies.picture import Corners


def corners(seed: int, count: int = 60) -> Corners:
    generator = np.random.default_rng(seed)
    places = generator.uniform(0, 600, (count, 2)).astype(np.float32)
    return Corners(places, generator.integers(0, 2**64, (count, 4), dtype=np.uint64))


def moved(given: Corners, scale: float, shift: float) -> Corners:
    return Corners((given.places * np.float32(scale) + np.float32(shift)), given.marks)


def test_corners_of_the_same_view_lie_right() -> None:
    count, share = lying_right(corners(1), moved(corners(1), 0.8, 30))
    assert count == 60
    assert share == pytest.approx(1.0)


def test_the_same_corners_in_another_order_do_not() -> None:
    shuffled = Corners(corners(1).places[::-1].copy(), corners(1).marks)
    assert lying_right(corners(1), shuffled)[0] < 12


def test_other_corners_and_too_few_do_not() -> None:
    assert lying_right(corners(1), corners(2)) == (0, 0.0)
    assert lying_right(corners(1, 5), corners(1, 5)) == (0, 0.0)


def test_the_index_names_the_picture_that_shares_corners() -> None:
    index = CornerIndex()
    for seed in range(20):
        index.add(corners(seed))
    assert index.candidates(moved(corners(7), 1, 0)) == [7]
    assert index.candidates(corners(99)) == []
    index.add(corners(99))
    assert index.candidates(corners(99)) == [20]
