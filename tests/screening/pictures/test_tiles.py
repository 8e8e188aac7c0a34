import numpy as np

from reseal.screening.pictures.tiles import tiles


def test_a_picture_that_is_not_long_stays_whole() -> None:
    for shape in ((2000, 1800, 3), (900, 100, 3)):
        pixels = np.zeros(shape, dtype=np.uint8)
        assert [(piece.shape, place) for piece, place in tiles(pixels)] == [(shape, (0, 0))]


def test_a_long_picture_is_cut_between_its_lines_without_loss() -> None:
    pixels = np.full((2000, 200, 3), 255, dtype=np.uint8)
    for top in range(0, 2000, 20):  # lines of writing 12 high, gaps of 8
        pixels[top : top + 12, ::3] = 0
    pieces = list(tiles(pixels))
    assert len(pieces) > 3
    assert np.array_equal(np.concatenate([piece for piece, _ in pieces]), pixels)
    assert all(piece[0].min() == 255 for piece, _ in pieces[1:]), "no line is cut in two"
    assert [place for _, place in pieces] == [(0, int(y)) for y in np.cumsum([0] + [len(p) for p, _ in pieces[:-1]])]


def test_a_wide_picture_is_cut_likewise() -> None:
    pixels = np.zeros((200, 1800, 3), dtype=np.uint8)
    pieces = list(tiles(pixels))
    assert len(pieces) > 3 and np.concatenate([piece for piece, _ in pieces], axis=1).shape == pixels.shape


def test_the_number_of_pieces_is_bounded() -> None:
    assert len(list(tiles(np.zeros((20_000, 20, 3), dtype=np.uint8)))) <= 20
