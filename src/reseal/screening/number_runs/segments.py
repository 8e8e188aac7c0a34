"""From atoms to runs: which pieces belong together, decided by what they would make (RULES 7, 7b)."""

from reseal.screening.number_runs.atoms import DOUBTFUL, HEARD, PLAIN, Atom, heard_atoms, read_atoms, woven
from reseal.screening.number_runs.gaps import BREAK, LONGEST, LOOSE, NONE, PAUSE, TIGHT, WORDS, read_gap
from reseal.screening.number_runs.run import NumberRun
from reseal.screening.number_runs.shapes import completeness
from reseal.screening.number_runs.tables import digit_tables, leads
from reseal.screening.number_runs.words import LETTERS

FEWEST = 5  # digits of a run
MOST_ATOMS = 26  # of one run: a card of nineteen digits, each apart, and some room
MOST_DIGITS = 24  # of a run of several atoms
MOST_JOIN_COST = 13  # 1，3，8，0…: many commas in a row say no more than three
LONGEST_CHAIN = 400  # atoms; beyond, only what touches belongs together

_JOIN_COST = {NONE: 0, TIGHT: 0, PAUSE: 0, LOOSE: 4, WORDS: 3}
_SPLIT_COST = {NONE: 60, TIGHT: 5, PAUSE: 1, LOOSE: 0, WORDS: 1}
_WHOLE = 3  # what a run is worth that is no known shape
_SURE = 20  # what a shape is worth that hardly comes by chance

Gap = tuple[int, int]


def find_runs(text: str, *, sounds: bool = True) -> list[NumberRun]:
    """The runs of at least five digits in a folded text, in order, not overlapping. Linear in the text.

    `sounds=False` leaves sound-alike characters (要溜舞) alone.
    """
    runs = _runs_of(text, read_atoms(text))
    if sounds:
        heard = heard_atoms(text)
        if heard:
            runs = _merged(runs, [run for run in _runs_of(text, woven(read_atoms(text), heard)) if run.doubtful])
    return runs


def _merged(runs: list[NumberRun], heard: list[NumberRun]) -> list[NumberRun]:
    """Runs with those that hold sound-alikes, which stand where no longer run is."""
    for run in heard:
        touched = [other for other in runs if other.start < run.end and run.start < other.end]
        if all(len(other.digits) < len(run.digits) for other in touched):
            runs = sorted([*(r for r in runs if r not in touched), run], key=lambda r: r.start)
    return runs


def _runs_of(text: str, atoms: list[Atom]) -> list[NumberRun]:
    runs: list[NumberRun] = []
    count = len(atoms)
    first = 0
    while first < count:
        gaps: list[Gap] = []
        last = first
        total = len(atoms[first].digits)
        while last + 1 < count:
            gap = _gap(text, atoms[last], atoms[last + 1])
            if gap[0] == BREAK:
                break
            gaps.append(gap)
            last += 1
            total += len(atoms[last].digits) + max(gap[1], 0)
        if total >= FEWEST:
            _runs_of_chain(text, atoms[first : last + 1], gaps, runs)
        first = last + 1
    return runs


def _gap(text: str, before: Atom, after: Atom) -> Gap:
    if after.start - before.end > LONGEST:
        return BREAK, 0
    gap = read_gap(text[before.end : after.start])
    if gap[0] == LOOSE and _spoken(text, before, after) and _spoken(text, after, before):
        return PAUSE, 0  # five oh three, triple five
    return gap


def _spoken(text: str, atom: Atom, other: Atom) -> bool:
    """Whether an atom is spelled, or so short beside a spelled one that it was said with it."""
    return text[atom.end - 1] in LETTERS or (len(atom.digits) <= 2 and text[other.end - 1] in LETTERS)


def _runs_of_chain(text: str, atoms: list[Atom], gaps: list[Gap], runs: list[NumberRun]) -> None:
    if len(atoms) == 1:
        segments = [(0, 1)]
    elif len(atoms) > LONGEST_CHAIN:
        segments = _touching(gaps)
    else:
        segments = _best_split(text, atoms, gaps)
    for first, end in segments:
        run = _run(text, atoms[first:end], gaps[first : end - 1])
        if run is not None:
            runs.append(run)


def _touching(gaps: list[Gap]) -> list[tuple[int, int]]:
    segments = []
    first = 0
    for place, gap in enumerate(gaps):
        if gap[0] != NONE:
            segments.append((first, place + 1))
            first = place + 1
    return [*segments, (first, len(gaps) + 1)]


def _best_split(text: str, atoms: list[Atom], gaps: list[Gap]) -> list[tuple[int, int]]:
    """Split a chain where the parts are worth most: whole identifiers first, then what stands close together."""
    count = len(atoms)
    best = [0.0] + [float("-inf")] * count
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        digits = 0
        for first in range(end - 1, max(end - 1 - MOST_ATOMS, -1), -1):
            digits += len(atoms[first].digits)
            if digits > MOST_DIGITS and end - first > 1:
                break
            worth = _worth(text, atoms[first:end], gaps[first : end - 1])
            if worth is None:
                continue
            value = best[first] + worth - (_split_cost(atoms, gaps, first) if first else 0)
            if value > best[end]:
                best[end], came[end] = value, first
    segments = []
    end = count
    while end:
        segments.append((came[end], end))
        end = came[end]
    segments.reverse()
    return segments


def _split_cost(atoms: list[Atom], gaps: list[Gap], place: int) -> int:
    level = max(atoms[place].level, atoms[place - 1].level)
    if level >= DOUBTFUL:
        return 1 if level == HEARD else 5
    return _SPLIT_COST[gaps[place - 1][0]]


def _worth(text: str, atoms: list[Atom], gaps: list[Gap]) -> float | None:
    """What a segment is worth; None when its parts may not stand together."""
    if len(atoms) == 1:
        atom = atoms[0]
        shape = completeness(atom.digits, (len(atom.digits),), False) if len(atom.digits) >= 8 else 0
        return shape or (_WHOLE if len(atom.digits) >= FEWEST and atom.level < DOUBTFUL else 0)
    digits, groups = _joined(atoms, gaps, _hides(text, atoms, gaps))
    shape = _shape(text, atoms, digits, groups)
    cost = min(sum(_JOIN_COST[gap[0]] for gap in gaps), MOST_JOIN_COST)
    loose = any(gap[0] == LOOSE for gap in gaps)
    apart = loose or any(gap[0] == WORDS for gap in gaps)
    if shape:
        chance = loose and shape < _SURE and not _spelled_anywhere(text, atoms)  # 052, 054, 055
        return shape - cost if shape > cost and not chance else None
    if apart or any(atom.level >= DOUBTFUL for atom in atoms):
        return None
    return _WHOLE if len(digits) >= FEWEST else 0


def _spelled_anywhere(text: str, atoms: list[Atom]) -> bool:
    return any(text[atom.end - 1] in LETTERS for atom in atoms)


def _shape(text: str, atoms: list[Atom], digits: str, groups: tuple[int, ...]) -> int:
    if len(digits) == 17 and _closing(text, atoms[-1].end):
        return completeness(digits + "x", groups, False)
    hidden, _ = _trailing_mask(text, atoms[-1].end, digits)
    if hidden:
        digits, groups = digits + "*" * hidden, (*groups, hidden)
    start = atoms[0].start
    plus = "+" in text[max(start - 3, 0) : start]
    return completeness(digits, groups, plus) if len(digits) >= 8 else 0


def _hides(text: str, atoms: list[Atom], gaps: list[Gap]) -> bool:
    """Whether what stands between hides digits, rather than parting them (138****4471, not 1*3*8*0…)."""
    if not any(gap[1] for gap in gaps):
        return False
    bare = _shape(text, atoms, *_joined(atoms, gaps, False))
    masked = _shape(text, atoms, *_joined(atoms, gaps, True))
    if any(gap[1] > 1 or gap[1] < 0 for gap in gaps):
        return masked >= bare or bare < _SURE
    return masked > bare


def _joined(atoms: list[Atom], gaps: list[Gap], hides: bool) -> tuple[str, tuple[int, ...]]:
    parts = [atoms[0].digits]
    groups = [len(atoms[0].digits)]
    shown = sum(len(atom.digits) for atom in atoms)
    for gap, atom in zip(gaps, atoms[1:], strict=True):
        if hides and gap[1]:
            hidden = gap[1] if gap[1] > 0 else max(11 - shown, 3) if shown <= 8 else max(18 - shown, 3)
            parts.append("*" * min(hidden, MOST_DIGITS))
            groups.append(len(parts[-1]))
            groups.append(0)
        elif gap[0] != NONE:
            groups.append(0)
        parts.append(atom.digits)
        groups[-1] += len(atom.digits)
    return "".join(parts), tuple(groups)


def _closing(text: str, at: int) -> int:
    """The end of a closing check letter that stands at a place, or 0."""
    for apart in (0, 1):
        if apart and text[at : at + 1] not in (" ", "-", ".", "\n", ",", "*"):
            break
        for sign in digit_tables().closing:
            if text.startswith(sign, at + apart):
                end = at + apart + len(sign)
                after = text[end : end + 1]
                if not (after.isascii() and after.isalnum()):
                    return end
    return 0


def _run(text: str, atoms: list[Atom], gaps: list[Gap]) -> NumberRun | None:
    hides = len(atoms) > 1 and _hides(text, atoms, gaps)
    digits, groups = _joined(atoms, gaps, hides)
    start, end = atoms[0].start, atoms[-1].end
    spread = any(gap[0] in (LOOSE, WORDS) for gap in gaps)
    doubtful = any(atom.level >= DOUBTFUL for atom in atoms)
    if len(digits) < FEWEST or (doubtful and not _shape(text, atoms, digits, groups)):
        return None
    if len(digits) in (5, 7, 17):
        closed = _closing(text, end)
        if closed and (len(digits) == 17 or closed == end + 1):
            digits, end = digits + "x", closed
            groups = (*groups[:-1], groups[-1] + 1)
    hidden, until = _trailing_mask(text, end, digits)
    if hidden:
        digits += "*" * hidden
        groups, end = (*groups, hidden), until
    if spread:
        start = _lead(text, start)
    return NumberRun(digits, start, end, groups, any(atom.level != PLAIN for atom in atoms), doubtful, spread)


def _trailing_mask(text: str, at: int, digits: str) -> tuple[int, int]:
    """How many digits are hidden at the end (1380000****, 440301 19050817 ****), and where that ends."""
    masks = digit_tables().masks
    start = at
    if text[at : at + 1] in (" ", "-") and text[at + 1 : at + 4] == text[at + 1 : at + 2] * 3:
        start += 1
    end = start
    while end < len(text) and text[end] in masks and text[end] == text[start] and end - start < 12:
        end += 1
    hidden = end - start
    enough = hidden >= 2 or (hidden == 1 and len(digits) == 17)
    return (hidden, end) if enough and len(digits) >= 6 else (0, at)


def _lead(text: str, start: int) -> int:
    """Where the words begin that lead into a number spread over clauses (开头一百三十五，中间…)."""
    before = text[max(start - 8, 0) : start]
    for word in leads():
        if before.endswith(word):
            return start - len(word)
    return start
