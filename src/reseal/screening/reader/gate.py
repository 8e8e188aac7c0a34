"""The gate before the encoder: a linear look at runs of one to three folded characters, over a whole batch at once.

It asks of every post how like the labelled violating posts its words are, for a microsecond a post, so that the
encoder reads only posts worth its milliseconds. It decides nothing: what it lets pass is read, what it holds back is
judged by patterns and evidence alone. What is lost that way is measured (`models/gate.py`, docs/benchmarks.md).
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from reseal.screening.data import read_toml
from reseal.screening.fold import FoldedBatch

Floats = NDArray[np.float32]
Codes = NDArray[np.uint32]

BITS = 17
_SHIFT = np.uint32(32 - BITS)
_SPREAD = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
_EVEN = 4.0  # added to a post's length, so that two characters alone say little


@cache
def _signs() -> Codes:
    """Every code unit, all digits as one: a post is not told by its number."""
    signs = np.arange(0x10000, dtype=np.uint32)
    signs[ord("0") : ord("9") + 1] = ord("0")
    return signs


def runs_of(batch: FoldedBatch) -> tuple[Codes, Codes, Codes]:
    """For each unit of the batch the places, in a table of 2 ** BITS weights, of the runs of 1, 2 and 3 that end there.

    Runs that reach back over the end of a post are the batch's own business: `in_post` says which do not.
    """
    first, second, third = _SPREAD
    units = _signs().take(batch.units)
    ones = units * first
    twos = np.zeros_like(ones)
    twos[1:] = (ones[:-1] ^ (units[1:] * second)) * third
    threes = np.zeros_like(ones)
    threes[2:] = ((twos[1:-1] * second) ^ ones[2:]) * third
    return (ones * second) >> _SHIFT, twos >> _SHIFT, threes >> _SHIFT


def in_post(batch: FoldedBatch) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which runs of 1, 2 and 3 lie in one post, with the NUL after it as its last sign."""
    starts = _starts(batch)
    ones = np.ones(len(batch.units), dtype=np.bool_)
    twos = ones.copy()
    twos[starts] = False
    threes = twos.copy()
    threes[np.minimum(starts + 1, len(ones) - 1)] = False
    threes[starts] = False
    return ones, twos, threes


def scores(batch: FoldedBatch, weights: Floats) -> Floats:
    """The log odds, post by post, that a post is of the violating kind."""
    if not len(batch):
        return np.zeros(0, dtype=np.float32)
    runs, inside = runs_of(batch), in_post(batch)
    summed = weights.take(runs[0])
    for places, whole in zip(runs[1:], inside[1:], strict=True):
        summed += weights.take(places) * whole
    starts = _starts(batch)
    made: Floats = (
        np.add.reduceat(summed, starts) / np.sqrt(batch.ends - starts + _EVEN, dtype=np.float32) + weights[-1]
    )
    return made


def _starts(batch: FoldedBatch) -> NDArray[np.int64]:
    return np.concatenate([[0], batch.ends[:-1] + 1])


def packed(weights: Floats) -> bytes:
    """Weights (2 ** BITS and the bias) as the package carries them: eight bits each, with one scale."""
    scale = np.float32(np.abs(weights[:-1]).max() / 127)
    file = BytesIO()
    np.savez_compressed(file, weights=np.round(weights[:-1] / scale).astype(np.int8), scale=scale, bias=weights[-1])
    return file.getvalue()


def unpacked(content: bytes) -> Floats:
    """The weights of a packed file.

    Raises:
        ValueError: the file is broken or of another size; the message names the remedy.
    """
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            weights, scale, bias = file["weights"], file["scale"], file["bias"]
    except Exception as error:  # NumPy raises half a dozen kinds for a broken archive
        raise ValueError("reader: gate.npz cannot be read. Install reseal anew, or run make model.") from error
    if weights.shape != (1 << BITS,):
        raise ValueError(f"reader: gate.npz has {weights.shape} weights, not {1 << BITS}. Run make model.")
    return np.append(weights.astype(np.float32) * scale, bias).astype(np.float32)


@dataclass(frozen=True, slots=True)
class GateRules:
    """`likely`: from which gate score on a post is read; `doubt`: from which score of the glass box on."""

    likely: float
    doubt: float


@cache
def gate_rules() -> GateRules:
    """The thresholds of `data/reader/gate.toml`."""
    return GateRules(**read_toml("reader", "gate.toml"))
