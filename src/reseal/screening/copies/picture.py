"""The imprint of a picture: PDQ of the whole and of what plain borders leave, and its corners (ORB).

PDQ (256 bits, published with a limit of 31) stands compression, light, noise and size, not cuts and frames; those the
corners stand. What is written decides where a form is shared by many (see `copies`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reseal.screening.copies.imprint import PictureImprint, TextImprint

SIDE, CELL = 640, 64
_HASHED = 256
# Corners kept, and sought, in each square of 64 pixels at each two levels of size: what is kept is mostly among the
# sought.
_LEVELS, _PER_CELL, _PER_CELL_SOUGHT, _DRAWN = 2, 2, 8, 2_500
_PLAIN = 12.0
_STEP = 32.0
Grey = NDArray[np.uint8]
Pixels = NDArray[np.uint8]
"""Height by width by three (red, green, blue), or height by width."""


@dataclass(frozen=True, slots=True)
class Corners:
    """Corners of a picture: places (x, y) at `SIDE`, and 32 bytes of what is round each."""

    places: NDArray[np.float32]
    marks: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A picture that is looked up: its PDQ hashes in all eight positions, and many more corners than are kept."""

    turns: tuple[bytes, ...]
    corners: Corners
    said: TextImprint | None


def picture_imprint(pixels: Pixels, said: TextImprint | None = None) -> PictureImprint:
    """The imprint of a picture given as height by width by three (red, green, blue), or height by width.

    Raises:
        ValueError: the array has another shape or no pixels.
        ImportError: the extra `reseal[pictures]` is not installed.
    """
    whole = _grey(pixels)
    inner = trimmed(whole)
    found = [_pdq(_small(grey)) for grey in ((whole,) if inner is whole else (whole, inner))]
    places, marks = _corners(inner, CELL, _PER_CELL)
    quality = max(quality for _, quality in found)
    return PictureImprint(tuple(one for one, _ in found), quality, places, marks, said)


def sighting(pixels: Pixels, said: TextImprint | None = None) -> Sighting:
    """What a picture is looked up with: dearer than an imprint, and not kept.

    Raises:
        ValueError: the array has another shape or no pixels.
        ImportError: the extra `reseal[pictures]` is not installed.
    """
    whole = _grey(pixels)
    inner = trimmed(whole)
    turned = []
    for grey in (whole,) if inner is whole else (whole, inner):
        small = _small(grey)
        turned += [_pdq(np.rot90(one, turn))[0] for one in (small, small[:, ::-1]) for turn in range(4)]
    places, marks = _corners(inner, CELL, _PER_CELL_SOUGHT)
    return Sighting(tuple(turned), _arrays(places, marks), said)


def trimmed(grey: Grey) -> Grey:
    """Without rows and columns at the edges that are of one shade; the whole if nothing else would be left."""
    rows, columns = _lively(grey, 1), _lively(grey, 0)
    if len(rows) < 16 or len(columns) < 16:
        return grey
    cut = grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return grey if cut.shape == grey.shape else cut


def _lively(grey: Grey, axis: int) -> NDArray[np.int64]:
    """Rows (axis 1) or columns (axis 0) that are not of one shade, a few specks apart."""
    low, high = np.percentile(grey, (2, 98), axis=axis)
    return np.flatnonzero(high - low > _PLAIN)


def corners_of(imprint: PictureImprint) -> Corners:
    """The corners of an imprint as arrays."""
    return _arrays(imprint.places, imprint.marks)


def _arrays(places: bytes, marks: bytes) -> Corners:
    at = np.frombuffer(places, dtype=np.int16).reshape(-1, 2).astype(np.float32) / _STEP
    return Corners(at, np.frombuffer(marks, dtype=np.uint64).reshape(-1, 4))


def _grey(pixels: Pixels) -> Grey:
    import cv2

    if pixels.ndim not in (2, 3) or not pixels.size:
        raise ValueError(f"pixels: shape {pixels.shape}; give height by width, with or without three colours")
    if pixels.ndim == 2:
        return pixels
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels[:, :, :3]), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _small(grey: Grey) -> Grey:
    import cv2

    how = cv2.INTER_AREA if min(grey.shape) > _HASHED else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey, (_HASHED, _HASHED), interpolation=how), dtype=np.uint8)


def _pdq(small: Grey) -> tuple[bytes, int]:
    import pdqhash

    bits, quality = pdqhash.compute(np.ascontiguousarray(np.repeat(small[:, :, None], 3, axis=2)))
    return np.packbits(np.asarray(bits, dtype=np.uint8)).tobytes(), int(quality)


def _corners(grey: Grey, cell_side: int, per_cell: int) -> tuple[bytes, bytes]:
    """The strongest corners of every cell, fine and coarse: spread out, so that no caption takes them all."""
    import cv2

    scale = SIDE / max(grey.shape)
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    even = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    finder = _finder()
    taken: dict[tuple[int, int, int], int] = {}
    kept = []
    for corner in sorted(finder.detect(even, None), key=lambda corner: -float(corner.response)):
        cell = int(corner.pt[0]) // cell_side, int(corner.pt[1]) // cell_side, corner.octave // _LEVELS
        if taken.get(cell, 0) < per_cell:
            taken[cell] = taken.get(cell, 0) + 1
            kept.append(corner)
    kept, marks = finder.compute(even, kept)
    if not kept:
        return b"", b""
    places = np.array([corner.pt for corner in kept], dtype=np.float32) * _STEP
    return places.astype(np.int16).tobytes(), np.asarray(marks, dtype=np.uint8).tobytes()


def _finder() -> Any:
    import cv2

    return cv2.ORB.create(nfeatures=_DRAWN, scaleFactor=1.2, nlevels=6, edgeThreshold=16, patchSize=31, fastThreshold=8)
