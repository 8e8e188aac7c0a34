"""Alterations: what happens to a picture between the camera or the screen and the post. What it shows moves along.

Each is seeded, and works alone and together with others: `alter(picture, ("rotated", "jpeg_40"), chance)`.
"""

from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops

from bench.pictures import camera, files, layout
from bench.pictures.altered import Altered, Step
from bench.pictures.canvas import Picture

# In the order in which they happen: the scene and its frame, the light, what is laid over it, the file.
ALTERATIONS: dict[str, Step] = {
    "perspective": camera.perspective,
    "rotated": camera.rotated,
    "turned_90": camera.quarter(1),
    "turned_180": camera.quarter(2),
    "turned_270": camera.quarter(3),
    "cropped": layout.cropped,
    "low_light": camera.low_light,
    "moire": camera.moire,
    "blurred": camera.blurred,
    "noisy": camera.noisy,
    "grey": camera.grey,
    "watermarked": layout.watermarked,
    "written_over": layout.written_over,
    "bordered": layout.bordered,
    "screenshot_again": layout.screenshot_again,
    "smaller": layout.smaller,
    "jpeg_40": files.written_as("JPEG", quality=40),
    "webp": files.written_as("WEBP", quality=60),
    "heif": files.written_as("HEIF", quality=50),
    "gif": files.as_gif,
}
FILES = frozenset(("jpeg_40", "webp", "heif", "gif"))
_TURNS = frozenset(("turned_90", "turned_180", "turned_270"))


def alter(picture: Picture, names: Sequence[str], chance: Random) -> Altered:
    """A picture after the named alterations, in the order in which they happen in life: shape, light, then file."""
    done = Altered(picture.image.convert("RGB"), picture.shown)
    for name in sorted(names, key=list(ALTERATIONS).index):
        done = ALTERATIONS[name](done, chance)
    return done


def pair(chance: Random) -> tuple[str, str]:
    """Two alterations that can happen together: not two ways to write a file, nor two quarter turns."""
    while True:
        one, two = chance.sample(sorted(ALTERATIONS), 2)
        if not ({one, two} <= FILES or {one, two} <= _TURNS):
            return one, two


def same(one: Image.Image, two: Image.Image) -> bool:
    """Whether two pictures have the same pixels."""
    return one.size == two.size and ImageChops.difference(one.convert("RGB"), two.convert("RGB")).getbbox() is None
