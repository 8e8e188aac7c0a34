"""The evidence of folding: for every folded character, what was done to the original to get it.

The encoder reads the folded text, on which evasions are undone; that someone had to undo them is itself a sign.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold import FoldedBatch
from reseal.screening.fold_tables import VANISH, fold_tables

CAPITAL, SCRIPT, SHAPE, VANISHED, JUNK, CAPITAL_INSIDE = 1, 2, 4, 8, 16, 32
SIGN_VALUES = 64

Bytes = NDArray[np.uint8]


@cache
def _unit_signs() -> Bytes:
    """For each UTF-16 code unit the sign that its fold leaves."""
    unit = fold_tables().unit
    signs = np.zeros(len(unit), dtype=np.uint8)
    for code in np.flatnonzero(unit != np.arange(len(unit), dtype=np.uint16)).tolist():
        folded = int(unit[code])
        if folded == VANISH:
            signs[code] = 0 if code == 0xFE0F or 0xDC00 <= code < 0xE000 else VANISHED
        elif ord("A") <= code <= ord("Z"):
            signs[code] = CAPITAL
        elif _is_han(code) and _is_han(folded):
            signs[code] = SCRIPT
        elif chr(folded).isalnum():
            signs[code] = SHAPE
    return signs


def _is_han(code: int) -> bool:
    return 0x3400 <= code < 0xA000


def folding_signs(batch: FoldedBatch, post: int) -> Bytes:
    """One byte for each folded character of a post: CAPITAL, SCRIPT (Traditional), SHAPE (full-width, circled,
    look-alike letters and digits), VANISHED (an invisible character stood here)."""
    first, limit = (int(batch.raw_ends[post - 1]) + 1 if post else 0), int(batch.raw_ends[post])
    raw = batch.raw[first:limit]
    signs = _unit_signs().take(raw)
    start, end = batch.bounds(post)
    size = end - start
    grown = batch.growing[np.searchsorted(batch.growing, first) : np.searchsorted(batch.growing, limit)]
    if size == limit - first and not len(grown):
        return signs
    origin = np.arange(limit - first) if batch.keep is None else np.flatnonzero(batch.keep[first:limit])
    if len(grown):
        origin = np.insert(origin, np.searchsorted(origin, grown - first) + 1, grown - first)
    made = signs.take(origin) if size else np.zeros(0, dtype=np.uint8)
    gone = np.flatnonzero(signs == VANISHED)
    if len(gone) and size:
        made[np.maximum(np.searchsorted(origin, gone) - 1, 0)] |= VANISHED
    for at in np.flatnonzero((raw.take(origin) & 0xFC00) == 0xD800).tolist():
        if chr(int(batch.units[start + at])).isalnum():
            made[at] |= SHAPE
    return made
