"""Ids of what is stored: 128 bits, in the order of their making, as 26 letters and digits (ULID)."""

from ulid import ULID


def new_id() -> str:
    """An id that nothing else has; later ones sort behind earlier ones, to the millisecond."""
    return str(ULID())
