"""Times as people read them. They are shown in UTC and say so: staff of one desk sit in many places."""

from datetime import UTC, datetime

from reseal.storage.clock import Milliseconds


def time_said(at: Milliseconds) -> str:
    """A day and time, to the second, the same in every language."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
