"""Memory habits of processes that stay: what is loaded never changes, and the same buffers are asked for again."""

import ctypes
import gc
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt(3), GNU C library
_KEPT_BYTES = 64 * 1024 * 1024
_STREAMING = (50_000, 20, 100)
SERVING = (20_000, 10, 10)
"""Objects between two collections: a piece of work makes some thousands, which go with it."""


def settle() -> None:
    """Keep freed buffers instead of handing them back to the kernel, and leave what is loaded to no collector.

    A batch's buffers are large enough that the C library maps fresh pages for each of them; page faults then cost as
    much as the fold. Elsewhere than on glibc only the collector is told.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_MMAP_THRESHOLD, _KEPT_BYTES // 2)
            mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)
    leave_loaded(*_STREAMING)


def leave_loaded(*thresholds: int) -> None:
    """Leave what is loaded to no collector, and let it look at the rest as seldom as the thresholds say."""
    gc.collect()
    gc.freeze()  # patterns and tables never change, and a full collection looks at every one of them
    if thresholds:
        gc.set_threshold(*thresholds)
