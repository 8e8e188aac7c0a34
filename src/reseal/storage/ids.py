"""Ids of what is stored: 128 bits, in the order of their making, as 26 letters and digits (ULID)."""

import threading

from ulid import ULID

_turn = threading.Lock()
_last = 0


def new_id() -> str:
    """An id that nothing else has; later ones of this process sort behind earlier ones, those of others to the
    millisecond.
    """
    global _last
    with _turn:
        _last = max(int(ULID()), _last + 1)
        return str(ULID.from_int(_last))
