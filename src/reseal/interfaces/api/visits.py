"""How often one visitor may ask, counted in memory and by address alone."""

from collections import OrderedDict


class Visits:
    """A simple limit: so many tries a minute for each address, which is kept in memory for that minute only."""

    MOST_ADDRESSES = 10_000

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allow(self, visitor: str, now: float) -> bool:
        """Whether this visitor may try once more; `now` is in seconds of a clock that never goes back."""
        if not self.left(visitor, now):
            return False
        begun, count = self._windows.get(visitor, (now, 0))
        self._windows[visitor] = (begun, count + 1)
        return True

    def give_back(self, visitor: str) -> None:
        """A try of this visitor counts as none."""
        if visitor in self._windows:
            begun, count = self._windows[visitor]
            self._windows[visitor] = (begun, max(0, count - 1))

    def left(self, visitor: str, now: float) -> bool:
        """Whether this visitor could try once more; counts nothing."""
        while self._windows:
            oldest = next(iter(self._windows))
            if now - self._windows[oldest][0] < 60 and len(self._windows) <= self.MOST_ADDRESSES:
                break
            del self._windows[oldest]
        return self._windows.get(visitor, (now, 0))[1] < self._per_minute
