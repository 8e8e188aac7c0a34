"""Long pictures cut into pieces that are looked at one by one: shrunk as a whole, their writing would be unreadable."""

from collections.abc import Iterator

import numpy as np

from reseal.screening.pictures.decode import Pixels
from reseal.screening.pictures.settings import Tiles, ocr_settings


def tiles(pixels: Pixels) -> Iterator[tuple[Pixels, tuple[int, int]]]:
    """The pieces with the place (x, y) of their upper left corner; one piece for a picture that is not long."""
    rules = ocr_settings().tiles
    height, width = pixels.shape[:2]
    if max(height, width) <= ocr_settings().detect.side:
        yield pixels, (0, 0)
    elif height > width * rules.longer:
        for start, end in _cuts(pixels, rules):
            yield pixels[start:end], (0, start)
    elif width > height * rules.longer:
        for start, end in _cuts(pixels.transpose(1, 0, 2), rules):
            yield pixels[:, start:end], (start, 0)
    else:
        yield pixels, (0, 0)


def _cuts(pixels: Pixels, rules: Tiles) -> Iterator[tuple[int, int]]:
    """Where the pieces start and end along the first axis: at the row before the full length where least changes."""
    height, width = pixels.shape[:2]
    piece = max(round(width * rules.piece), -(-height // rules.most))
    start = 0
    while height - start > piece * 1.15:
        first = start + round(piece * (1 - rules.search))
        rows = pixels[first : start + piece, :, 1].astype(np.int16)
        changes = np.abs(np.diff(rows, axis=1)).sum(axis=1)
        quiet = np.flatnonzero(changes <= changes.min() * 1.02 + 1)
        end = first + int(quiet[len(quiet) // 2])
        yield start, end
        start = end
    yield start, height
