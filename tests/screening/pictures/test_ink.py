import numpy as np
import pytest
from PIL import Image, ImageFilter

from reseal.screening.pictures.ink import holds_ink
from tests.screening.pictures.drawn import NUMBER, drawn


def test_pictures_without_strokes_are_passed_over() -> None:
    y, x = np.mgrid[:300, :500]
    sky = np.stack([100 + x / 9, 140 + y / 6, 200 + 0 * x], 2)
    grain = np.random.default_rng(3).normal(0, 8, sky.shape)
    assert not holds_ink(np.full((300, 500, 3), 255, dtype=np.uint8))
    assert not holds_ink(sky.astype(np.uint8))
    assert not holds_ink((sky + grain).clip(0, 255).astype(np.uint8))


@pytest.mark.parametrize("height", [12, 20, 40, 90])
def test_writing_of_any_size_is_seen(height: int) -> None:
    assert holds_ink(np.asarray(drawn([NUMBER], (900, 400), height)))


def test_writing_is_seen_turned_pale_light_and_blurred() -> None:
    image = drawn([NUMBER], (500, 120))
    assert holds_ink(np.asarray(image.rotate(90, expand=True)))
    assert holds_ink(255 - np.asarray(image))
    assert holds_ink(np.asarray(image.filter(ImageFilter.GaussianBlur(2))))
    assert holds_ink(np.asarray(Image.blend(image, Image.new("RGB", image.size, (128, 128, 128)), 0.85)))


@pytest.mark.parametrize("shape", [(1, 1, 3), (7, 900, 3), (8, 8, 3)])
def test_the_smallest_pictures_do_no_harm(shape: tuple[int, ...]) -> None:
    assert not holds_ink(np.zeros(shape, dtype=np.uint8))


def test_outlines_of_hills_are_no_writing_and_bars_are() -> None:
    y, x = np.mgrid[:800, :1200]
    grain = np.random.default_rng(5).normal(0, 4, (800, 1200, 1))
    hills = np.full((800, 1200, 3), 200.0)
    for depth in range(4):
        hills[y > 300 + 110 * depth + 60 * np.sin(x / (90 + 20 * depth))] = 150 - 30 * depth
    assert not holds_ink((hills + grain).clip(0, 255).astype(np.uint8))
    bars = np.full((200, 600, 3), 255, dtype=np.uint8)
    for left in range(40, 560, 9):
        bars[40:160, left : left + 3 + left % 2] = 0
    assert holds_ink(bars)
