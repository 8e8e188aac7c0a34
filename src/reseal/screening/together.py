"""The surviving posts of a batch looked at all at once: what every one would ask of itself costs far less that way."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

U16 = NDArray[np.uint16]
Index = NDArray[np.int64]
Answer = TypeVar("Answer")


class Together:
    """Folded texts side by side."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._answers: dict[object, Sequence[Any]] = {}

    @cached_property
    def units(self) -> U16:
        """The code units of all texts: one NUL before each, one more and two spare ones after the last."""
        return np.frombuffer(("\0" + "\0".join(self.texts) + "\0\0\0").encode("utf-16-le"), dtype=np.uint16)

    @cached_property
    def firsts(self) -> Index:
        """Where each text starts in `units`."""
        sizes = np.fromiter(map(len, self.texts), dtype=np.int64, count=len(self.texts))
        return np.cumsum(sizes + 1) - sizes

    def ask(self, look: "Callable[[Together], Sequence[Answer]]", place: int) -> Answer:
        """What `look` answers for the text at a place; it looks once, at all texts, when it is first asked."""
        answers = self._answers.get(look)
        if answers is None:
            answers = self._answers[look] = look(self)
        answer: Answer = answers[place]
        return answer

    def dealt(self, found: Index, *, step: int = 0) -> Sequence[list[int]]:
        """Places in `units`, ascending, as those of each text, counted from its start, each moved on by `step`."""
        return _Dealt(self.firsts, found, step)


class _Dealt(Sequence[list[int]]):
    """Places of many texts, cut into those of one only when it is asked for."""

    def __init__(self, firsts: Index, found: Index, step: int) -> None:
        owners = np.searchsorted(firsts, found, side="right") - 1
        self._places: list[int] = (found - firsts[owners] + step).tolist()
        self._cuts: list[int] = np.searchsorted(owners, np.arange(len(firsts) + 1)).tolist()

    def __len__(self) -> int:
        return len(self._cuts) - 1

    def __getitem__(self, place: Any) -> Any:
        return self._places[self._cuts[place] : self._cuts[place + 1]]


class Characters:
    """Looks where any of some characters stand."""

    def __init__(self, characters: Iterable[str]) -> None:
        self._table = np.zeros(0x10000, dtype=np.bool_)
        self._table[[ord(char) for char in characters]] = True

    def __call__(self, together: Together) -> Sequence[list[int]]:
        """Where they stand in each text."""
        return together.dealt(np.flatnonzero(self._table.take(together.units)))
