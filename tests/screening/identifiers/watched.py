"""A text that remembers how far somebody looked into it: readers must look at a bounded number of characters."""

from typing import Any


class Watched(str):
    """Ordinary in all but `reach`: one past the last character that was asked for by its place."""

    reach = 0

    def __getitem__(self, key: Any) -> str:
        stop = key + 1 if isinstance(key, int) else len(self) if key.stop is None else key.stop
        self.reach = max(self.reach, stop)
        return super().__getitem__(key)
