"""Lines of writing read by PP-OCR's recogniser: each is cut out and straightened; every character keeps its place."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reseal.screening.pictures.decode import Pixels
from reseal.screening.pictures.line import Line, Quad
from reseal.screening.pictures.models import alphabet, memory_returned, recogniser
from reseal.screening.pictures.settings import Recognise, ocr_settings

Floats = NDArray[np.float32]


def read_lines(pixels: Pixels, quads: Sequence[Quad]) -> list[Line]:
    """One line a box, in their order; a line that holds nothing has no text."""
    rules = ocr_settings().recognise
    last = len(quads) - 1
    return [_read(_cut_out(pixels, quad, rules), quad, last=place == last) for place, quad in enumerate(quads)]


def _cut_out(pixels: Pixels, quad: Quad, rules: Recognise) -> Pixels:
    """The line as an upright strip of the height that the network wants."""
    import cv2

    length = max(float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[2] - quad[3])), 1.0)
    tall = max(float(np.linalg.norm(quad[3] - quad[0])), float(np.linalg.norm(quad[2] - quad[1])), 1.0)
    width = strip_width(length * rules.height / tall, rules)
    if tall > 2 * rules.height:  # shrunk in one step, strokes would break
        left, top = np.floor(quad.min(axis=0)).astype(int).clip(0)
        right, bottom = np.ceil(quad.max(axis=0)).astype(int) + 1
        part = pixels[top:bottom, left:right]
        if not part.size:
            return np.full((rules.height, width, 3), 255, dtype=np.uint8)
        scale = 2 * rules.height / tall
        sides = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
        pixels = cv2.resize(part, sides, interpolation=cv2.INTER_AREA)
        quad = (quad - np.array([left, top], dtype=np.float32)) * np.float32(scale)
    corners = np.array([[0, 0], [width, 0], [width, rules.height], [0, rules.height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    strip: Pixels = cv2.warpPerspective(
        pixels, turn, (width, rules.height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return strip


def strip_width(natural: float, rules: Recognise) -> int:
    """How wide a strip is made that would be so wide at the network's height with its proportions kept."""
    squeezed = max(natural * rules.squeeze, rules.squeeze_from) if natural > rules.squeeze_from else natural
    return int(min(max(round(squeezed), 8), rules.most_width))


def _read(strip: Pixels, quad: Quad, *, last: bool) -> Line:
    rules = ocr_settings().recognise
    width = strip.shape[1]
    given = np.zeros((1, 3, rules.height, max(width, rules.least_width)), dtype=np.float32)
    given[0, :, :, :width] = strip[:, :, ::-1].transpose(2, 0, 1)
    given[0, :, :, :width] *= 2 / 255
    given[0, :, :, :width] -= 1
    session = recogniser()
    chances: Floats = session.run(None, {session.get_inputs()[0].name: given}, memory_returned() if last else None)[0][
        0
    ]
    best = chances.argmax(axis=1)
    fresh = np.concatenate([[True], best[1:] != best[:-1]]) & (best != 0)
    columns = np.flatnonzero(fresh)
    used = len(best) * width / given.shape[3]  # the rest is padding
    known = alphabet()
    text = "".join(known[number] for number in best[columns].tolist())
    sure = float(chances[columns, best[columns]].mean()) if len(columns) else 0.0
    return Line(text, sure, quad, _cells(columns, best, used))


def _cells(columns: NDArray[np.int64], best: NDArray[np.int64], used: float) -> tuple[tuple[float, float], ...]:
    """Where each character starts and ends, as shares of the line: borders lie midway between neighbours."""
    if not len(columns):
        return ()
    lasts = columns.copy()
    for place, column in enumerate(columns.tolist()):  # a character goes on while the network repeats it
        while lasts[place] + 1 < len(best) and best[lasts[place] + 1] == best[column]:
            lasts[place] += 1
    middles = ((columns + lasts + 1) / 2 / max(used, 1.0)).clip(0, 1)
    between = (middles[1:] + middles[:-1]) / 2
    half = float(np.median(np.diff(middles))) / 2 if len(middles) > 1 else 0.5
    starts = np.concatenate([[max(0.0, middles[0] - half * 1.5)], between])
    ends = np.concatenate([between, [min(1.0, middles[-1] + half * 1.5)]])
    return tuple(zip(starts.tolist(), ends.tolist(), strict=True))
