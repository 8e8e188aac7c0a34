"""The imprint of a text: the same after folding, or near-same by the share of its pieces (MinHash).

Pieces are runs of three letters or digits of the folded text, spaces and marks left out. Long numbers count as many
times as they have digits: two posts that differ only in whose number they show are no copies.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from reseal.screening.copies.imprint import TextImprint
from reseal.screening.fold import fold_text

VALUES = 120
SHORTEST = 12
_PIECE = 3
_NUMBER = 5
_LONGEST = 20_000
Minima = NDArray[np.uint32]


def text_imprint(text: str, key: bytes, values: Iterable[str] = ()) -> TextImprint:
    """The imprint of a text under a key, with the personal values that were found in it, as they stand there.

    Linear; of a huge text the first 20,000 folded characters count.

    Raises:
        ValueError: the key is shorter than 16 bytes or longer than 64.
    """
    if not 16 <= len(key) <= 64:
        raise ValueError(f"key has {len(key)} bytes; it must have 16 to 64")
    folded = _folded(text[: 4 * _LONGEST])[:_LONGEST]
    whole = blake2b(folded.encode(), key=key, digest_size=16).digest()
    pieces = {_hashed(piece, key) for piece in _pieces(folded)}
    found = tuple(sorted({_hashed(_folded(value), key) for value in values}))
    if not pieces:
        return TextImprint(whole, b"", 0, found)
    hashed = np.frombuffer(b"".join(sorted(pieces)), dtype=np.uint64)
    times, plus = _permutations()
    with np.errstate(over="ignore"):
        minima = ((hashed[None, :] * times[:, None] + plus[:, None]) >> np.uint64(32)).min(axis=1)
    return TextImprint(whole, minima.astype(np.uint32).tobytes(), len(pieces), found)


def minima_of(imprint: TextImprint) -> Minima:
    """The minima as numbers."""
    return np.frombuffer(imprint.minima, dtype=np.uint32)


def likeness(one: TextImprint, other: TextImprint) -> float:
    """The share of pieces that two texts have in common, of all pieces of both; an estimate within about ±0.1.

    1 for the same text; 0 where one of them is empty.
    """
    if one.whole == other.whole:
        return 1.0
    if not min(one.size, other.size):
        return 0.0
    return float((minima_of(one) == minima_of(other)).mean())


def of_one(one: TextImprint, other: TextImprint) -> float | None:
    """The share of personal values in common, of those of the text with fewer; None where one of them has none."""
    fewest = min(len(one.values), len(other.values))
    return len({*one.values} & {*other.values}) / fewest if fewest else None


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, fold_text(text)))


def _hashed(text: str, key: bytes) -> bytes:
    return blake2b(text.encode(), key=key, digest_size=8).digest()


def _pieces(folded: str) -> Iterator[str]:
    for at in range(max(1, len(folded) - _PIECE + 1) if folded else 0):
        yield folded[at : at + _PIECE]
    run = ""
    for char in folded + " ":
        if char.isdigit():
            run += char
            continue
        if len(run) >= _NUMBER:
            for turn in range(len(run)):
                yield f"{turn}:{run}"
        run = ""


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multipliers (odd) and summands, the same everywhere: imprints of two machines must agree."""
    drawn = b"".join(blake2b(b"reseal copies %d" % number, digest_size=16).digest() for number in range(VALUES))
    cells = np.frombuffer(drawn, dtype=np.uint64).reshape(VALUES, 2)
    return cells[:, 0] | np.uint64(1), cells[:, 1]
