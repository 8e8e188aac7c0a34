"""Waiting for something that another process does: long enough for any machine, and no longer than it takes."""

import time
from collections.abc import Callable


def until(come: Callable[[], bool]) -> None:
    """Go on as soon as it has come.

    Raises:
        AssertionError: it has not come within two minutes.
    """
    end = time.monotonic() + 120
    while not come():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
