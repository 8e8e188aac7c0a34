"""The second scan for cues: where the lexicon's words, shapes and chains stand in the posts that survived triage."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reseal.screening import lexicon
from reseal.screening.chains import chains, find_chains
from reseal.screening.lexicon import Cue
from reseal.screening.needs import latin_units
from reseal.screening.patterns import PatternSet
from reseal.screening.view import CueSighting, PostView

Index = NDArray[np.int64]
Bools = NDArray[np.bool_]
U16 = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Folded units that hold the posts of `views` one after another; `firsts` is where each starts, and the end."""

    units: U16
    firsts: Index
    views: Sequence[PostView]


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon's plain words, scanned apart for their ends alone: several times faster, and a word has a length.

    `cues[number]`: one word may serve several families. `edges`: words that must not go on in Latin left, right.
    """

    patterns: PatternSet
    cues: tuple[tuple[Cue, ...], ...]
    lengths: Index
    edges: tuple[Bools, Bools]


@cache
def _words() -> _Words:
    cues_of: dict[str, list[Cue]] = {}
    for cue in lexicon.cues():
        if cue.word is not None:
            cues_of.setdefault(cue.pattern, []).append(cue)
    cues = tuple(map(tuple, cues_of.values()))
    return _Words(
        PatternSet("cue-words", list(cues_of), starts=False),
        cues,
        np.array([found[0].length for found in cues], dtype=np.int64),
        (np.array([found[0].edges[0] for found in cues]), np.array([found[0].edges[1] for found in cues])),
    )


@cache
def _shapes() -> tuple[PatternSet, tuple[tuple[Cue, ...], ...]]:
    shaped = tuple(cue for cue in lexicon.cues() if cue.word is None)
    return PatternSet("cue-shapes", [cue.pattern for cue in shaped]), tuple((cue,) for cue in shaped)


def see_cues(stretch: Stretch, squeezed: U16 | None = None, origin: Index | None = None) -> None:
    """Hand every cue that stands in the stretch to the view of its post, in folded offsets of that post.

    With `squeezed`, units without their junk, each from `origin` in the stretch: only what stands across junk, as the
    scan without it saw the rest; chains are handed over either way.
    """
    units = stretch.units if squeezed is None else squeezed
    _see_words(stretch, units, origin)
    _see_shapes(stretch, units, origin)
    _see_chains(stretch, units, origin)


def _see_words(stretch: Stretch, units: U16, origin: Index | None) -> None:
    words = _words()
    seen, seen_ends = words.patterns.scan_ends(units.tobytes())
    numbers, ends = np.array(seen, dtype=np.int64), np.array(seen_ends, dtype=np.int64)
    whole = ends % 2 == 0  # an odd end lies across two code units: no character stands there
    numbers, ends = numbers[whole], ends[whole] >> 1
    numbers, starts, ends = _across(numbers, ends - words.lengths[numbers], ends, origin)
    left, right = words.edges
    latin, last = latin_units(), len(stretch.units) - 1
    piece = left[numbers] & (starts > 0) & latin[stretch.units[np.maximum(starts - 1, 0)]]
    piece |= right[numbers] & latin[stretch.units[np.minimum(ends, last)]]  # only a piece of a longer Latin word
    _hand_over(stretch, words.cues, numbers[~piece], starts[~piece], ends[~piece], squeezed=origin is not None)


def _see_shapes(stretch: Stretch, units: U16, origin: Index | None) -> None:
    patterns, cues = _shapes()
    sightings = np.array(patterns.scan(units.tobytes()), dtype=np.int64).reshape(-1, 3)
    numbers, starts, ends = _across(sightings[:, 0], sightings[:, 1], sightings[:, 2], origin)
    _hand_over(stretch, cues, numbers, starts, ends, squeezed=origin is not None)


def _see_chains(stretch: Stretch, units: U16, origin: Index | None) -> None:
    known = chains(False)
    for chain, (starts, ends) in zip(known.chains, find_chains(known, units), strict=True):
        if len(starts):
            if origin is not None:
                starts, ends = origin[starts], origin[ends - 1] + 1
            numbers = np.zeros(len(starts), dtype=np.int64)
            _hand_over(stretch, ((chain.cue,),), numbers, starts, ends, squeezed=origin is not None)


def _across(numbers: Index, starts: Index, ends: Index, origin: Index | None) -> tuple[Index, Index, Index]:
    """Of sightings in squeezed units those with junk inside, where they came from; without `origin` all, as given."""
    if origin is None:
        return numbers, starts, ends
    first, last = origin[starts], origin[ends - 1]
    across = last - first != ends - 1 - starts
    return numbers[across], first[across], last[across] + 1


def _hand_over(
    stretch: Stretch, cues: Sequence[Sequence[Cue]], numbers: Index, starts: Index, ends: Index, *, squeezed: bool
) -> None:
    owners = np.searchsorted(stretch.firsts, starts, side="right") - 1
    firsts = stretch.firsts[owners]
    views = stretch.views
    rows = zip(owners.tolist(), numbers.tolist(), (starts - firsts).tolist(), (ends - firsts).tolist(), strict=True)
    for owner, number, start, end in rows:
        held = views[owner].cues
        for cue in cues[number]:
            family = cue.family
            if family in held:
                held[family].append(CueSighting(start, end, cue, squeezed))
            else:
                held[family] = [CueSighting(start, end, cue, squeezed)]


def warm() -> None:
    """Compile, or load, the lexicon's pattern sets."""
    _words()
    _shapes()
    chains(False)
