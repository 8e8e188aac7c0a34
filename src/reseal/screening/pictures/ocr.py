"""A page read: writing found, its direction found, every line read; long pictures in pieces (NOR-04)."""

from collections.abc import Sequence

import numpy as np

from reseal.screening.pictures.decode import Pixels
from reseal.screening.pictures.detect import boxes
from reseal.screening.pictures.line import Line, Quad
from reseal.screening.pictures.recognise import read_lines
from reseal.screening.pictures.settings import ocr_settings
from reseal.screening.pictures.tiles import tiles


def read_page(pixels: Pixels) -> tuple[list[Line], int]:
    """The lines of one picture that were read surely enough, and by how many quarter turns the page is turned.

    Quarter turns count clockwise: 1 where the writing runs downwards, 3 where it runs upwards.
    """
    found: list[Quad] = []
    for piece, offset in tiles(pixels):
        found += [quad + np.array(offset, dtype=np.float32) for quad in boxes(piece)]
    if not found:
        return [], 0
    lying = [_tall(quad) for quad in found]
    turn = 1 if sum(_area(q) for q, tall in zip(found, lying, strict=True) if tall) > sum(map(_area, found)) / 2 else 0
    quads = [_turned(quad, 1) if tall else quad for quad, tall in zip(found, lying, strict=True)]
    lines = read_lines(pixels, quads)
    if _surely(lines) < ocr_settings().turned.doubtful:
        other = _other_way_up(pixels, lines)
        if other is not None:
            lines, turn = other, turn + 2
    sure = ocr_settings().recognise.sure
    return [line for line in lines if line.sure >= sure and line.text.strip()], turn


def _other_way_up(pixels: Pixels, lines: Sequence[Line]) -> list[Line] | None:
    """The lines read the other way up, where a few of the longest are read more surely so."""
    sample = sorted(lines, key=lambda line: -line.length)[: ocr_settings().turned.sample]
    turned = read_lines(pixels, [_turned(line.quad, 2) for line in sample])
    if _surely(turned) <= _surely(sample):
        return None
    return read_lines(pixels, [_turned(line.quad, 2) for line in lines])


def _surely(lines: Sequence[Line]) -> float:
    """How surely lines were read, by their lengths on the page."""
    whole = sum(line.length for line in lines)
    return sum(line.sure * line.length for line in lines) / whole if whole else 0.0


def _tall(quad: Quad) -> bool:
    return float(np.linalg.norm(quad[3] - quad[0])) > 1.5 * float(np.linalg.norm(quad[1] - quad[0]))


def _area(quad: Quad) -> float:
    return float(np.linalg.norm(quad[1] - quad[0]) * np.linalg.norm(quad[3] - quad[0]))


def _turned(quad: Quad, quarters: int) -> Quad:
    """The same box with its corners named for writing that is turned clockwise by so many quarters."""
    return np.roll(quad, -quarters, axis=0)
