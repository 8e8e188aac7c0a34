"""The time as everything that is stored knows it: whole milliseconds since 1970, UTC."""

import time
from collections.abc import Callable

Milliseconds = int
Clock = Callable[[], Milliseconds]

SECOND: Milliseconds = 1_000
MINUTE: Milliseconds = 60 * SECOND
HOUR: Milliseconds = 60 * MINUTE
DAY: Milliseconds = 24 * HOUR


def now() -> Milliseconds:
    """The machine's time."""
    return time.time_ns() // 1_000_000
