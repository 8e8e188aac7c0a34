import struct
from pathlib import Path

import numpy as np
import pytest

from models.base import read_base


def file_of(magic: bytes = b"E5S1") -> bytes:
    """A base of two pieces and two tensors: one of 32 four-bit weights, one of two plain numbers."""
    pieces = ["<s>", "住"]
    blob = "".join(pieces).encode()
    head = struct.pack("<4sI7ifi", magic, 1, 32, 1, 1, 64, 2, 8, 1, 1e-12, 32)
    head += struct.pack("<5iQ", 2, 0, 0, 0, 0, len(blob))
    head += np.array([0, 3, len(blob)], dtype=np.uint32).tobytes() + np.array([0, -5], dtype=np.float32).tobytes()
    head += blob + struct.pack("<iI", 0, 0) + struct.pack("<i", 2)
    names = (b"emb.word", 32), (b"emb.ln.w", 2)
    size = len(head) + sum(2 + len(name) + 1 + 4 + 16 for name, _ in names)
    block = np.float16(0.5).tobytes() + bytes([0x8F]) + bytes([0x88]) * 15
    for (name, values), start, length in zip(names, (size, size + 18), (18, 8), strict=True):
        head += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", 0, values, start, length)
    return head + block + np.array([1.5, 2.5], dtype=np.float32).tobytes()


def test_pieces_scores_and_tensors_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.bin").write_bytes(file_of())
    base = read_base(tmp_path / "b.bin")
    assert base.pieces == ["<s>", "住"]
    assert base.scores.tolist() == [0, -5]
    assert base.tensors["emb.ln.w"].tolist() == [1.5, 2.5]
    # The low half of the first byte is 15 (7 over 8), its high half, the seventeenth weight, is 8.
    assert base.tensors["emb.word"].tolist() == [3.5] + [0.0] * 31


def test_without_weights_only_the_pieces_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.bin").write_bytes(file_of())
    assert read_base(tmp_path / "b.bin", weights=False).tensors == {}


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.bin").write_bytes(file_of(b"GGUF"))
    with pytest.raises(SystemExit, match=r"b\.bin"):
        read_base(tmp_path / "b.bin")
