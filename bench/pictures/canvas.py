"""A canvas that knows what it shows: text with marks ⟦type|value⟧ is drawn, and each marked value is kept with where it
stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench.pictures.invented import Lang
from models.posts import segments_of

Colour = tuple[int, int, int]
Point = tuple[float, float]
Polygon = tuple[Point, ...]
_FACES: dict[Lang, int] = {"zh": 2, "zh-hant": 3, "en": 2}
INK: Colour = (24, 24, 28)


@dataclass(frozen=True, slots=True)
class Shown:
    """One exposure that a picture shows: its type, its text and the polygons in which it stands, a line each.

    `wanted` False: it is cut or hidden in part, so that finding it is neither right nor wrong.
    """

    type: str
    text: str
    polygons: tuple[Polygon, ...]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture with its truth. `violates`: whether it opens somebody's life, by LABELS.md.

    `said` is everything that is written in it, codes included, in the order of drawing.
    """

    kind: str
    lang: Lang
    image: Image.Image
    shown: tuple[Shown, ...]
    violates: bool
    said: str


@cache
def _font_file() -> Path:
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        raise SystemExit("bench: the font package manimgx-fonts-cjk is missing. `make setup` installs it.")
    return Path(spec.origin).parent / "NotoSansCJK-VF.otf.ttc"


@cache
def font(size: int, weight: int = 400, lang: Lang = "zh") -> ImageFont.FreeTypeFont:
    """Noto Sans CJK of a size in pixels and a weight from 100 to 900, with the glyphs of a script."""
    found = ImageFont.truetype(str(_font_file()), size, index=_FACES[lang])
    found.set_variation_by_axes([weight])
    return found


@dataclass(frozen=True, slots=True)
class Style:
    """How text is written: size in pixels, colour, weight, space between lines in sizes, letter spacing in pixels."""

    size: int = 28
    colour: Colour = INK
    weight: int = 400
    leading: float = 1.4
    spacing: int = 0
    jitter: float = 0.0


class Canvas:
    """Draws, and remembers every marked value."""

    def __init__(self, width: int, height: int, colour: Colour, lang: Lang, chance: Random) -> None:
        """An empty picture of one colour."""
        self.image = Image.new("RGB", (width, height), colour)
        self.draw = ImageDraw.Draw(self.image)
        self.lang: Lang = lang
        self.chance = chance
        self.shown: list[Shown] = []
        self.said: list[str] = []

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.width, self.image.height

    def write(self, at: Point, marked: str, style: Style, width: float = 1e9, anchor: str = "l") -> float:
        """Write marked text from `at` (left top, or middle or right top by `anchor`), broken at `width`.

        Returns where the next line would start (y).
        """
        x, y = at
        where: dict[int, list[Polygon]] = {}
        segments = segments_of(marked)
        self.said.append("".join(segment.text for segment in segments))
        for line in _lines(marked, style, width, self.lang):
            length = sum(_length(text, style, self.lang) for _, text in line)
            left = x - {"l": 0.0, "m": length / 2, "r": length}[anchor]
            for number, text in line:
                end = left + _length(text, style, self.lang)
                self._ink((left, y), text, style)
                if segments[number].type:
                    pad = style.size * 0.08
                    top, bottom = y - pad, y + style.size * 1.28 + pad
                    box = ((left - pad, top), (end + pad, top), (end + pad, bottom), (left - pad, bottom))
                    where.setdefault(number, []).append(box)
                left = end
            y += style.size * style.leading
        for number, polygons in where.items():
            segment = segments[number]
            self.shown.append(Shown(str(segment.type), segment.text, tuple(polygons)))
        return y

    def measure(self, marked: str, style: Style, width: float = 1e9) -> tuple[float, float]:
        """Width and height that `write` would take."""
        lines = list(_lines(marked, style, width, self.lang))
        widest = max((sum(_length(text, style, self.lang) for _, text in line) for line in lines), default=0.0)
        return widest, len(lines) * style.size * style.leading

    def _ink(self, at: Point, text: str, style: Style) -> None:
        if not style.spacing and not style.jitter:
            self.draw.text(at, text, fill=style.colour, font=font(style.size, style.weight, self.lang))
            return
        x, y = at
        for char in text:
            length = _length(char, style, self.lang)
            if style.jitter:
                self._leaning((x, y), char, style)
            else:
                self.draw.text((x, y), char, fill=style.colour, font=font(style.size, style.weight, self.lang))
            x += length

    def _leaning(self, at: Point, char: str, style: Style) -> None:
        """One character as a hand would write it: leaning, shifted, a little larger or smaller."""
        chance, amount = self.chance, style.jitter
        size = round(style.size * (1 + chance.uniform(-0.08, 0.08) * amount))
        tile = Image.new("L", (size * 2, size * 2), 0)
        pen = ImageDraw.Draw(tile)
        pen.text((size * 0.5, size * 0.2), char, fill=255, font=font(size, style.weight, self.lang))
        lean = chance.uniform(0.05, 0.22) * amount
        tile = tile.transform(
            tile.size, Image.Transform.AFFINE, (1, lean, -lean * size, 0, 1, 0), Image.Resampling.BICUBIC
        )
        tile = tile.rotate(chance.uniform(-5, 5) * amount, Image.Resampling.BICUBIC)
        place = (
            round(at[0] - size * 0.5 + chance.uniform(-1, 1) * amount),
            round(at[1] - size * 0.2 + chance.uniform(-0.07, 0.07) * size * amount),
        )
        self.image.paste(style.colour, place, tile)

    def paste(self, other: "Canvas", at: tuple[int, int], mask: Image.Image | None = None) -> None:
        """Lay another canvas on this one, with what it shows."""
        self.image.paste(other.image, at, mask)
        self.said += other.said
        for shown in other.shown:
            moved = tuple(tuple((x + at[0], y + at[1]) for x, y in polygon) for polygon in shown.polygons)
            self.shown.append(Shown(shown.type, shown.text, moved, shown.wanted))

    def mark(self, type_: str, text: str, box: tuple[float, float, float, float]) -> None:
        """Keep something drawn without text (a code) as an exposure; the box is left, top, right, bottom."""
        left, top, right, bottom = box
        self.shown.append(Shown(type_, text, (((left, top), (right, top), (right, bottom), (left, bottom)),)))

    def grain(self, strength: float) -> None:
        """Lay a little noise over everything, as paper and cameras do."""
        noise = np.random.default_rng(self.chance.getrandbits(32)).normal(0, strength, (self.size[1], self.size[0], 1))
        pixels = np.asarray(self.image, dtype=np.float32) + noise
        self.image.paste(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)))

    def picture(self, kind: str, *, violates: bool) -> Picture:
        """What was drawn."""
        return Picture(kind, self.lang, self.image, tuple(self.shown), violates, "\n".join(self.said))


def _length(text: str, style: Style, lang: Lang) -> float:
    return float(font(style.size, style.weight, lang).getlength(text)) + style.spacing * len(text)


def _lines(marked: str, style: Style, width: float, lang: Lang) -> Iterator[list[tuple[int, str]]]:
    """Lines of (segment number, text): broken between Chinese characters and between Latin words."""
    line: list[tuple[int, str]] = []
    length = 0.0
    for number, segment in enumerate(segments_of(marked)):
        for word in _words(segment.text):
            if word == "\n":
                yield line
                line, length = [], 0.0
                continue
            wide = _length(word, style, lang)
            if line and length + wide > width:
                yield line
                line, length = [], 0.0
                word = word.lstrip(" ")
                wide = _length(word, style, lang)
            if line and line[-1][0] == number:
                line[-1] = (number, line[-1][1] + word)
            else:
                line.append((number, word))
            length += wide
    if line:
        yield line


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if char == "\n" or ord(char) > 0x2E7F:
            if word:
                yield word
            yield char
            word = ""
        elif char == " ":
            if word:
                yield word
            word = " "
        else:
            word += char
    if word:
        yield word


def shaded(width: int, height: int, first: Colour, last: Colour, *, sideways: bool = False) -> Image.Image:
    """A picture that goes from one colour to another, downwards or sideways."""
    ramp = np.linspace(0.0, 1.0, width if sideways else height)[:, None]
    row = np.asarray(first) * (1 - ramp) + np.asarray(last) * ramp
    pixels = np.broadcast_to(row[None, :, :] if sideways else row[:, None, :], (height, width, 3))
    return Image.fromarray(pixels.astype(np.uint8))
