"""Words of 256 bits and the number of bits in which they differ (Hamming distance)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
BITS = 256
_CELLS = BITS // 64


def words(hashes: Sequence[bytes]) -> Words:
    """One row of four cells a hash.

    Raises:
        ValueError: a hash does not have 32 bytes.
    """
    if any(len(one) * 8 != BITS for one in hashes):
        raise ValueError(f"a hash must have {BITS // 8} bytes")
    return np.frombuffer(b"".join(hashes), dtype=np.uint64).reshape(-1, _CELLS)


def distances(one: Words, many: Words) -> NDArray[np.int64]:
    """In how many bits a word differs from each row of others."""
    found: NDArray[np.int64] = np.bitwise_count(many ^ one).sum(axis=1, dtype=np.int64)
    return found


def table(some: Words, others: Words) -> NDArray[np.int64]:
    """In how many bits each row of `some` differs from each row of `others`."""
    found: NDArray[np.int64] = np.bitwise_count(some[:, None, :] ^ others[None, :, :]).sum(axis=2, dtype=np.int64)
    return found
