"""The surviving posts of a batch looked at all at once: what every one would ask of itself costs far less that way."""

from collections.abc import Callable, Sequence
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

    def dealt(self, found: Index) -> list[list[int]]:
        """Places in `units`, ascending, as those of each text, counted from its start."""
        firsts = self.firsts
        owners = np.searchsorted(firsts, found, side="right") - 1
        places = (found - firsts[owners]).tolist()
        cuts = np.searchsorted(owners, np.arange(len(firsts) + 1)).tolist()
        return [places[cuts[number] : cuts[number + 1]] for number in range(len(firsts))]
