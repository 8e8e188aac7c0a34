import numpy as np
import pytest

from reseal.screening.copies.corners import CornerIndex, Lying, lying_right, sampled_keys
from reseal.screening.copies.picture import Corners


def corners(seed: int, count: int = 60) -> Corners:
    generator = np.random.default_rng(seed)
    places = generator.uniform(0, 600, (count, 2)).astype(np.float32)
    return Corners(places, generator.integers(0, 2**64, (count, 4), dtype=np.uint64))


def moved(given: Corners, scale: float, shift: float) -> Corners:
    return Corners((given.places * np.float32(scale) + np.float32(shift)), given.marks)


def test_corners_of_the_same_view_lie_right() -> None:
    lying = lying_right(corners(1), moved(corners(1), 0.8, 30))
    assert lying.count == 60
    assert lying.squares > 30
    assert lying.share == pytest.approx(1.0)


def test_what_only_one_spot_has_in_common_lies_in_few_squares() -> None:
    one, other = corners(1, 90), corners(2, 90)
    spot = corners(3, 30).places / 10 + 64
    marks = corners(3, 30).marks
    first = Corners(np.concatenate([one.places, spot]), np.concatenate([one.marks, marks]))
    second = Corners(np.concatenate([other.places, spot + 200]), np.concatenate([other.marks, marks]))
    lying = lying_right(first, second)
    assert lying.count >= 25
    assert lying.squares <= 4


def test_the_same_corners_in_another_order_do_not() -> None:
    shuffled = Corners(corners(1).places[::-1].copy(), corners(1).marks)
    assert lying_right(corners(1), shuffled).count < 12


def test_other_corners_and_too_few_do_not() -> None:
    assert lying_right(corners(1), corners(2)) == Lying(0, 0, 0.0)
    assert lying_right(corners(1, 5), corners(1, 5)) == Lying(0, 0, 0.0)


def test_the_index_names_the_picture_that_shares_corners() -> None:
    index = CornerIndex()
    for seed in range(20):
        index.add(corners(seed))
    assert index.candidates(moved(corners(7), 1, 0)) == [7]
    assert index.candidates(corners(99)) == []
    index.add(corners(99))
    assert index.candidates(corners(99)) == [20]


def test_corners_that_few_pictures_have_say_more_than_common_ones() -> None:
    form, own = corners(100), corners(101, 8)
    index = CornerIndex()
    for seed in range(30):  # thirty forms filled in by others, and then the one that is sought, of which half is hidden
        index.add(
            Corners(
                np.concatenate([form.places, corners(seed).places]), np.concatenate([form.marks, corners(seed).marks])
            )
        )
    index.add(Corners(np.concatenate([form.places[:30], own.places]), np.concatenate([form.marks[:30], own.marks])))
    sought = Corners(np.concatenate([form.places, own.places]), np.concatenate([form.marks, own.marks]))
    assert index.candidates(sought)[0] == 30


def test_sampled_keys_of_a_part_are_among_those_of_the_whole() -> None:
    whole = corners(1, 200)
    part = Corners(whole.places[:80], whole.marks[:80])
    every, some = set(sampled_keys(whole, 10_000)), set(sampled_keys(part, 10_000))
    assert some and some < every and max(every) < 1 << 27
    assert not every & set(sampled_keys(corners(2, 200), 10_000))


def test_sampled_keys_are_few_and_a_picture_without_corners_has_none() -> None:
    assert len(sampled_keys(corners(1, 400), 64)) == 64
    assert 40 < len(sampled_keys(corners(1, 100), 10_000)) < 100
    assert sampled_keys(corners(1, 0), 64) == []
