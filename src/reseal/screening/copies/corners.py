"""Which pictures share corners with one that is looked up, and whether those lie as in a copy of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reseal.screening.copies.bits import table
from reseal.screening.copies.picture import CELL, Corners

# Each table sees 24 of the 256 bits of a corner; in a copy about one bit in twelve has changed.
_TABLES, _KEY = 8, 24
_FEWEST_VOTES, _MOST_CANDIDATES = 3, 24
_MIX = 2_654_435_761  # Knuth's: spreads keys of few bits
_APART, _ASTRAY = 64, 4.0
FEWEST = 12
"""Corners that must lie right. Unrelated pictures of the benchmark reach 6."""

_DRAWN = np.random.Generator(np.random.PCG64(20261121)).permuted(np.tile(np.arange(256), (_TABLES, 1)), axis=1)[
    :, :_KEY
]


@dataclass(frozen=True, slots=True)
class Lying:
    """How many corners lie right, in how many squares of the kept picture, and the share of the squares that should."""

    count: int
    squares: int
    share: float


_NONE = Lying(0, 0, 0.0)


class CornerIndex:
    """Corners of many pictures. Adding is cheap; the first search after it sorts."""

    def __init__(self) -> None:
        """An empty index."""
        self._pictures: list[Corners] = []
        self._sorted = 0
        self._keys: list[NDArray[np.uint32]] = []
        self._whose: list[NDArray[np.uint32]] = []

    def add(self, corners: Corners) -> int:
        """Take a picture's corners in; its number."""
        self._pictures.append(corners)
        return len(self._pictures) - 1

    def __getitem__(self, number: int) -> Corners:
        return self._pictures[number]

    def candidates(self, sought: Corners) -> list[int]:
        """The numbers of the pictures that share most and rarest corners, the most likely first, 24 at most.

        A corner that many pictures have (of a form, of a sign of common writing) says little of each.
        """
        self._settle()
        if not self._pictures or not len(sought.marks):
            return []
        votes = np.zeros(len(self._pictures), dtype=np.int64)
        likely = np.zeros(len(self._pictures))
        for keys, whose, asked in zip(self._keys, self._whose, _keys(sought.marks), strict=True):
            asked = np.unique(asked)
            first, last = np.searchsorted(keys, asked, "left"), np.searchsorted(keys, asked, "right")
            for start, end in zip(first[last > first].tolist(), last[last > first].tolist(), strict=True):
                those = np.unique(whose[start:end])
                votes[those] += 1
                likely[those] += 1 / len(those)
        best = np.argsort(-likely, kind="stable")[:_MOST_CANDIDATES]
        return [int(number) for number in best if votes[number] >= _FEWEST_VOTES]

    def _settle(self) -> None:
        if self._sorted == len(self._pictures):
            return
        counts = [len(corners.marks) for corners in self._pictures]
        whose = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        self._keys, self._whose = [], []
        for keys in _keys(np.concatenate([corners.marks for corners in self._pictures])):
            order = np.argsort(keys, kind="stable")
            self._keys.append(keys[order])
            self._whose.append(whose[order])
        self._sorted = len(counts)


def sampled_keys(corners: Corners, most: int) -> list[int]:
    """Some keys of a picture's corners, for an index outside: a copy has some of them, whatever was cut off.

    Which keys are taken hangs on the key alone (one of 16), so that both sides take the same; unrelated pictures with
    writing share one in every fourth pair. Numbers below 2**27: the table, then its key.
    """
    if not len(corners.marks):
        return []
    found = {
        table_ << _KEY | key
        for table_, keys in enumerate(_keys(corners.marks))
        for key in keys.tolist()
        if (key * _MIX >> 16) & 0xF == 0
    }
    return sorted(found, key=lambda key: (key * _MIX & 0xFFFFFFFF, key))[:most]


def lying_right(kept: Corners, sought: Corners) -> Lying:
    """Which kept corners lie in a looked-up picture as one view of the same flat thing would show them.

    Squares tell how far they are spread: a sun, an emblem or a caption alone is no picture.
    """
    import cv2

    if min(len(kept.places), len(sought.places)) < FEWEST:
        return _NONE
    apart = table(kept.marks, sought.marks)
    there, back = apart.argmin(axis=1), apart.argmin(axis=0)
    mine = np.flatnonzero((back[there] == np.arange(len(there))) & (apart[np.arange(len(there)), there] <= _APART))
    if len(mine) < FEWEST:
        return _NONE
    cv2.setRNGSeed(0)
    matrix, right = cv2.findHomography(kept.places[mine], sought.places[there[mine]], cv2.RANSAC, _ASTRAY, maxIters=500)
    if matrix is None:
        return _NONE
    moved = cv2.perspectiveTransform(kept.places[None], matrix)[0]
    low, high = sought.places.min(axis=0), sought.places.max(axis=0)
    inside = ((moved >= low) & (moved <= high)).all(axis=1)
    found = mine[right.ravel() > 0]
    inside[found] = True
    squares = _squares(kept.places[found])
    return Lying(int(right.sum()), squares, squares / max(1, _squares(kept.places[inside])))


def _squares(places: NDArray[np.float32]) -> int:
    """In how many squares of the picture there are corners."""
    return len(np.unique(places.astype(np.int64) // CELL, axis=0))


def _keys(marks: NDArray[np.uint64]) -> list[NDArray[np.uint32]]:
    bits = np.unpackbits(marks.view(np.uint8).reshape(len(marks), 32), axis=1)
    weights = (1 << np.arange(_KEY, dtype=np.uint32)).astype(np.uint32)
    return [(bits[:, chosen].astype(np.uint32) * weights).sum(axis=1, dtype=np.uint32) for chosen in _DRAWN]
