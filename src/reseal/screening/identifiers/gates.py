"""Gates: the patterns of a data file that open a grammar, with their named parts filled in.

A data file writes `[gate.parts]` (`H = "[一-龥]"`) and patterns that use them (`road = "{H}{H}路"`). A grammar runs
only on texts in which one of its gates stands; the gates are the kind's triggers too, so triage loses nothing that a
grammar finds. They run over every post: keep them short, and rare in ordinary ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold_tables import EMOJI_FIRST, EMOJI_LAST
from reseal.screening.identifiers.address_units import is_han
from reseal.screening.identifiers.address_words import Words
from reseal.screening.patterns import PatternSet
from reseal.screening.squeeze import squeeze
from reseal.screening.together import Together
from reseal.screening.view import PostView

Found = tuple[int, int, float]  # start and end in the folded text, confidence
Grammar = Callable[[str, Sequence[int]], Iterable[Found]]

_SIGNS = 2
_HAN, _SIGN, _MARK = 1, 2, 4
_MARKS = frozenset(".-/|_ ")
_JUNK = frozenset("*·._|^~/+#&='`\\ ") | frozenset(map(chr, range(EMOJI_FIRST, EMOJI_LAST + 1)))


def alternation(words: Words) -> str:
    """The words as one alternation, longest first."""
    return "|".join(sorted(words.members, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Opened:
    """The ends of the Chinese gates in a text, ascending, and whether an English one stands there."""

    chinese: Sequence[int]
    english: bool


class Gate:
    """The gates of one kind, by language: `zh` and `en`."""

    def __init__(self, kind: str, data: Mapping[str, Any], **parts: str) -> None:
        """Fill in the parts of `data["gate"]` and `parts`; the patterns are compiled when first needed."""
        filled = {**data["gate"]["parts"], **parts}
        self._kind = kind
        self.patterns: list[str] = []
        for language in ("zh", "en"):
            for pattern in data["gate"][language].values():
                for part, meaning in filled.items():
                    pattern = pattern.replace(f"{{{part}}}", meaning)
                self.patterns.append(pattern)
            if language == "zh":
                self._chinese = len(self.patterns)

    @cached_property
    def _set(self) -> PatternSet:
        return PatternSet(f"gate-{self._kind}", self.patterns, starts=False)

    def opens(self, together: Together) -> "Sequence[Opened]":
        """The gates that stand in each of some folded texts."""
        numbers, seen = self._set.scan_ends(together.units.tobytes())
        ends = np.array(seen, dtype=np.int64)
        whole = ends & 1 == 0  # an odd end lies across two code units: no character stands there
        ends = ends[whole] >> 1
        chinese = np.array(numbers, dtype=np.int64)[whole] < self._chinese
        at = [np.sort(ends[some]) - 1 for some in (chinese, ~chinese)]
        return _Openings(*(together.dealt(places, step=1) for places in at))


class _Openings(Sequence[Opened]):
    """What opened in each text: the ends of Chinese gates, and those of English ones."""

    def __init__(self, chinese: Sequence[list[int]], english: Sequence[list[int]]) -> None:
        self._chinese, self._english = chinese, english

    def __len__(self) -> int:
        return len(self._chinese)

    def __getitem__(self, place: Any) -> Any:
        return Opened(self._chinese[place], bool(self._english[place]))


class Covered:
    """The characters of a text that findings hold already, so that no later one overlaps them; linear however many."""

    def __init__(self, text: str, found: Iterable[Found] = ()) -> None:
        self._taken = bytearray(len(text))
        for start, end, _ in found:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take the characters from `start` to `end`."""
        self._taken[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether no character from `start` to `end` is taken."""
        return not any(self._taken[start:end])


def read(gate: Gate, view: PostView, grammar: Grammar) -> tuple[list[Found], bool]:
    """What a Chinese grammar finds in a post and in its squeezed form (海.曙.区); whether an English gate stands.

    Where both forms hold something, the squeezed one counts if at least two signs had been set into it: a single one
    may as well part two phrases (白羊|青山三中).
    """
    text, opened = view.text, view.ask(gate.opens)
    found = list(grammar(text, opened.chinese)) if opened.chinese else []
    squeezed = squeeze(text) if view.ask(_set_apart) else None
    if squeezed is None:
        return found, opened.english
    clean, places = squeezed
    plain = Covered(text, found)
    taken = Covered(text)
    wider: list[Found] = []
    for first, last, confidence in grammar(clean, gate.opens(Together([clean]))[0].chinese):
        start, end = places[first], places[last - 1] + 1
        if plain.free(start, end) or (end - start) - (last - first) >= _SIGNS:
            wider.append((start, end, confidence))
            taken.add(start, end)
    return [*wider, *(each for each in found if taken.free(each[0], each[1]))], opened.english


@cache
def _classes() -> NDArray[np.uint8]:
    """For every code unit whether it is Han, may be set apart names with, and is a plain mark that does."""
    table = np.zeros(0x10000, dtype=np.uint8)
    table[[code for code in range(0x10000) if is_han(chr(code))]] = _HAN
    table[[ord(char) for char in _JUNK]] = _SIGN
    table[[ord(char) for char in _MARKS]] |= _MARK
    return table


def _set_apart(together: Together) -> Sequence[bool]:
    """Whether signs may have been set into names: two between Han characters, plain marks one by one (荷.塘.里)."""
    units = together.units
    kinds = _classes().take(units)
    at = np.flatnonzero(kinds & _SIGN)
    at = at[(kinds[at - 1] & kinds[at + 1] & _HAN) != 0]
    at = at[((kinds[at] & _MARK) == 0) | (units[at] == units[at + 2])]
    owners = np.searchsorted(together.firsts, at, side="right") - 1
    signs: list[bool] = (np.bincount(owners, minlength=len(together.texts)) >= _SIGNS).tolist()
    return signs


def stretches(ends: Sequence[int] | None, size: int, before: int, after: int) -> Iterator[tuple[int, int]]:
    """The parts of a text of `size` characters that lie near the given places, merged, in order; all of it for None."""
    if ends is None:
        yield 0, size
        return
    first = last = 0
    for end in sorted(ends):
        start = max(end - before, 0)
        if start > last:
            if last:
                yield first, last
            first = start
        last = min(end + after, size)
    if last:
        yield first, last
