"""Where digits may stand in many texts at once: numerals, sound-alikes, and whether letters may spell some."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reseal.screening.number_runs.tables import digit_tables
from reseal.screening.number_runs.words import BOPOMOFO, LETTERS
from reseal.screening.together import Together

_NUMERAL, _SOUND, _LETTER, _BOPOMOFO = 1, 2, 4, 8


class NumberPlaces(NamedTuple):
    """`numerals`: the first and the last place of each stretch of them, by turns. `heard`: where numerals and
    sound-alikes stand, empty without any of the latter. `letters`: some stand there that may spell digits;
    `bopomofo`: some of these are bopomofo.
    """

    numerals: list[int]
    heard: list[int]
    letters: bool
    bopomofo: bool


@cache
def _classes() -> NDArray[np.uint8]:
    tables = digit_tables()
    table = np.zeros(0x10000, dtype=np.uint8)
    for characters, bit in (
        (tables.numerals, _NUMERAL),
        (tables.sounds, _SOUND),
        (LETTERS, _LETTER),
        (BOPOMOFO, _BOPOMOFO),
    ):
        table[[ord(char) for char in characters]] |= bit
    return table


def number_places(together: Together) -> Sequence[NumberPlaces]:
    """What each text holds."""
    kinds = _classes().take(together.units)
    numerals = (kinds & _NUMERAL).view(np.int8)
    edges = np.flatnonzero(np.diff(numerals))  # the units before a stretch and the last ones of it, by turns
    return _Seen(
        together.dealt(edges + 1 - (np.arange(len(edges)) & 1)),
        together.dealt(np.flatnonzero(kinds & (_NUMERAL | _SOUND))),
        _holds(together, kinds, _SOUND),
        _holds(together, kinds, _LETTER),
        _holds(together, kinds, _BOPOMOFO),
    )


def _holds(together: Together, kinds: NDArray[np.uint8], bit: int) -> list[bool]:
    firsts = together.firsts
    found: list[bool] = (np.bitwise_or.reduceat(kinds, firsts - 1) & bit != 0).tolist() if len(firsts) else []
    return found


class _Seen(Sequence[NumberPlaces]):
    """Put together for a text only when it is asked for."""

    def __init__(
        self,
        numerals: Sequence[list[int]],
        heard: Sequence[list[int]],
        sounds: list[bool],
        letters: list[bool],
        bopomofo: list[bool],
    ) -> None:
        self._numerals, self._heard = numerals, heard
        self._sounds, self._letters, self._bopomofo = sounds, letters, bopomofo

    def __len__(self) -> int:
        return len(self._sounds)

    def __getitem__(self, place: Any) -> Any:
        return NumberPlaces(
            self._numerals[place],
            self._heard[place] if self._sounds[place] else [],
            self._letters[place],
            self._bopomofo[place],
        )
