"""The gate before reading: a picture without anything like writing or a code in it is passed over, cheaply.

Writing is strokes: thin, dark on light or light on dark, several beside each other. Sky, walls, skin and cloth are not.
"""

import numpy as np
from numpy.typing import NDArray

from reseal.screening.pictures.decode import Pixels
from reseal.screening.pictures.limits import limits
from reseal.screening.pictures.settings import ocr_settings

Grey = NDArray[np.uint8]


def holds_ink(pixels: Pixels) -> bool:
    """Whether there may be writing or a code in a picture; when in doubt there may."""
    import cv2

    rules = ocr_settings().ink
    height, width = pixels.shape[:2]
    if min(height, width) < limits().least_side:
        return False
    scale = min(1.0, rules.side / max(height, width))
    grey: Grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    if scale < 1:
        sides = (max(1, round(width * scale)), max(1, round(height * scale)))
        grey = cv2.resize(grey, sides, interpolation=cv2.INTER_AREA)
    small = cv2.resize(grey, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)  # for writing in large letters
    # Along a row and along a column: writing may run either way.
    return any(_written(size) for size in (grey, small))


def _written(grey: Grey) -> bool:
    """Whether there are strokes both ways, as letters have, or very many one way, as bars have; outlines have few."""
    rules = ocr_settings().ink
    across = _strokes(grey)
    if across >= rules.alone:
        return True
    down = _strokes(np.ascontiguousarray(grey.T))
    fewer, more = sorted((across, down))
    return more >= rules.alone or (more >= rules.strokes and fewer >= rules.crossed)


def _strokes(grey: Grey) -> float:
    """The most pixels of strokes that stand beside each other somewhere along a row."""
    import cv2

    rules = ocr_settings().ink
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (rules.stroke, 1))
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel)
    light = cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, kernel)
    most = 0.0
    for thin in (dark, light):
        noise = rules.above_noise * float(np.median(thin[::4, ::4]))
        marks = (thin > max(rules.contrast, noise)).astype(np.float32)
        # The share of stroke pixels in a window as large as a few characters.
        window = cv2.boxFilter(marks, -1, (rules.window, rules.tall), normalize=False)
        most = max(most, float(window.max()))
    return most
