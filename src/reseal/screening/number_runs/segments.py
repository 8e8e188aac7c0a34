"""From a text to its number runs: atoms, the chains they form, the runs in each (RULES 7b)."""

from reseal.screening.number_runs.atoms import DOUBTFUL, Atom, read_atoms, woven
from reseal.screening.number_runs.chain import FEWEST, Chain
from reseal.screening.number_runs.gaps import BREAK, LONGEST, LOOSE, PAUSE, SINGLE, TIGHT, Gap, read_gap
from reseal.screening.number_runs.places import NumberPlaces, number_places
from reseal.screening.number_runs.run import NumberRun
from reseal.screening.number_runs.sounds import heard_atoms
from reseal.screening.number_runs.words import LETTERS
from reseal.screening.together import Together

_SAID = 4  # digits that may be written in figures among spelled ones


def find_runs(text: str, places: NumberPlaces | None = None) -> list[NumberRun]:
    """The runs of at least five digits in a folded text, in order, not overlapping. Linear in the text.

    `places` are those of the text, where they are known.
    """
    places = places or number_places(Together([text]))[0]
    atoms = read_atoms(text, places)
    runs = _runs_of(text, atoms)
    heard = heard_atoms(text, places.heard)
    if heard:
        runs = _merged(runs, [run for run in _runs_of(text, woven(atoms, heard)) if run.doubtful])
    return runs


def _merged(runs: list[NumberRun], heard: list[NumberRun]) -> list[NumberRun]:
    """Runs with those that hold sound-alikes, which stand where no longer run is."""
    merged: list[NumberRun] = []
    place = 0
    for run in heard:
        while place < len(runs) and runs[place].end <= run.start:
            merged.append(runs[place])
            place += 1
        after = place
        while after < len(runs) and runs[after].start < run.end:
            after += 1
        if all(len(other.digits) < len(run.digits) for other in runs[place:after]):
            merged.append(run)
            place = after
    return merged + runs[place:]


def _runs_of(text: str, atoms: list[Atom]) -> list[NumberRun]:
    runs: list[NumberRun] = []
    count = len(atoms)
    first = 0
    while first < count:
        atom = atoms[first]
        total = len(atom.digits)
        gaps: list[Gap] = []
        last = first
        simple = atom.level < DOUBTFUL
        while last + 1 < count:
            following = atoms[last + 1]
            gap = _gap(text, atom, following)
            kind, hidden = gap
            if kind == BREAK:
                break
            gaps.append(gap)
            last += 1
            atom = following
            total += len(atom.digits) + (hidden if hidden > 0 else 0)
            simple = simple and atom.level < DOUBTFUL and kind <= TIGHT and not hidden
        if total >= FEWEST:
            chain = Chain(text, atoms[first : last + 1], gaps, simple, total)
            if chain.is_one:
                runs.append(chain.as_one())
            else:
                runs.extend(chain.runs())
        first = last + 1
    return runs


def _gap(text: str, before: Atom, after: Atom) -> Gap:
    start, end = before.end, after.start
    if end == start + 1:
        single = SINGLE.get(text[start])
        if single is not None:
            return single
    if end - start > LONGEST:
        return BREAK, 0
    gap = read_gap(text[start:end])
    if gap[0] == LOOSE and _spoken(text, before, after) and _spoken(text, after, before):
        return PAUSE, 0  # five oh three, triple five
    return gap


def _spoken(text: str, atom: Atom, other: Atom) -> bool:
    """Whether an atom is spelled, or so short beside a spelled one that it was said with it."""
    return text[atom.end - 1] in LETTERS or (len(atom.digits) <= _SAID and text[other.end - 1] in LETTERS)
