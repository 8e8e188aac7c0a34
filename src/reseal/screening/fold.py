"""The fold: a shadow copy of a whole batch on which evasions are undone, with an exact map back.

One table look-up folds each UTF-16 code unit: NFKC, lower case, Traditional to Simplified, look-alike letters, digits
of every shape, separators to a few plain ones; invisible characters vanish (RULES 7b, NOR-01). Linear in the input,
whatever it holds. What needs its surroundings (digit runs, spelled digits, cue words) is folded later, on the
survivors only.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold_tables import (
    ASTRAL_FIRST,
    ASTRAL_OTHER,
    GROWING_ROWS,
    REPLACEMENT,
    UNITS,
    VANISH,
    fold_tables,
)

U16 = NDArray[np.uint16]
Index = NDArray[np.int64]
Bools = NDArray[np.bool_]

_REPLACEMENT_TEXT = chr(REPLACEMENT)


@dataclass(frozen=True)
class FoldedBatch:
    """The shadow copies of a batch: `units` holds every post's folded code units, each post followed by one NUL.

    `ends[i]` is the place of post i's NUL in `units`; `raw` and `raw_ends` are the same for the original code units.
    `keep` says which raw units left a folded one (None: all did); `growing` lists the raw units that left two.
    """

    raw: U16
    raw_ends: Index
    units: U16
    ends: Index
    keep: Bools | None
    growing: Index

    def __len__(self) -> int:
        return len(self.ends)

    def bounds(self, post: int) -> tuple[int, int]:
        """Where post number `post` starts and ends in `units`."""
        return (int(self.ends[post - 1]) + 1 if post else 0), int(self.ends[post])

    def text(self, post: int) -> str:
        """The folded text of one post; every character is one code unit."""
        start, end = self.bounds(post)
        return self.units[start:end].tobytes().decode("utf-16-le")

    def letters(self) -> list[str]:
        """The letters and digits alone of every post's folded text."""
        return self.units[_letters().take(self.units)].tobytes().decode("utf-16-le").split("\0")[:-1]

    def span(self, post: int, start: int, end: int) -> tuple[int, int]:
        """Original code points, half-open, of the folded characters `start` to `end` of one post.

        Marks that cling to the last character (variation selectors, keycaps, combining marks) go with it.
        """
        if start >= end:
            raise ValueError(f"span: start {start} must be less than end {end}")
        if post not in self._moved:
            return start, end
        places = self._places.get(post)
        if places is None:
            places = self._places[post] = self._map(post)
        return places[0][start], places[1][end - 1]

    def within(self, post: int, start: int, end: int) -> tuple[int, int]:
        """The folded places of a stretch of the original: the way back of `span`."""
        places = range(len(self.text(post)))
        first = bisect_right(places, start, key=lambda at: self.span(post, at, at + 1)[1])
        return first, max(first, bisect_left(places, end, key=lambda at: self.span(post, at, at + 1)[0]))

    @cached_property
    def _moved(self) -> frozenset[int]:
        """The posts in which something vanished or grew; in all others a folded place is the original place."""
        changed = self.growing if self.keep is None else np.concatenate([np.flatnonzero(~self.keep), self.growing])
        return frozenset(np.unique(np.searchsorted(self.raw_ends, changed)).tolist())

    @cached_property
    def _places(self) -> dict[int, tuple[list[int], list[int]]]:
        return {}

    def _map(self, post: int) -> tuple[list[int], list[int]]:
        """For each folded character of a post the original code points where it starts and ends."""
        first, limit = (int(self.raw_ends[post - 1]) + 1 if post else 0), int(self.raw_ends[post])
        origin = np.arange(limit - first) if self.keep is None else np.flatnonzero(self.keep[first:limit])
        grown = self.growing[slice(*np.searchsorted(self.growing, (first, limit)))] - first
        if len(grown):
            sizes = np.ones(limit - first, dtype=np.int64)
            sizes[grown] = 2
            origin = np.repeat(origin, sizes[origin])
        raw = self.raw[first:limit]
        after = np.arange(1, len(raw) + 1)  # where a character ends, its clinging marks with it
        for at in np.flatnonzero(fold_tables().cling[raw])[::-1].tolist():
            if at:
                after[at - 1] = after[at]
        point = np.arange(len(raw) + 1) - np.concatenate([[0], np.cumsum((raw & 0xFC00) == 0xDC00)])
        return point[origin].tolist(), point[after[origin]].tolist()


def fold_texts(texts: Sequence[str]) -> FoldedBatch:
    """Fold a batch of texts. Lone surrogates and NUL characters are taken as U+FFFD, one for one."""
    if not texts:
        return fold_units(np.empty(0, dtype=np.uint16))
    joined = "\0".join(texts)
    if joined.count("\0") != len(texts) - 1:
        joined = "\0".join(text.replace("\0", _REPLACEMENT_TEXT) for text in texts)
    return fold_joined(joined)


def fold_joined(joined: str) -> FoldedBatch:
    """Fold texts that are already joined by NUL characters, none of them holding one itself."""
    try:
        encoded = joined.encode("utf-16-le")
    except UnicodeEncodeError:
        encoded = "".join(_REPLACEMENT_TEXT if "\ud800" <= c <= "\udfff" else c for c in joined).encode("utf-16-le")
    return fold_units(np.frombuffer(encoded + b"\0\0", dtype=np.uint16))


def fold_text(text: str) -> str:
    """The folded form of one text, without the map: for words of the data files and for tests.

    Common characters are looked up one by one: thousands of words are folded at every start.
    """
    if not text or "\0" in text or max(text) >= "\ud800":
        return fold_texts([text]).text(0)
    units, tails = _plain_lists()
    folded = [chr(units[c]) + (chr(tails[c]) if tails[c] else "") for c in map(ord, text) if units[c] != VANISH]
    return "".join(folded)


@cache
def _letters() -> Bools:
    """Which code units are letters or digits, or end a post."""
    return np.array([not unit or chr(unit).isalnum() for unit in range(UNITS)], dtype=np.bool_)


@cache
def _plain_lists() -> tuple[list[int], list[int]]:
    tables = fold_tables()
    return tables.unit[:0xD800].tolist(), tables.tail[:0xD800].tolist()


def fold_units(raw: U16) -> FoldedBatch:
    """Fold UTF-16 code units in which every post ends with one NUL (and holds none itself)."""
    tables = fold_tables()
    folded = tables.unit.take(raw)
    _fold_pairs(raw, folded)
    raw_ends = np.flatnonzero(raw == 0)
    keep: Bools | None = folded != VANISH
    if keep is not None and keep.all():
        keep = None
    units = folded if keep is None else folded[keep]
    growing = _growing(raw)
    if len(growing):
        places = growing if keep is None else np.searchsorted(np.flatnonzero(keep), growing)
        units = np.insert(units, places + 1, tables.tail[raw[growing]])
    ends = raw_ends if keep is None and not len(growing) else np.flatnonzero(units == 0)
    return FoldedBatch(raw, raw_ends, units, ends, keep, growing)


def _fold_pairs(raw: U16, folded: U16) -> None:
    """Characters beyond the basic plane: the pair's first unit takes the fold, the second vanishes."""
    high = np.flatnonzero((raw & 0xFC00) == 0xD800)
    if not len(high):
        return
    low = raw[high + 1].astype(np.int64)  # a NUL ends the buffer, so high + 1 is inside it
    paired = (low & 0xFC00) == 0xDC00
    high, low = high[paired], low[paired]
    offset = ((raw[high].astype(np.int64) & 0x3FF) << 10 | (low & 0x3FF)) + 0x10000 - ASTRAL_FIRST
    astral = fold_tables().astral
    inside = offset < len(astral)
    folded[high] = np.where(inside, astral[np.minimum(offset, len(astral) - 1)], ASTRAL_OTHER)
    folded[high[offset >= 0xE0000 - ASTRAL_FIRST]] = VANISH  # tags and supplementary variation selectors
    folded[high + 1] = VANISH


def _growing(raw: U16) -> Index:
    """The raw units that fold to two characters; a cheap look at a few rows of Unicode comes before the costly one."""
    rows = np.zeros(len(raw), dtype=np.bool_)
    for first, last in GROWING_ROWS:
        rows |= (raw >= first) & (raw < last)
    suspects = np.flatnonzero(rows)
    return suspects[fold_tables().tail[raw[suspects]] > 0]
