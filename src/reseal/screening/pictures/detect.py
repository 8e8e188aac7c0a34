"""Where writing stands in a picture: the probability map of PP-OCR's detector, made boxes."""

import numpy as np
from numpy.typing import NDArray

from reseal.screening.pictures.decode import Pixels
from reseal.screening.pictures.line import Quad
from reseal.screening.pictures.models import detector, memory_returned
from reseal.screening.pictures.settings import Detect, ocr_settings

Floats = NDArray[np.float32]


def boxes(pixels: Pixels) -> list[Quad]:
    """The corners of every line, the largest first and no more than the settings say; upright or lying, see `ocr`."""
    import cv2

    rules = ocr_settings().detect
    height, width = pixels.shape[:2]
    longer = max(height, width)
    scale = rules.side / longer
    if scale > 1:
        scale = min(rules.enlarge, rules.enlarge_below / longer) if longer < rules.enlarge_below else 1.0
    small_width = max(32, round(width * scale / 32) * 32)
    small_height = max(32, round(height * scale / 32) * 32)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(pixels, (small_width, small_height), interpolation=how)
    looked = small[:, :, ::-1].astype(np.float32)  # the networks were trained on blue, green, red
    looked *= 2 / 255
    looked -= 1
    session = detector()
    given = np.ascontiguousarray(looked.transpose(2, 0, 1)[None])
    chances: Floats = session.run(None, {session.get_inputs()[0].name: given}, memory_returned())[0][0, 0]
    scaled = np.array([width / small_width, height / small_height], dtype=np.float32)
    return [quad * scaled for quad in _quads(chances, rules)]


def _quads(chances: Floats, rules: Detect) -> list[Quad]:
    import cv2

    mask = (chances > rules.threshold).astype(np.uint8)
    mask = cv2.dilate(mask, np.ones((2, 2), dtype=np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found: list[tuple[float, Quad]] = []
    for contour in contours:
        centre, (across, down), angle = cv2.minAreaRect(contour)
        if min(across, down) < 2 or _mean_inside(chances, contour) < rules.box:
            continue
        grown = across * down * rules.grow / (2 * (across + down))
        across, down = across + 2 * grown, down + 2 * grown
        if min(across, down) < rules.least:
            continue
        found.append((across * down, _clockwise(cv2.boxPoints((centre, (across, down), angle)))))
    found.sort(key=lambda box: -box[0])
    return [quad for _, quad in found[: rules.lines]]


def _mean_inside(chances: Floats, contour: NDArray[np.int32]) -> float:
    """The mean probability inside a contour."""
    import cv2

    left, top, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), dtype=np.uint8)
    cv2.fillPoly(inside, [contour - np.array([left, top], dtype=np.int32)], 1)
    return float(cv2.mean(chances[top : top + height, left : left + width], inside)[0])


def _clockwise(corners: Floats) -> Quad:
    """Corners from the upper left one round."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    round_ = corners[np.argsort(angles)]  # from -180 degrees, which is the left, by the top
    first = int(np.argmin(round_.sum(axis=1)))
    return np.roll(round_, -first, axis=0).astype(np.float32)
