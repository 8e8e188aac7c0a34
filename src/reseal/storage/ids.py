"""Ids of what is stored: 128 bits, in the order of their making, as 26 letters and digits (ULID)."""

import os
import threading
import time

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = tuple(left + right for left in _DIGITS for right in _DIGITS)
_PLACES = range(120, -1, -10)  # of pairs of digits, ten bits each
_CHANCE = 10  # bytes behind the milliseconds

_turn = threading.Lock()
_last = 0


def new_id() -> str:
    """An id that nothing else has; later ones of this process sort behind earlier ones, those of others to the
    millisecond.
    """
    return written(_taken(1))


def new_ids(count: int) -> list[str]:
    """So many ids, each the next one behind the one before it."""
    first = _taken(count)
    return [written(number) for number in range(first, first + count)]


def _taken(count: int) -> int:
    """The first of so many numbers that nothing else has."""
    global _last
    with _turn:
        now = time.time_ns() // 1_000_000 << 8 * _CHANCE | int.from_bytes(os.urandom(_CHANCE), "big")
        first = now if now > _last else _last + 1
        _last = first + count - 1
    return first


def written(number: int) -> str:
    """128 bits as letters and digits that sort as the numbers do."""
    return "".join([_PAIRS[number >> place & 1023] for place in _PLACES])
