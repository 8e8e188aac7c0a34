"""What the encoder is given of one post: pieces of the folded text without junk, and the evidence of folding."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold import FoldedBatch
from reseal.screening.fold_tables import EMOJI_FIRST, EMOJI_LAST
from reseal.screening.reader.pieces import Pieces, tokenize
from reseal.screening.reader.signs import CAPITAL, CAPITAL_INSIDE, JUNK, folding_signs
from reseal.screening.squeeze import junk_places

MOST_CHARACTERS = 8_192  # what follows is for patterns and evidence alone: a post of megabytes must not hold up others
_JUNK_SIGNS = "*·._|^~-/+#&='`\\"


@dataclass(frozen=True, slots=True)
class Encoded:
    """Pieces of one post with their signs; `starts` and `ends` are half-open places in the folded text."""

    numbers: list[int]
    signs: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.numbers)


def encode(batch: FoldedBatch, post: int, pieces: Pieces) -> Encoded:
    """One post of a folded batch as the encoder takes it; of a longer one the first MOST_CHARACTERS.

    Junk between the characters of a word is squeezed out (开*盒 reads 开盒), and the piece after it says so.
    """
    start, end = batch.bounds(post)
    end = min(end, start + MOST_CHARACTERS)
    units = batch.units[start:end]
    text = units.tobytes().decode("utf-16-le")
    signs = folding_signs(batch, post)[: end - start]
    places: NDArray[np.int64] | None = None
    junk = junk_places(units) if _may_hold_junk(text) else None
    if junk is not None and len(junk):
        squeezed = units[junk]
        junk = junk[(squeezed < EMOJI_FIRST) | (squeezed > EMOJI_LAST)]
    if junk is not None and len(junk):
        places = np.delete(np.arange(len(units)), junk)
        signs = signs.take(places)
        after = np.searchsorted(places, junk)
        signs[np.minimum(after, len(signs) - 1)] |= JUNK
        text = units[places].tobytes().decode("utf-16-le")
    tokens = tokenize(text, pieces)
    return _with_signs(tokens.numbers, tokens.starts, tokens.ends, signs, places)


def _may_hold_junk(text: str) -> bool:
    return " " in text or any(char in text for char in _JUNK_SIGNS)


def _with_signs(
    numbers: list[int], starts: list[int], ends: list[int], signs: NDArray[np.uint8], places: NDArray[np.int64] | None
) -> Encoded:
    if signs.any():
        flat = signs.tolist()
        summed = []
        for start, end in zip(starts, ends, strict=True):
            value = flat[start] if start < end else 0
            for place in range(start + 1, end):
                sign = flat[place]
                value |= CAPITAL_INSIDE | sign & ~CAPITAL if sign & CAPITAL else sign
            summed.append(value)
    else:
        summed = [0] * len(numbers)
    if places is not None:
        back = places.tolist()
        ends = [back[end - 1] + 1 if end else 0 for end in ends]
        starts = [back[start] if start < len(back) else len(back) for start in starts]
    return Encoded(numbers, summed, starts, ends)
