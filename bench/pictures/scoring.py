"""Found against shown: which exposures of a picture were found, which findings are right, and what still can be read.

A shown exposure is found where findings of its type cover at least half of its area; a finding is right where at least
half of its own area is shown as its type. What is cut or hidden in part counts neither way.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.pictures.canvas import Polygon, Shown
from bench.pictures.geometry import covered

ENOUGH = 0.5
_READABLE = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """One exposure that was found in a picture."""

    type: str
    polygons: tuple[Polygon, ...]


@dataclass(slots=True)
class Score:
    """Counts of a sample: wanted exposures, those found, those covered whatever the type, findings, right ones."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, shown: Sequence[Shown], found: Sequence[Found], size: tuple[int, int]) -> None:
        """Count one picture of a size in pixels."""
        everything = [polygon for one in found for polygon in one.polygons]
        for one in shown:
            if one.wanted:
                same = [polygon for other in found if other.type == one.type for polygon in other.polygons]
                self.wanted[one.type] += 1
                self.found[one.type] += covered(one.polygons, same, size) >= ENOUGH
                self.covered[one.type] += covered(one.polygons, everything, size) >= ENOUGH
        for other in found:
            same = [polygon for one in shown if one.type == other.type for polygon in one.polygons]
            doubtful = [polygon for one in shown if not one.wanted for polygon in one.polygons]
            right = covered(other.polygons, same, size) >= ENOUGH
            if right or covered(other.polygons, doubtful, size) < 0.1:
                self.told[other.type] += 1
                self.right[other.type] += right

    def merge(self, other: "Score") -> None:
        """Take another sample's counts in."""
        for name in ("wanted", "found", "covered", "told", "right"):
            getattr(self, name).update(getattr(other, name))

    def figures(self) -> dict[str, float | int | None]:
        """Counts and shares over all types."""
        wanted, told = self.wanted.total(), self.told.total()
        return {
            "wanted": wanted,
            "recall": self.found.total() / wanted if wanted else None,
            "covered": self.covered.total() / wanted if wanted else None,
            "told": told,
            "precision": self.right.total() / told if told else None,
        }

    def by_type(self) -> dict[str, dict[str, float | int | None]]:
        """The same for each type."""
        made: dict[str, dict[str, float | int | None]] = {}
        for type_ in sorted({*self.wanted, *self.told}):
            wanted, told = self.wanted[type_], self.told[type_]
            made[type_] = {
                "wanted": wanted,
                "recall": self.found[type_] / wanted if wanted else None,
                "covered": self.covered[type_] / wanted if wanted else None,
                "told": told,
                "precision": self.right[type_] / told if told else None,
            }
        return made


def readable(shown: Iterable[Shown], text: str, said: str = "") -> list[str]:
    """The types of the values of which six tenths or more, in one piece, can be read in a text.

    `said` is all that the picture says: what stands outside its values, too (the month of another date), is no piece of
    one, unless it can be read more often than there.
    """
    shown = list(shown)
    plain = _plain(text)
    for one in sorted(shown, key=lambda one: -len(one.text)):
        said = said.replace(one.text, "\0")
    elsewhere = _plain(said)
    left = []
    for one in shown:
        value = _plain(one.text)
        piece = _longest(value, plain)
        if len(piece) >= max(2, _READABLE * len(value)) and plain.count(piece) > elsewhere.count(piece):
            left.append(one.type)
    return left


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _longest(value: str, text: str) -> str:
    """The longest piece of a value that stands in a text."""
    best = ""
    for start in range(len(value)):
        while start + len(best) < len(value) and value[start : start + len(best) + 1] in text:
            best = value[start : start + len(best) + 1]
    return best
