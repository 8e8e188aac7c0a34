"""A network's file with its denormal weights made nought: they say nothing and make processors crawl.

Training leaves weights below 1e-38 behind. Processors multiply such numbers a hundred times more slowly than others,
while their products are far below what a sum of ordinary numbers keeps. ONNX Runtime can switch them off for a whole
thread, but only for the first one of a process, and for all else that the thread computes.
"""

from collections.abc import Iterator

import numpy as np

_GRAPH, _INITIALISER = 7, 5  # fields of ONNX's ModelProto and GraphProto
_TYPE, _RAW = 2, 9  # fields of its TensorProto
_FLOAT = 1
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5  # protobuf's wire types


def without_denormals(model: bytes) -> bytes:
    """The same ONNX model, every denormal among its 32-bit weights nought; any other byte stays as it is.

    Raises:
        ValueError: it is no ONNX model.
    """
    changed = bytearray(model)
    view = memoryview(changed)
    try:
        for number, start, end in _fields(view, 0, len(view)):
            if number == _GRAPH:
                for inner, first, last in _fields(view, start, end):
                    if inner == _INITIALISER:
                        _clean(view, first, last)
    except IndexError as problem:
        raise ValueError("no ONNX model") from problem
    return bytes(changed)


def _clean(view: memoryview, start: int, end: int) -> None:
    """Make the denormals of one tensor nought, in place."""
    raw, is_float = view[:0], False
    for number, first, last in _fields(view, start, end):
        if number == _TYPE:
            is_float = _varint(view, first)[0] == _FLOAT
        elif number == _RAW:
            raw = view[first:last]
    if is_float:
        weights = np.frombuffer(raw, dtype="<f4")
        weights[(weights != 0) & (np.abs(weights) < np.finfo(np.float32).tiny)] = 0


def _fields(view: memoryview, place: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The number of each field of a message, and from where to where its value stands."""
    while place < end:
        head, place = _varint(view, place)
        kind = head & 7
        if kind == _BYTES:
            length, place = _varint(view, place)
        elif kind == _VARINT:
            length = _varint(view, place)[1] - place
        elif kind in (_FIXED64, _FIXED32):
            length = 8 if kind == _FIXED64 else 4
        else:
            raise ValueError("no ONNX model")
        if place + length > end:
            raise ValueError("no ONNX model")
        yield head >> 3, place, place + length
        place += length


def _varint(view: memoryview, place: int) -> tuple[int, int]:
    """A number of variable length, and the place behind it."""
    value = shift = 0
    while True:
        byte = view[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
