"""Alterations: what happens to a picture between the camera or the screen and the post. What it shows moves along.

Each is seeded, and works alone and together with others: `alter(picture, ("rotated", "jpeg_40"), chance)`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from math import cos, radians, sin
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bench.pictures.canvas import Picture, Point, Polygon, Shown, font
from bench.pictures.geometry import area, clipped

Matrix = NDArray[np.float64]
_SEEN, _HIDDEN = 0.9, 0.1


@dataclass(frozen=True, slots=True)
class Altered:
    """A picture on its way: pixels, what it shows and where, and how it will be written."""

    image: Image.Image
    shown: tuple[Shown, ...]
    format: str = "PNG"
    options: dict[str, Any] = field(default_factory=dict)

    def content(self) -> bytes:
        """The file.

        Raises:
            ImportError: HEIF is asked for and pillow-heif is missing.
        """
        if self.format == "HEIF":
            from pillow_heif import register_heif_opener

            register_heif_opener()
        file = BytesIO()
        self.image.save(file, self.format, **self.options)
        return file.getvalue()


Step = Callable[[Altered, Random], Altered]


def alter(picture: Picture, names: Sequence[str], chance: Random) -> Altered:
    """A picture after the named alterations, in the order in which they happen in life: shape, light, then file."""
    done = Altered(picture.image.convert("RGB"), picture.shown)
    for name in sorted(names, key=list(ALTERATIONS).index):
        done = ALTERATIONS[name](done, chance)
    return done


def warp(given: Altered, matrix: Matrix, size: tuple[int, int], fill: tuple[int, int, int]) -> Altered:
    """Move every point (x, y) to where a 3 by 3 matrix sends it; what falls outside is gone."""
    back = np.linalg.inv(matrix)
    back /= back[2, 2]
    image = given.image.transform(
        size, Image.Transform.PERSPECTIVE, back.ravel()[:8].tolist(), Image.Resampling.BICUBIC, fillcolor=fill
    )
    kept = []
    for shown in given.shown:
        polygons = [tuple(_sent(matrix, point) for point in polygon) for polygon in shown.polygons]
        whole = sum(map(area, polygons))
        inside = [clipped(polygon, size) for polygon in polygons]
        left = sum(map(area, inside)) / whole if whole else 0.0
        if left > _HIDDEN:
            seen = tuple(polygon for polygon in inside if len(polygon) > 2)
            kept.append(replace(shown, polygons=seen, wanted=shown.wanted and left >= _SEEN))
    return replace(given, image=image, shown=tuple(kept))


def _sent(matrix: Matrix, point: Point) -> Point:
    x, y, w = matrix @ np.array([point[0], point[1], 1.0])
    return float(x / w), float(y / w)


def _edge(image: Image.Image, chance: Random) -> tuple[int, int, int]:
    return chance.choice(((255, 255, 255), (32, 32, 34), (120, 110, 98)))


def rotated(given: Altered, chance: Random) -> Altered:
    """Held askew: by 2 to 12 degrees either way, nothing cut off."""
    angle = radians(chance.uniform(2, 12) * chance.choice((-1, 1)))
    wide, high = given.image.size
    turn = np.array([[cos(angle), -sin(angle), 0], [sin(angle), cos(angle), 0], [0, 0, 1.0]])
    size = (
        int(wide * abs(cos(angle)) + high * abs(sin(angle))) + 1,
        int(wide * abs(sin(angle)) + high * abs(cos(angle))) + 1,
    )
    centre = np.array([[1, 0, -wide / 2], [0, 1, -high / 2], [0, 0, 1.0]])
    home = np.array([[1, 0, size[0] / 2], [0, 1, size[1] / 2], [0, 0, 1.0]])
    return warp(given, home @ turn @ centre, size, _edge(given.image, chance))


def _quarter(turns: int) -> Step:
    def turned(given: Altered, chance: Random) -> Altered:
        wide, high = given.image.size
        matrix, size = {
            1: (np.array([[0, -1, high], [1, 0, 0], [0, 0, 1.0]]), (high, wide)),
            2: (np.array([[-1, 0, wide], [0, -1, high], [0, 0, 1.0]]), (wide, high)),
            3: (np.array([[0, 1, 0], [-1, 0, wide], [0, 0, 1.0]]), (high, wide)),
        }[turns]
        return warp(given, matrix, size, (255, 255, 255))

    turned.__doc__ = f"Turned by {turns * 90} degrees clockwise."
    return turned


def perspective(given: Altered, chance: Random) -> Altered:
    """Seen from the side: each corner moved inwards by up to 9 % of the sides."""
    wide, high = given.image.size
    corners = [(0, 0), (wide, 0), (wide, high), (0, high)]
    inward = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    moved = [
        (x + dx * chance.uniform(0, 0.09) * wide, y + dy * chance.uniform(0, 0.09) * high)
        for (x, y), (dx, dy) in zip(corners, inward, strict=True)
    ]
    return warp(given, _homography(corners, moved), (wide, high), _edge(given.image, chance))


def _homography(old: Sequence[Point], new: Sequence[Point]) -> Matrix:
    rows, wanted = [], []
    for (x, y), (u, v) in zip(old, new, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    found = np.linalg.solve(np.array(rows, dtype=float), np.array(wanted, dtype=float))
    return np.append(found, 1.0).reshape(3, 3)


def cropped(given: Altered, chance: Random) -> Altered:
    """Cut: up to 12 % off each of one to three sides."""
    wide, high = given.image.size
    sides = chance.sample(range(4), chance.randint(1, 3))
    cut = [chance.uniform(0.02, 0.12) if side in sides else 0.0 for side in range(4)]
    left, top, right, bottom = cut[0] * wide, cut[1] * high, cut[2] * wide, cut[3] * high
    matrix = np.array([[1, 0, -int(left)], [0, 1, -int(top)], [0, 0, 1.0]])
    return warp(given, matrix, (int(wide - left - right), int(high - top - bottom)), (0, 0, 0))


def bordered(given: Altered, chance: Random) -> Altered:
    """In a frame of one colour: 3 to 12 % of the sides."""
    wide, high = given.image.size
    margin = [int(chance.uniform(0.03, 0.12) * side) for side in (wide, high, wide, high)]
    matrix = np.array([[1, 0, margin[0]], [0, 1, margin[1]], [0, 0, 1.0]])
    fill = chance.choice(((0, 0, 0), (255, 255, 255), (240, 214, 224)))
    return warp(given, matrix, (wide + margin[0] + margin[2], high + margin[1] + margin[3]), fill)


def smaller(given: Altered, chance: Random) -> Altered:
    """Sent small: 60 to 75 % of the sides."""
    share = chance.uniform(0.6, 0.75)
    wide, high = given.image.size
    size = (round(wide * share), round(high * share))
    matrix = np.diag([size[0] / wide, size[1] / high, 1.0])
    done = warp(given, matrix, size, (0, 0, 0))
    return replace(done, image=given.image.resize(size, Image.Resampling.LANCZOS))


def screenshot_again(given: Altered, chance: Random) -> Altered:
    """A screenshot of the picture in a viewer: smaller, on black or white, with bars above and below."""
    share = chance.uniform(0.78, 0.95)
    wide, high = given.image.size
    size = (round(wide * share), round(high * share))
    top, foot = round(high * chance.uniform(0.06, 0.12)), round(high * chance.uniform(0.06, 0.12))
    side = round(wide * chance.uniform(0, 0.05))
    matrix = np.array([[size[0] / wide, 0, side], [0, size[1] / high, top], [0, 0, 1.0]])
    fill = chance.choice(((0, 0, 0), (255, 255, 255)))
    done = warp(given, matrix, (size[0] + 2 * side, size[1] + top + foot), fill)
    done.image.paste(given.image.resize(size, Image.Resampling.LANCZOS), (side, top))
    pen = ImageDraw.Draw(done.image)
    ink = (230, 230, 230) if fill == (0, 0, 0) else (40, 40, 40)
    pen.text(
        (14, top * 0.2), f"{chance.randint(1, 23)}:{chance.randint(10, 59)}", fill=ink, font=font(max(12, top // 3))
    )
    for number in range(3):
        x = done.image.width * (number + 1) / 4
        pen.ellipse(
            (x - foot * 0.2, done.image.height - foot * 0.7, x + foot * 0.2, done.image.height - foot * 0.3),
            outline=ink,
        )
    return done


def watermarked(given: Altered, chance: Random) -> Altered:
    """A name laid across it again and again, half transparent."""
    wide, high = given.image.size
    size = max(16, min(wide, high) // 22)
    layer = Image.new("L", (wide * 2, high * 2), 0)
    pen = ImageDraw.Draw(layer)
    mark = chance.choice(("@quietstorm", "@夜猫子", "TalkYard"))
    for row, y in enumerate(range(0, high * 2, size * 6)):
        for x in range(-(row % 2) * size * 4, wide * 2, size * 9):
            pen.text((x, y), mark, fill=chance.randint(50, 70), font=font(size, 500))
    layer = layer.rotate(chance.choice((-25, 25))).crop((wide // 2, high // 2, wide // 2 + wide, high // 2 + high))
    image = given.image.copy()
    image.paste((128, 128, 128), (0, 0), layer)
    return replace(given, image=image)


def written_over(given: Altered, chance: Random) -> Altered:
    """A caption in large letters, where it hides least; what it does hide is no longer looked for."""
    wide, high = given.image.size
    size = max(22, min(wide // 11, high // 9))
    text = chance.choice(("绝了家人们", "WOW LOOK", "大家评评理"))
    band = int(size * 1.7)
    places = [0.01 * high, 0.3 * high, 0.5 * high, 0.7 * high, high * 0.99 - band]
    left = (wide - font(size, 900).getlength(text)) / 2
    right = wide - left

    def hidden(top: float, polygon: Polygon) -> bool:
        xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
        return min(max(ys), top + band) > max(min(ys), top) and min(max(xs), right) > max(min(xs), left)

    def cost(top: float) -> int:
        return sum(hidden(top, polygon) for shown in given.shown for polygon in shown.polygons)

    least = min(map(cost, places))
    top = chance.choice([place for place in places if cost(place) == least])
    image = given.image.copy()
    ImageDraw.Draw(image).text(
        (left, top),
        text,
        fill=(255, 240, 60),
        font=font(size, 900),
        stroke_width=max(2, size // 14),
        stroke_fill=(0, 0, 0),
    )
    shown = tuple(
        replace(one, wanted=one.wanted and not any(hidden(top, polygon) for polygon in one.polygons))
        for one in given.shown
    )
    return replace(given, image=image, shown=shown)


def blurred(given: Altered, chance: Random) -> Altered:
    """Out of focus by 1.0 to 1.8 pixels."""
    return replace(given, image=given.image.filter(ImageFilter.GaussianBlur(chance.uniform(1.0, 1.8))))


def low_light(given: Altered, chance: Random) -> Altered:
    """Dark, flat and noisy, brighter on one side."""
    pixels = np.asarray(given.image, dtype=np.float32) / np.float32(255)
    ramp = np.linspace(chance.uniform(0.2, 0.3), chance.uniform(0.35, 0.5), pixels.shape[1], dtype=np.float32)
    return replace(
        given, image=_made(pixels ** np.float32(1.3) * ramp[None, :, None] * 255 + _normal(pixels, 5, chance))
    )


def noisy(given: Altered, chance: Random) -> Altered:
    """Grain of a small sensor: standard deviation 12 to 24 of 255."""
    pixels = np.asarray(given.image, dtype=np.float32)
    return replace(given, image=_made(pixels + _normal(pixels, chance.uniform(12, 24), chance)))


def moire(given: Altered, chance: Random) -> Altered:
    """A photographed screen: two fine gratings that beat, in slightly different colours, and a little blur."""
    pixels = np.asarray(given.image.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    high, wide = pixels.shape[:2]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    pitch, lean = chance.uniform(2.6, 4.2), chance.uniform(0.03, 0.16)
    beat = np.empty_like(pixels)
    for channel in range(3):
        one = np.sin(2 * np.pi * (x * cos(lean) + y * sin(lean)) / pitch + channel * 1.1)
        two = np.sin(2 * np.pi * (x * cos(lean / 2) - y * sin(lean / 2)) / (pitch * 1.04) + channel * 0.6)
        beat[:, :, channel] = one + two
    return replace(given, image=_made(pixels * (0.92 + 0.07 * beat) + 4))


def grey(given: Altered, chance: Random) -> Altered:
    """Without colours."""
    return replace(given, image=given.image.convert("L").convert("RGB"))


def _file(format_: str, **options: Any) -> Step:
    def written(given: Altered, chance: Random) -> Altered:
        return replace(given, format=format_, options=options)

    written.__doc__ = f"Written as {format_}."
    return written


def as_gif(given: Altered, chance: Random) -> Altered:
    """Written as GIF, 128 colours."""
    return replace(given, image=given.image.quantize(128), format="GIF")


def _normal(pixels: NDArray[np.float32], strength: float, chance: Random) -> NDArray[np.float32]:
    generator = np.random.default_rng(chance.getrandbits(32))
    return generator.standard_normal(pixels.shape, dtype=np.float32) * np.float32(strength)


def _made(pixels: NDArray[np.float32]) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


# In the order in which they happen: the scene and its frame, the light, what is laid over it, the file.
ALTERATIONS: dict[str, Step] = {
    "perspective": perspective,
    "rotated": rotated,
    "turned_90": _quarter(1),
    "turned_180": _quarter(2),
    "turned_270": _quarter(3),
    "cropped": cropped,
    "low_light": low_light,
    "moire": moire,
    "blurred": blurred,
    "noisy": noisy,
    "grey": grey,
    "watermarked": watermarked,
    "written_over": written_over,
    "bordered": bordered,
    "screenshot_again": screenshot_again,
    "smaller": smaller,
    "jpeg_40": _file("JPEG", quality=40),
    "webp": _file("WEBP", quality=60),
    "heif": _file("HEIF", quality=50),
    "gif": as_gif,
}
FILES = frozenset(("jpeg_40", "webp", "heif", "gif"))
_TURNS = frozenset(("turned_90", "turned_180", "turned_270"))


def pair(chance: Random) -> tuple[str, str]:
    """Two alterations that can happen together: not two ways to write a file, nor two quarter turns."""
    while True:
        one, two = chance.sample(sorted(ALTERATIONS), 2)
        if not ({one, two} <= FILES or {one, two} <= _TURNS):
            return one, two


def same(one: Image.Image, two: Image.Image) -> bool:
    """Whether two pictures have the same pixels."""
    return one.size == two.size and ImageChops.difference(one.convert("RGB"), two.convert("RGB")).getbbox() is None
