from random import Random

import numpy as np
import pytest
from PIL import Image

from bench.pictures.altered import Altered, Step
from bench.pictures.canvas import Canvas, Style
from bench.pictures.layout import bordered, cropped, screenshot_again, smaller, written_over


def sheet(at: tuple[int, int]) -> Altered:
    canvas = Canvas(600, 400, (250, 250, 250), "zh", Random(1))
    canvas.write(at, "⟦phone|13800004471⟧", Style(40))
    return Altered(canvas.image, tuple(canvas.shown))


def test_a_cut_value_is_no_longer_looked_for() -> None:
    cuts = [cropped(sheet((0, 0)), Random(seed)) for seed in range(12)]
    wanted = [all(shown.wanted for shown in given.shown) for given in cuts]
    assert any(wanted)
    assert not all(wanted)


@pytest.mark.parametrize("step", [bordered, screenshot_again, smaller])
def test_framed_and_shrunk_pictures_still_show_everything(step: Step) -> None:
    given = step(sheet((160, 180)), Random(1))
    assert given.shown[0].wanted
    ((left, top), _, (right, bottom), _) = given.shown[0].polygons[0]
    ink = np.asarray(given.image.convert("L").crop((int(left), int(top), int(right), int(bottom))))
    assert ink.min() < 90


def test_a_caption_hides_least_and_what_it_hides_is_in_doubt() -> None:
    assert written_over(sheet((160, 180)), Random(1)).shown[0].wanted
    full = Altered(Image.new("RGB", (600, 400)), tuple(sheet((160, y)).shown[0] for y in range(0, 400, 40)))
    assert not all(shown.wanted for shown in written_over(full, Random(1)).shown)
