"""What broke inside, said on standard error so that an operator finds it and nobody reads a post there."""

import sys
import traceback


def report(error: Exception) -> None:
    """Log what broke and where, by type and line alone: a message might quote a text."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
    print(f"reseal: internal error: {type(error).__name__} at {place}", file=sys.stderr, flush=True)
