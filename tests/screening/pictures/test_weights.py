import struct
from pathlib import Path

import numpy as np
import pytest
import rapidocr

from reseal.screening.pictures.weights import without_denormals

FLOAT, DOUBLE = 1, 11
TINY = 1e-40  # a denormal among 32-bit floats


def message(number: int, content: bytes) -> bytes:
    """A field of bytes as protobuf writes it."""
    length, head = len(content), bytes([number << 3 | 2])
    while length > 0x7F:
        head, length = head + bytes([length & 0x7F | 0x80]), length >> 7
    return head + bytes([length]) + content


def tensor(kind: int, raw: bytes) -> bytes:
    return bytes([1 << 3, len(raw) // 4, 2 << 3, kind]) + message(8, b"w") + message(9, raw)


def model(*tensors: bytes) -> bytes:
    """An ONNX model's skeleton: a version, a name, a graph that holds nothing but weights."""
    return b"\x08\x08" + message(2, b"maker") + message(7, b"".join(message(5, one) for one in tensors))


def test_denormal_weights_become_nought_and_all_else_stays() -> None:
    weights = [1.0, TINY, -TINY, -0.0, -2.0, float(np.finfo(np.float32).tiny)]
    kept = [1.0, 0.0, 0.0, -0.0, -2.0, float(np.finfo(np.float32).tiny)]
    more = [0.5] * 40
    given = model(tensor(FLOAT, struct.pack("<6f", *weights)), tensor(FLOAT, struct.pack("<40f", *more)))
    wanted = model(tensor(FLOAT, struct.pack("<6f", *kept)), tensor(FLOAT, struct.pack("<40f", *more)))
    assert without_denormals(given) == wanted


def test_weights_of_another_kind_are_left_alone() -> None:
    given = model(tensor(DOUBLE, struct.pack("<2d", TINY, 1.0)), tensor(7, struct.pack("<q", 3)))
    assert without_denormals(given) == given


def test_the_detector_has_denormals_before_and_none_after() -> None:
    file = Path(str(rapidocr.__file__)).parent / "models" / "PP-OCRv6_det_small.onnx"
    content = file.read_bytes()
    cleaned = without_denormals(content)
    assert cleaned != content and len(cleaned) == len(content)
    assert without_denormals(cleaned) == cleaned


@pytest.mark.parametrize("broken", [b"\x0f", b"\x3a\x05\x01", b"\x3a", model(tensor(FLOAT, b"abcd"))[:-2], b"\x80" * 9])
def test_what_is_no_model_is_told(broken: bytes) -> None:
    with pytest.raises(ValueError, match="no ONNX model"):
        without_denormals(broken)
