"""Gates: the patterns of a data file that open a grammar, with their named parts filled in.

A data file writes `[gate.parts]` (`H = "[一-龥]"`) and patterns that use them (`road = "{H}{H}路"`). A grammar runs
only on texts in which one of its gates stands; the gates are the kind's triggers too, so triage loses nothing that a
grammar finds. They run over every post: keep them short, and rare in ordinary ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reseal.screening.fold_tables import EMOJI_FIRST, EMOJI_LAST
from reseal.screening.identifiers.address_units import is_han
from reseal.screening.identifiers.address_words import Words
from reseal.screening.patterns import PatternSet
from reseal.screening.squeeze import squeeze

Found = tuple[int, int, float]  # start and end in the folded text, confidence
Grammar = Callable[[str, Sequence[int]], Iterable[Found]]

_SIGNS = 2
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

    def opens(self, text: str) -> Opened:
        """The gates that stand in a folded text."""
        chinese: list[int] = []
        english = False
        numbers, ends = self._set.scan_ends(text.encode("utf-16-le"))
        for number, end in zip(numbers, ends, strict=True):
            if not end & 1:
                if number < self._chinese:
                    chinese.append(end >> 1)
                else:
                    english = True
        return Opened(chinese, english)


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


def read(gate: Gate, text: str, grammar: Grammar) -> tuple[list[Found], bool]:
    """What a Chinese grammar finds in a text and in its squeezed form (海.曙.区); whether an English gate stands.

    Where both forms hold something, the squeezed one counts if at least two signs had been set into it: a single one
    may as well part two phrases (白羊|青山三中).
    """
    opened = gate.opens(text)
    found = list(grammar(text, opened.chinese)) if opened.chinese else []
    squeezed = squeeze(text) if _set_apart(text) else None
    if squeezed is None:
        return found, opened.english
    clean, places = squeezed
    plain = Covered(text, found)
    taken = Covered(text)
    wider: list[Found] = []
    for first, last, confidence in grammar(clean, gate.opens(clean).chinese):
        start, end = places[first], places[last - 1] + 1
        if plain.free(start, end) or (end - start) - (last - first) >= _SIGNS:
            wider.append((start, end, confidence))
            taken.add(start, end)
    return [*wider, *(each for each in found if taken.free(each[0], each[1]))], opened.english


def _set_apart(text: str) -> bool:
    """Whether signs may have been set into names: two between Han characters, plain marks one by one (荷.塘.里)."""
    seen = 0
    for sign in _JUNK.intersection(text):
        at = text.find(sign, 1)
        while at > 0:
            if is_han(text[at - 1]) and is_han(text[at + 1 : at + 2]):
                seen += sign not in _MARKS or text[at + 2 : at + 3] == sign
                if seen >= _SIGNS:
                    return True
            at = text.find(sign, at + 1)
    return False


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
