"""A chain: pieces of a text that might belong to one number, and the runs that it is worth splitting into (RULES 7)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reseal.screening.number_runs.atoms import DISGUISED, DOUBTFUL, HEARD, PLAIN, TABLES, Atom
from reseal.screening.number_runs.gaps import LOOSE, NONE, PAUSE, TIGHT, WORDS, Gap
from reseal.screening.number_runs.run import NumberRun
from reseal.screening.number_runs.shapes import completeness, region_codes
from reseal.screening.number_runs.tables import leads
from reseal.screening.number_runs.words import LETTERS

FEWEST = 5  # digits of a run
MOST_ATOMS = 26  # of one run: a card of nineteen digits, each apart, and some room
MOST_DIGITS = 24  # of a run of several atoms
MOST_JOIN_COST = 13  # 1，3，8，0…: many commas in a row say no more than three
LONGEST_CHAIN = 400  # atoms; beyond, where atoms are short, only what touches belongs together
_LEAST_MEAN = 2.5  # digits an atom

_JOIN_COST = {NONE: 0, TIGHT: 0, PAUSE: 0, LOOSE: 4, WORDS: 3}
_MIXED_COST = 8  # between numerals of two scripts without anything between: 张三138…
_SPLIT_COST = {TIGHT: 5, PAUSE: 1, LOOSE: 0, WORDS: 1}
_ENDS = 7
_NEVER = float("-inf")
_WHOLE = 3  # what a run is worth that is no known shape
_SURE = 20  # what a shape is worth that hardly comes by chance
_SMALLEST_SHAPE = 8  # digits
_GROUP = 3  # numerals of a group: 六零零零,一三七九
# What may stand right after a run and still belong to it.
_FINISHES = TABLES.masks | {sign[0] for sign in TABLES.closing} | frozenset(" -.\n,")


class Chain:
    """Atoms with the gaps between them, none of which ends a number. `runs` is what it holds."""

    def __init__(self, text: str, atoms: Sequence[Atom], gaps: Sequence[Gap], simple: bool, total: int) -> None:
        """`simple`: no doubtful atoms, nothing wider than a separator between them; `total`: the count of digits."""
        self.text = text
        self.atoms = atoms
        self.gaps = gaps
        self.simple = simple
        self.total = total
        # Nothing that leaves out an end can be a known shape.
        self.is_one = simple and total - min(len(atoms[0].digits), len(atoms[-1].digits)) < _SMALLEST_SHAPE

    def as_one(self) -> NumberRun:
        """The whole of a simple chain as one run."""
        atoms = self.atoms
        if len(atoms) == 1:
            digits, start, end, level = atoms[0]
            groups: tuple[int, ...] = (len(digits),)
        else:
            digits, groups = self._joined(0, len(atoms), False)
            start, end = atoms[0].start, atoms[-1].end
            level = max(atom.level for atom in atoms)
        if self.text[end : end + 1] in _FINISHES:
            digits, groups, end = _finished(self.text, end, digits, groups)
        return NumberRun(digits, start, end, groups, level != PLAIN)

    def runs(self) -> Iterator[NumberRun]:
        """The number runs of the chain, in order."""
        count = len(self.atoms)
        if self.simple and (count == 1 or self._worth(0, count) >= _SURE):
            yield self.as_one()
            return
        if count == 1:
            segments = [(0, 1)]
        elif count > LONGEST_CHAIN and self.total < _LEAST_MEAN * count:
            segments = self._touching()  # a flood of single digits
        else:
            segments = self._best_split()
        for first, end in segments:
            run = self._run(first, end)
            if run is not None:
                yield run

    def _touching(self) -> list[tuple[int, int]]:
        places = [place + 1 for place, gap in enumerate(self.gaps) if gap[0] != NONE]
        return list(zip([0, *places], [*places, len(self.atoms)], strict=True))

    def _best_split(self) -> list[tuple[int, int]]:
        """Split where the parts are worth most: whole identifiers first, then what stands close together."""
        atoms, gaps = self.atoms, self.gaps
        count = len(atoms)
        best = [0.0] + [_NEVER] * count
        came = [0] * (count + 1)
        costs = [0, *(self._split_cost(place) for place in range(1, count))]
        for end in range(1, count + 1):
            digits = places = 0
            apart = doubtful = False
            for first in range(end - 1, max(end - 1 - MOST_ATOMS, -1), -1):
                digits += len(atoms[first].digits)
                doubtful = doubtful or atoms[first].level >= DOUBTFUL
                if first + 1 < end:
                    kind, hidden = gaps[first]
                    apart = apart or kind >= LOOSE
                    places += hidden if hidden >= 0 else _SMALLEST_SHAPE
                    if digits > MOST_DIGITS:
                        break
                if digits + places >= _SMALLEST_SHAPE:
                    worth = self._worth(first, end)
                elif apart or (doubtful and first + 1 < end):
                    continue
                else:
                    worth = _WHOLE if digits >= FEWEST and not doubtful else 0
                value = best[first] - costs[first] + worth
                if value > best[end]:
                    best[end], came[end] = value, first
        segments = []
        end = count
        while end:
            segments.append((came[end], end))
            end = came[end]
        segments.reverse()
        return segments

    def _split_cost(self, place: int) -> int:
        level = max(self.atoms[place].level, self.atoms[place - 1].level)
        if level >= DOUBTFUL:
            return 1 if level == HEARD else 5
        kind = self.gaps[place - 1][0]
        return _MIXED_COST if kind == NONE else _SPLIT_COST[kind]

    def _worth(self, first: int, end: int) -> float:
        """What a segment is worth; minus infinity when its parts may not stand together."""
        if end - first == 1:
            digits, level = self.atoms[first].digits, self.atoms[first].level
            shape = self._shape(first, end, digits, (len(digits),)) if len(digits) >= _SMALLEST_SHAPE else 0
            return shape or (_WHOLE if len(digits) >= FEWEST and level < DOUBTFUL else 0)
        digits, groups = self._joined(first, end, not self.simple and self._hides(first, end))
        shape = self._shape(first, end, digits, groups) if len(digits) >= _SMALLEST_SHAPE else 0
        if self.simple:
            return shape or (_WHOLE if len(digits) >= FEWEST else 0)
        if not shape and groups == (6, 4) and digits[:4] in region_codes():
            shape = _ENDS  # 前面440301，后面1236: both ends of a resident ID
        kinds = [kind for kind, _ in self.gaps[first : end - 1]]
        if shape:
            cost = min(sum(map(_JOIN_COST.__getitem__, kinds)), MOST_JOIN_COST)
            loose = LOOSE in kinds
            if loose and (self._is_sum(first, end) or (shape < _SURE and not self._meant(first, end))):
                return _NEVER
            return shape - cost if shape > cost else _NEVER
        if LOOSE in kinds or WORDS in kinds or self._doubtful(first, end):
            return _NEVER
        return _WHOLE if len(digits) >= FEWEST else 0

    def _meant(self, first: int, end: int) -> bool:
        """Whether parts with commas between are one number by more than chance (not 052, 054, 055)."""
        atoms = self.atoms[first:end]
        spelled = any(self.text[atom.end - 1] in LETTERS for atom in atoms)
        numerals = all(atom.level == DISGUISED and len(atom.digits) >= _GROUP for atom in atoms)
        return spelled or numerals or _lead(self.text, self.atoms[first].start) < self.atoms[first].start

    def _is_sum(self, first: int, end: int) -> bool:
        """13,800,004,471: commas that set thousands apart."""
        gaps = (self.text[a.end : b.start] for a, b in pairwise(self.atoms[first:end]))
        threes = all(len(atom.digits) == 3 and atom.level == PLAIN for atom in self.atoms[first + 1 : end])
        return threes and all(gap == "," for gap in gaps)

    def _doubtful(self, first: int, end: int) -> bool:
        return any(atom.level >= DOUBTFUL for atom in self.atoms[first:end])

    def _shape(self, first: int, end: int, digits: str, groups: tuple[int, ...]) -> int:
        start, until = self.atoms[first].start, self.atoms[end - 1].end
        if len(digits) == 17 and _closing(self.text, until):
            return completeness(digits + "x", groups, False)
        hidden, _ = _trailing_mask(self.text, until, digits)
        if hidden:
            digits, groups = digits + "*" * hidden, (*groups, hidden)
        return completeness(digits, groups, start > 0 and "+" in self.text[max(start - 3, 0) : start])

    def _hides(self, first: int, end: int) -> bool:
        """Whether what stands between hides digits, rather than parting them (138****4471, not 1*3*8*0…)."""
        hidden = [hidden for _, hidden in self.gaps[first : end - 1] if hidden]
        if not hidden:
            return False
        if hidden.count(-1) > 1:
            return False  # (318) … 555 … 0128: dots that part, as nobody hides digits twice
        bare = self._shape(first, end, *self._joined(first, end, False))
        masked = self._shape(first, end, *self._joined(first, end, True))
        if any(count != 1 for count in hidden):
            return masked >= bare or bare < _SURE
        return masked > bare

    def _joined(self, first: int, end: int, hides: bool) -> tuple[str, tuple[int, ...]]:
        atoms = self.atoms[first:end]
        parts = [atoms[0].digits]
        groups = [len(atoms[0].digits)]
        for place in range(first, end - 1):
            kind, hidden = self.gaps[place]
            digits = self.atoms[place + 1].digits
            if hides and hidden:
                parts.append("*" * self._hidden(first, end, hidden))
                groups += [len(parts[-1]), len(digits)]
            elif kind != NONE:
                groups.append(len(digits))
            else:
                groups[-1] += len(digits)
            parts.append(digits)
        return "".join(parts), tuple(groups)

    def _hidden(self, first: int, end: int, count: int) -> int:
        """How many digits a gap hides; dots may stand for as many as a mobile number or an ID lacks."""
        if count > 0:
            return min(count, MOST_DIGITS)
        shown = sum(len(atom.digits) for atom in self.atoms[first:end])
        return max(11 - shown, 3) if shown <= 8 else max(18 - shown, 3)

    def _run(self, first: int, end: int) -> NumberRun | None:
        text, atoms = self.text, self.atoms[first:end]
        if end - first == 1:
            digits, spread = atoms[0].digits, False
            groups: tuple[int, ...] = (len(digits),)
        else:
            digits, groups = self._joined(first, end, self._hides(first, end))
            spread = not self.simple and any(kind in (LOOSE, WORDS) for kind, _ in self.gaps[first : end - 1])
        doubtful = not self.simple and self._doubtful(first, end)
        if len(digits) < FEWEST or (doubtful and not self._shape(first, end, digits, groups)):
            return None
        start, until = atoms[0].start, atoms[-1].end
        if until < len(text):
            digits, groups, until = _finished(text, until, digits, groups)
        if spread:
            led = _lead(text, start)
            start = start if text[led].isascii() else led  # 开头一百三十五 is part of it, area code 415 is not
        return NumberRun(digits, start, until, groups, any(a.level != PLAIN for a in atoms), doubtful, spread)


def _finished(text: str, end: int, digits: str, groups: tuple[int, ...]) -> tuple[str, tuple[int, ...], int]:
    """A run with the check letter or the hidden digits that follow it."""
    if len(digits) in (5, 7, 17):
        closed = _closing(text, end)
        if closed and (len(digits) == 17 or closed == end + 1):
            return digits + "x", (*groups[:-1], groups[-1] + 1), closed
    hidden, until = _trailing_mask(text, end, digits)
    return (digits + "*" * hidden, (*groups, hidden), until) if hidden else (digits, groups, end)


def _closing(text: str, at: int) -> int:
    """The end of a closing check letter that stands at a place, or 0."""
    for apart in (0, 1):
        if apart and text[at : at + 1] not in (" ", "-", ".", "\n", ",", "*"):
            break
        for sign in TABLES.closing:
            if text.startswith(sign, at + apart):
                end = at + apart + len(sign)
                after = text[end : end + 1]
                if not (after.isascii() and after.isalnum()):
                    return end
    return 0


def _trailing_mask(text: str, at: int, digits: str) -> tuple[int, int]:
    """How many digits are hidden at the end (1380000****, 440301 19050817 ****), and where that ends."""
    if at >= len(text):
        return 0, at
    masks = TABLES.masks
    start = at
    if text[at] in " -" and text[at + 1 : at + 4] == text[at + 1 : at + 2] * 3:
        start += 1
    if start >= len(text) or text[start] not in masks:
        return 0, at
    end = start
    while end < len(text) and text[end] == text[start] and end - start < 12:
        end += 1
    hidden = end - start
    enough = hidden >= 2 or (hidden == 1 and len(digits) == 17)
    return (hidden, end) if enough and len(digits) >= 6 else (0, at)


def _lead(text: str, start: int) -> int:
    """Where the words begin that lead into a number spread over clauses (开头一百三十五，中间…)."""
    before = text[max(start - 12, 0) : start].rstrip()
    for word in leads():
        if before.endswith(word):
            return max(start - 12, 0) + len(before) - len(word)
    return start
