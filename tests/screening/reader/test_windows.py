import pytest

from reseal.screening.reader.windows import WINDOW, windows


def test_a_short_post_is_one_window() -> None:
    assert windows(WINDOW) == [(0, WINDOW, 0, WINDOW)]
    assert windows(0) == [(0, 0, 0, 0)]


@pytest.mark.parametrize("size", [WINDOW + 1, 400, 500, 1000, 4321])
def test_every_piece_is_judged_once_with_neighbours_around_it(size: int) -> None:
    made = windows(size)
    assert [first for *_, first, _ in made] == [0, *(last for *_, last in made[:-1])]
    assert made[-1][3] == size
    for start, end, first, last in made:
        assert start <= first < last <= end <= size
        assert end - start == WINDOW
        assert first == 0 or first - start >= 30
        assert last == size or end - last >= 30
