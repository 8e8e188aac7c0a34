"""A contact sheet to look at: `python -m bench.pictures.sheet FILE [exposing|harmless|altered] [HOW MANY]`.

What a picture shows is framed: magenta where it is looked for, cyan where it is cut or hidden.
"""

import sys
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from bench.pictures.altered import Altered
from bench.pictures.sample import EXPOSING, HARMLESS, altered, draw

TILE = 400
COLUMNS = 6


def framed(given: Altered) -> Image.Image:
    """A picture as its file shows it, with its truth drawn in, small."""
    image = Image.open(BytesIO(given.content())).convert("RGB")
    pen = ImageDraw.Draw(image)
    for shown in given.shown:
        for polygon in shown.polygons:
            pen.polygon(polygon, outline=(255, 0, 255) if shown.wanted else (0, 200, 255), width=3)
    image.thumbnail((TILE - 8, TILE - 8))
    return image


def sheet(what: str, count: int) -> Image.Image:
    """The first pictures of a sample, in rows."""
    makers = HARMLESS if what == "harmless" else EXPOSING
    if what == "altered":
        given = [one for _, _, one in altered(makers, count)]
    else:
        pictures = [draw(makers, number) for number in range(count)]
        given = [Altered(picture.image, picture.shown) for picture in pictures]
    made = Image.new("RGB", (COLUMNS * TILE, -(-count // COLUMNS) * TILE), (255, 255, 255))
    for number, one in enumerate(given):
        made.paste(framed(one), (number % COLUMNS * TILE + 4, number // COLUMNS * TILE + 4))
    return made


def main(arguments: Sequence[str]) -> int:
    """Write a sheet."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    what = arguments[1] if len(arguments) > 1 else "altered"
    sheet(what, int(arguments[2]) if len(arguments) > 2 else 42).save(arguments[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
