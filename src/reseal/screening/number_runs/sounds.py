"""Characters that only sound like digits (要溜舞): taken for them where with numerals they might make a number."""

from collections.abc import Iterator
from itertools import pairwise

from reseal.screening.number_runs.atoms import HEARD, TABLES, Atom

_SOUNDS, _HEARD = TABLES.sounds, TABLES.heard
_APART = 4  # characters from one digit to the next in a number that is heard
_LEAST = 7  # its digits, repeats such as 四个零 counted as written


def heard_atoms(text: str, spots: list[int]) -> list[Atom]:
    """Atoms of sound-alikes; `spots` are the places of numerals and sound-alikes in the text."""
    if len(spots) < _LEAST:
        return []
    beside = [first for first, next_ in pairwise(spots) if next_ == first + 1]
    if all(text[at] not in _SOUNDS and text[at + 1] not in _SOUNDS for at in beside):
        return []
    heard: list[Atom] = []
    count, place = len(spots), 0
    while place < count:
        last = place
        while last + 1 < count and spots[last + 1] - spots[last] <= _APART:
            last += 1
        if last - place + 1 >= _LEAST:
            heard.extend(_heard_in(text, spots[place : last + 1]))
        place = last + 1
    return heard


def _heard_in(text: str, spots: list[int]) -> Iterator[Atom]:
    """The stretches of sound-alikes of a cluster: two or more side by side, or beside a numeral."""
    place, count = 0, len(spots)
    while place < count:
        start = spots[place]
        place += 1
        if text[start] not in _SOUNDS:
            continue
        end = start + 1
        while place < count and spots[place] == end and text[end] in _SOUNDS:
            end += 1
            place += 1
        beside = (place < count and spots[place] == end) or (start > spots[0] and text[start - 1] in _HEARD)
        if end - start > 1 or beside:
            yield Atom("".join(_SOUNDS[char] for char in text[start:end]), start, end, HEARD)
