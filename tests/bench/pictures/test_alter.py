from io import BytesIO
from random import Random

import numpy as np
import pytest
from PIL import Image

from bench.pictures.alter import ALTERATIONS, FILES, alter, pair
from bench.pictures.altered import Altered
from bench.pictures.canvas import Canvas, Picture, Style


@pytest.fixture(scope="module")
def picture() -> Picture:
    """A white sheet on which one value stands in red in the middle."""
    canvas = Canvas(600, 400, (250, 250, 250), "zh", Random(1))
    canvas.write((160, 180), "⟦phone|13800004471⟧", Style(40, (220, 0, 0), 700))
    return canvas.picture("sheet", violates=True)


def red_inside(given: Altered) -> float:
    """The share of the reddest pixels that lie in the polygons."""
    image = Image.open(BytesIO(given.content())).convert("RGB")
    pixels = np.asarray(image, dtype=np.int16)
    red = pixels[:, :, 0] - pixels[:, :, 1:].max(axis=2)
    places = np.argwhere(red > red.max() * 0.6)
    ys, xs = [y for p in given.shown[0].polygons for _, y in p], [x for p in given.shown[0].polygons for x, _ in p]
    inside = (places[:, 1] >= min(xs) - 2) & (places[:, 1] <= max(xs) + 2)
    inside &= (places[:, 0] >= min(ys) - 2) & (places[:, 0] <= max(ys) + 2)
    return float(inside.mean())


@pytest.mark.parametrize("name", [name for name in ALTERATIONS if name not in ("grey", "moire", "noisy", "low_light")])
def test_what_is_shown_moves_with_the_picture(picture: Picture, name: str) -> None:
    given = alter(picture, (name,), Random(2))
    assert given.shown[0].wanted
    assert red_inside(given) > 0.95


@pytest.mark.parametrize("name", ALTERATIONS)
def test_every_alteration_changes_the_file_and_is_seeded(picture: Picture, name: str) -> None:
    once, again = alter(picture, (name,), Random(5)), alter(picture, (name,), Random(5))
    assert once.content() == again.content()
    assert once.content() != Altered(picture.image, picture.shown).content()


def test_pairs_can_happen_together(picture: Picture) -> None:
    for seed in range(30):
        names = pair(Random(seed))
        assert len(set(names) & FILES) < 2
    assert alter(picture, ("jpeg_40", "rotated"), Random(1)).format == "JPEG"
