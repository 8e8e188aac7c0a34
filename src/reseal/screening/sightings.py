"""The second scan: every pattern of every kind and every cue, over the posts that survived triage."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import Cue, cues
from reseal.screening.number_runs import RUN_TRIGGERS
from reseal.screening.patterns import PatternSet, Sighting
from reseal.screening.squeeze import kept_by_squeezing
from reseal.screening.view import CueSighting, PostSource, PostView

NUMBER_RUN = "number_run"  # the name of the patterns without which a post holds no number run
U16 = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class _Scanner:
    patterns: PatternSet
    names: tuple[str, ...]  # of the kinds' patterns; the numbers after them are cues
    cues: tuple[Cue, ...]


@cache
def _scanner() -> _Scanner:
    named = [(NUMBER_RUN, pattern) for pattern in RUN_TRIGGERS]
    named += [(name, pattern) for kind in kinds() for name, pattern in kind.patterns.items()]
    lexicon = cues()
    patterns = PatternSet("sightings", [pattern for _, pattern in named] + [cue.pattern for cue in lexicon])
    return _Scanner(patterns, tuple(name for name, _ in named), lexicon)


def views(
    batch: FoldedBatch, posts: Sequence[int], squeezable: Set[int], source: PostSource
) -> Iterator[tuple[int, PostView]]:
    """A view of each of the given posts of the batch, in order; `squeezable` are those worth squeezing."""
    if not posts:
        return
    slices = [batch.units[start : end + 1] for start, end in map(batch.bounds, posts)]
    units = np.concatenate(slices)
    made = [PostView(part[:-1].tobytes().decode("utf-16-le"), n, source) for part, n in zip(slices, posts, strict=True)]
    starts = np.cumsum([0] + [len(part) for part in slices])
    scanner = _scanner()
    _deal(scanner, scanner.patterns.scan(units.tobytes()), starts, made, squeezed=False)
    places = [place for place, number in enumerate(posts) if number in squeezable]
    if places:
        _deal(scanner, _squeezed_sightings(scanner, units, starts, places), starts, made, squeezed=True)
    yield from zip(posts, made, strict=True)


def _squeezed_sightings(scanner: _Scanner, units: U16, starts: NDArray[Any], places: list[int]) -> list[Sighting]:
    """What shows only once junk between characters is gone, in the offsets of `units`."""
    origin = np.concatenate([np.arange(starts[place], starts[place + 1]) for place in places])
    squeezable = units[origin]
    keep = kept_by_squeezing(squeezable)
    origin = origin[keep]
    sightings = []
    for number, start, end in scanner.patterns.scan(squeezable[keep].tobytes()):
        first, last = int(origin[start]), int(origin[end - 1])
        if last - first != end - 1 - start:  # some junk inside, else the plain scan saw it too
            sightings.append((number, first, last + 1))
    return sightings


def _deal(
    scanner: _Scanner, sightings: list[Sighting], starts: NDArray[Any], made: list[PostView], *, squeezed: bool
) -> None:
    """Hand each sighting to the view of its post."""
    names, lexicon = scanner.names, scanner.cues
    count = len(names)
    firsts: list[int] = starts.tolist()
    at = 0
    for number, start, end in sightings:
        while end > firsts[at + 1]:
            at += 1
        while end <= firsts[at]:
            at -= 1
        view, base = made[at], firsts[at]
        if number < count:
            view.seen.setdefault(names[number], []).append((start - base, end - base))
        else:
            cue = lexicon[number - count]
            sighting = CueSighting(start - base, end - base, cue.code, cue.weight, squeezed)
            view.cues.setdefault(cue.family, []).append(sighting)


def warm() -> None:
    """Compile, or load, the pattern set."""
    _scanner()
