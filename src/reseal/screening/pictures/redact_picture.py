"""A picture masked: solid boxes over the regions of its exposures, nothing of its metadata left, in the same format."""

from collections.abc import Callable, Collection, Iterable, Sequence
from io import BytesIO
from typing import Any

import numpy as np

from reseal.screening.pictures.decode import Picture, decode
from reseal.screening.pictures.refusal import PictureError
from reseal.screening.redact import OTHERS
from reseal.vocabulary import Exposure, Point, Region, Subject

_MARGIN = 0.3  # of the height of the line: what a box covers beyond it on every side
_SAVED: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "subsampling": 0},
    "MPO": {"format": "JPEG", "quality": 92, "subsampling": 0},
    "PNG": {},
    "GIF": {},
    "WEBP": {"quality": 92},
    "BMP": {},
    "AVIF": {"quality": 85},
    "HEIF": {"quality": 85},
}


def redact_picture(
    content: bytes, exposures: Iterable[Exposure], number: int = 0, subjects: Collection[Subject] | None = OTHERS
) -> bytes:
    """The picture with the exposures of picture `number` of a post covered, in the same format, without metadata.

    `subjects` limits it to the information of these; None covers all. The orientation is applied. Of an animation only
    the frames that were read are kept, each with the boxes of all: what nobody looked at does not go out.

    Raises:
        PictureError: the picture cannot be read.
    """
    regions = [
        exposure.region
        for exposure in exposures
        if isinstance(exposure.region, Region)
        and exposure.region.picture == number
        and (subjects is None or exposure.subject in subjects)
    ]
    picture = decode(content)
    return _saved(picture, [polygon for region in regions for polygon in region.polygons])


def redact_until_clean(
    content: bytes, exposures: Sequence[Exposure], look: Callable[[bytes], Sequence[Exposure]], rounds: int = 3
) -> bytes:
    """The picture masked, looked at again by `look`, and masked again while that finds anything, so many times.

    Covers the information of everybody: what goes out masked shall hold nothing.

    Raises:
        PictureError: the picture cannot be read.
    """
    masked = redact_picture(content, exposures, subjects=None)
    for _ in range(rounds):
        left = look(masked)
        if not left:
            break
        masked = redact_picture(masked, left, subjects=None)
    return masked


def _saved(picture: Picture, polygons: Sequence[tuple[Point, ...]]) -> bytes:
    from PIL import Image

    frames = []
    for _, pixels in picture.frames():
        covered = np.array(pixels)
        for polygon in polygons:
            cover(covered, polygon)
        frames.append(Image.fromarray(covered))
    options = {"format": picture.format, **_SAVED[picture.format]}
    if len(frames) > 1:
        options |= {"save_all": True, "append_images": frames[1:], "duration": 1000, "loop": 0}
    out = BytesIO()
    try:
        frames[0].save(out, **options)
    except (OSError, ValueError, KeyError, RuntimeError):
        raise PictureError("broken") from None
    return out.getvalue()


def cover(pixels: Any, polygon: Sequence[Point]) -> None:
    """One solid box over a polygon, and a margin round it."""
    import cv2

    corners = np.array(polygon, dtype=np.float32)
    centre, (across, down), angle = cv2.minAreaRect(corners)
    margin = 2 * (_MARGIN * min(across, down) + 2)
    box = cv2.boxPoints((centre, (across + margin, down + margin), angle))
    cv2.fillConvexPoly(pixels, np.round(box).astype(np.int32), (0, 0, 0))
