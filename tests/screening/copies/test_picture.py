import numpy as np
import pytest

from bench.pictures.sample import EXPOSING, draw
from reseal.screening.copies.bits import distances, words
from reseal.screening.copies.picture import Pixels, corners_of, picture_imprint, sighting, trimmed


@pytest.fixture(scope="module")
def card() -> Pixels:
    return np.asarray(draw(EXPOSING, 0).image)


def nearest(hashes: tuple[bytes, ...], turned: tuple[bytes, ...]) -> int:
    return int(min(distances(words([one])[0], words(turned)).min() for one in hashes))


def test_an_imprint_is_small_and_the_same_each_time(card: Pixels) -> None:
    imprint = picture_imprint(card)
    assert imprint == picture_imprint(card)
    assert imprint.quality >= 50
    assert len(imprint.marks) == 8 * len(imprint.places) < 20_000
    assert len(corners_of(imprint).places) > 40


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_every_turn_and_its_mirror_image_are_near(card: Pixels, turn: int, mirrored: bool) -> None:
    seen = np.rot90(card[:, ::-1] if mirrored else card, turn)
    assert nearest(picture_imprint(card).hashes, sighting(seen).turns) <= 31


def test_a_plain_border_is_left_out(card: Pixels) -> None:
    framed = np.pad(card, ((90, 30), (60, 120), (0, 0)), constant_values=255)
    assert nearest(picture_imprint(card).hashes, sighting(framed).turns) <= 31
    assert trimmed(np.full((90, 90), 7, dtype=np.uint8)).shape == (90, 90)


def test_a_plain_picture_has_no_quality_and_no_corners() -> None:
    imprint = picture_imprint(np.full((200, 300, 3), 240, dtype=np.uint8))
    assert imprint.quality < 50
    assert imprint.marks == b""


@pytest.mark.parametrize("shape", [(0, 10, 3), (10,), (2, 2, 2, 2)])
def test_what_is_no_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shape"):
        picture_imprint(np.zeros(shape, dtype=np.uint8))
