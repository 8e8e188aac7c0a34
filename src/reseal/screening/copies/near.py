"""Which of millions of 256-bit words differ from a given one in at most 31 bits: multi-index hashing, exact.

A word is 16 bands of 16 bits. Two words that differ in at most 31 bits differ in at most one bit of some band
(16 × 2 = 32), so looking up each band and its 16 neighbours finds every one (Norouzi, Punjani and Fleet, 2012).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reseal.screening.copies.bits import Words, distances, words

NEAR = 31
"""PDQ's own advice: at most 31 of 256 bits apart is a match."""

_BANDS = 16
_WIDTH = 1 << 16
_FLIPS = np.array([0, *(1 << bit for bit in range(16))], dtype=np.uint16)


class NearIndex:
    """Words with numbers, in the order in which they were added. Adding is cheap; the first search after it sorts."""

    def __init__(self) -> None:
        """An empty index."""
        self._added: list[Words] = []
        self._words: Words = np.empty((0, 4), dtype=np.uint64)
        self._order: list[NDArray[np.uint32]] = []
        self._starts: list[NDArray[np.int64]] = []

    def __len__(self) -> int:
        return len(self._words) + sum(map(len, self._added))

    def add(self, hashes: Sequence[bytes]) -> range:
        """Take words in; their numbers.

        Raises:
            ValueError: a hash does not have 32 bytes.
        """
        first = len(self)
        if hashes:
            self._added.append(words(hashes))
        return range(first, len(self))

    def find(self, word: bytes, at_most: int = NEAR) -> list[tuple[int, int]]:
        """Numbers and distances of all words that differ in at most `at_most` bits, nearest first.

        Raises:
            ValueError: `at_most` is more than 31, for which the bands promise nothing.
        """
        if at_most > NEAR:
            raise ValueError(f"at_most {at_most} is more than {NEAR}; take {NEAR} or less")
        self._settle()
        if not len(self._words):
            return []
        one = words([word])[0]
        candidates = self._candidates(one)
        apart = distances(one, self._words[candidates])
        found = np.flatnonzero(apart <= at_most)
        return sorted(
            zip(candidates[found].tolist(), apart[found].tolist(), strict=True), key=lambda hit: (hit[1], hit[0])
        )

    def _candidates(self, one: Words) -> NDArray[np.uint32]:
        parts = []
        for band, value in enumerate(one.view(np.uint16)):
            order, starts = self._order[band], self._starts[band]
            for key in (value ^ _FLIPS).tolist():
                first, last = starts[key], starts[key + 1]
                if last > first:
                    parts.append(order[first:last])
        return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.uint32)

    def _settle(self) -> None:
        if not self._added:
            return
        self._words = np.concatenate([self._words, *self._added])
        self._added = []
        bands = self._words.view(np.uint16).reshape(-1, _BANDS)
        self._order, self._starts = [], []
        for band in range(_BANDS):
            values = bands[:, band]
            self._order.append(np.argsort(values, kind="stable").astype(np.uint32))
            self._starts.append(np.concatenate([[0], np.cumsum(np.bincount(values, minlength=_WIDTH))]))
