"""A line of progress on a terminal; nothing anywhere else."""

import sys
import time
from types import TracebackType
from typing import Any, Self

from reseal.interfaces.streams.run import Totals

_PAUSE = 0.2


class Progress:
    """Shows posts, their rate and how many violate, while standard error is a terminal."""

    def __init__(self) -> None:
        self._live: Any = None
        self._begun = self._shown = time.monotonic()
        self._last = Totals()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=False)
            self._live.start()
        return self

    def show(self, totals: Totals) -> None:
        """Take the totals so far."""
        self._last = totals
        now = time.monotonic()
        if self._live is not None and now - self._shown >= _PAUSE:
            self._shown = now
            self._draw(now)

    def _draw(self, now: float) -> None:
        self._live.update(said(self._last, now - self._begun), refresh=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._draw(time.monotonic())
            self._live.stop()


def said(totals: Totals, seconds: float) -> str:
    """The line: posts, seconds, rate, and what was made of them."""
    rate = totals.posts / seconds if seconds > 0 else 0.0
    parts = [f"{totals.posts:,} posts", f"{seconds:.1f} s", f"{rate:,.0f} posts/s"]
    parts += [f"{totals.violating:,} violating", f"{totals.held:,} held"]
    if totals.rejected:
        parts.append(f"{totals.rejected:,} rejected")
    return " · ".join(parts)
