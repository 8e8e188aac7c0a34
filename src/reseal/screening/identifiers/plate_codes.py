"""Codes of a licence plate in free form: groups of letters and digits, or single signs set apart (Z Z Q - 4 0 1 7).

Nothing here asks whether a plate is meant. Every function looks at a bounded number of characters (RULES 7, 7b).
"""

from dataclasses import dataclass
from itertools import pairwise

from reseal.screening.identifiers.numerals import is_digit, is_letter

_APART = frozenset(" ·.-_/|~+…")
_FEWEST, MOST_SIGNS = 5, 8  # signs of a code
_MOST_GROUPS = 4
_LONGEST_GROUP = 5
_WIDEST = 7  # characters between two signs set apart: 7 Q I K . . . 4 1 7


@dataclass(frozen=True, slots=True)
class PlateCode:
    """A code in `text[start:end]`. `groups`: its signs as they are grouped; `spread`: every sign stands alone."""

    start: int
    end: int
    groups: tuple[str, ...]
    spread: bool

    @property
    def classes(self) -> str:
        """Its signs by class, letters as L and digits as D: LLLDDDD."""
        return "".join("D" if is_digit(char) else "L" for group in self.groups for char in group)

    @property
    def mixed(self) -> bool:
        """Whether letters and digits are both in it, in at most four turns, no more than five of one class in a row."""
        classes = self.classes
        turns = sum(a != b for a, b in pairwise(classes))
        return 1 <= turns <= 3 and "LLLLL" not in classes and "DDDDDD" not in classes


def is_sign(char: str) -> bool:
    """Whether this is a Latin letter or an ASCII digit."""
    return is_letter(char) or is_digit(char)


def read_spread(text: str, at: int) -> PlateCode | None:
    """The code of five to eight single signs, each set apart from the next, that starts at `at`."""
    signs: list[str] = []
    end = place = at
    while (
        len(signs) <= MOST_SIGNS
        and place < len(text)
        and is_sign(text[place])
        and not is_sign(text[place + 1 : place + 2])
    ):
        signs.append(text[place])
        end = place = place + 1
        while place < len(text) and place - end < _WIDEST and text[place] in _APART:
            place += 1
        if place == end:
            break
    if not _FEWEST <= len(signs) <= MOST_SIGNS:
        return None
    code = PlateCode(at, end, tuple(signs), True)
    return code if code.mixed and code.classes.count("D") >= 2 else None


def read_grouped(text: str, at: int) -> PlateCode | None:
    """The code of one to four groups with one separator between, five to eight signs in all, that starts at `at`."""
    groups: list[str] = []
    end = place = at
    total = 0
    while len(groups) < _MOST_GROUPS:
        stop = place
        while stop < len(text) and stop - place <= _LONGEST_GROUP + 2 and is_sign(text[stop]):
            stop += 1
        if (
            stop == place
            or total + stop - place > MOST_SIGNS
            or (groups and text[place:stop].isalpha() and stop - place > 3)
        ):
            break
        groups.append(text[place:stop])
        total += stop - place
        end = stop
        place = end + (text[end : end + 1] in _APART and end < len(text))
        if place == end:
            break
    while groups and not any(map(is_digit, "".join(groups[-1:]))) and not _closing(groups):
        end -= len(groups.pop()) + 1
    if not groups or not _FEWEST <= sum(map(len, groups)) <= MOST_SIGNS or is_sign(text[end : end + 1]):
        return None
    code = PlateCode(at, end, tuple(groups), False)
    return code if code.mixed and code.classes.count("D") >= 2 else None


def _closing(groups: list[str]) -> bool:
    """Whether a last group of letters may belong to the code: only behind digits."""
    return len(groups) > 1 and is_digit(groups[-2][-1]) and len(groups[-1]) <= 3
