"""A line of progress on a terminal, with a bar where the end is known; nothing anywhere else."""

import sys
import time
from types import TracebackType
from typing import Any, Self

from reseal.interfaces.streams.run import Totals

_PAUSE = 0.2


class Progress:
    """Shows posts, their rate and how many violate, while standard error is a terminal."""

    def __init__(self, whole: int | None = None) -> None:
        """`whole` is the weight that the totals will have at the end, where it is known."""
        self._whole = whole
        self._shown: Any = None
        self._task: Any = None
        self._begun = self._drawn = time.monotonic()
        self._last = Totals()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

            bar = (BarColumn(), TaskProgressColumn()) if self._whole else ()
            console = Console(stderr=True, highlight=False)
            self._shown = Progress(*bar, TextColumn("{task.description}"), console=console, auto_refresh=False)
            self._task = self._shown.add_task("", total=self._whole)
            self._shown.start()
        return self

    def show(self, totals: Totals) -> None:
        """Take the totals so far."""
        self._last = totals
        now = time.monotonic()
        if self._shown is not None and now - self._drawn >= _PAUSE:
            self._drawn = now
            self._draw(now, totals.weight)

    def _draw(self, now: float, weight: int) -> None:
        description = said(self._last, now - self._begun)
        self._shown.update(self._task, completed=weight, description=description, refresh=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown is not None:
            done = self._whole if kind is None and self._whole else self._last.weight
            self._draw(time.monotonic(), done)
            self._shown.stop()


def said(totals: Totals, seconds: float) -> str:
    """The line: posts, seconds, rate, and what was made of them."""
    rate = totals.posts / seconds if seconds > 0 else 0.0
    parts = [f"{totals.posts:,} posts", f"{seconds:.1f} s", f"{rate:,.0f} posts/s"]
    parts += [f"{totals.violating:,} violating", f"{totals.held:,} held"]
    if totals.rejected:
        parts.append(f"{totals.rejected:,} rejected")
    return " · ".join(parts)
