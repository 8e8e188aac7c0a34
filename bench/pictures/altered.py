"""A picture on its way from the camera or the screen to the post; what it shows moves along where it is warped."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.pictures.canvas import Point, Shown
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
