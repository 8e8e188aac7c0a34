"""The second scan, over the posts that survived triage: the patterns of the kinds triggered there, and every cue."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reseal.screening import cue_sightings
from reseal.screening.cue_sightings import Stretch, see_cues
from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.identifiers.kind import Kind
from reseal.screening.patterns import PatternSet, Sighting
from reseal.screening.together import Together
from reseal.screening.triage import Survivors, without_junk
from reseal.screening.view import PostSource, PostView

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Scan:
    """A kind's patterns, by name and compiled, to look for in the posts marked with `bit`."""

    names: tuple[str, ...]
    patterns: PatternSet
    bit: int


@cache
def _kind_scans() -> tuple[_Scan, ...]:
    return tuple(_kind_scan(kind, 1 << number) for number, kind in enumerate(kinds()) if kind.patterns)


def _kind_scan(kind: Kind, bit: int) -> _Scan:
    return _Scan(tuple(kind.patterns), PatternSet(f"kind-{kind.name}", list(kind.patterns.values())), bit)


def views(
    batch: FoldedBatch, survivors: Survivors, source: PostSource, *, cues: bool = True
) -> Iterator[tuple[int, PostView]]:
    """A view of each survivor of the batch, in order.

    Without `cues` the lexicon is left out: identifiers do not need it.
    """
    posts = survivors.posts
    if not posts:
        return
    spans = [batch.bounds(post) for post in posts]
    texts = [batch.units[start : end + 1] for start, end in spans]
    made = [
        PostView(text[:-1].tobytes().decode("utf-16-le"), number, source, marks)
        for text, number, marks in zip(texts, posts, survivors.marks, strict=True)
    ]
    junky = _junky(batch, survivors)
    for scan in _kind_scans():
        chosen = [place for place, marks in enumerate(survivors.marks) if marks & scan.bit]
        if not chosen:
            continue
        firsts = list(accumulate([len(texts[place]) for place in chosen], initial=0))
        sightings = scan.patterns.scan(np.concatenate([texts[place] for place in chosen]).tobytes())
        _deal(scan, sightings, firsts, [made[place] for place in chosen])
        squeezed = [place for place in chosen if place in junky]
        if squeezed:
            units, origin = without_junk(batch, [posts[place] for place in squeezed], survivors.junk)
            sightings = _across_junk(scan.patterns.scan(units.tobytes()), origin)
            firsts = [*(spans[place][0] for place in squeezed), len(batch.units)]
            _deal(scan, sightings, firsts, [made[place] for place in squeezed])
    if cues:
        see_cues(Stretch(np.concatenate(texts), np.cumsum([0, *map(len, texts)]), made))
        squeezed = sorted(junky)
        if squeezed:
            units, origin = without_junk(batch, [posts[place] for place in squeezed], survivors.junk)
            places = np.array([*(spans[place][0] for place in squeezed), len(batch.units)])
            see_cues(Stretch(batch.units, places, [made[place] for place in squeezed]), units, origin)
    together = Together([view.text for view in made])
    for place, view in enumerate(made):
        view.stand_among(together, place)
    yield from zip(posts, made, strict=True)


def _junky(batch: FoldedBatch, survivors: Survivors) -> frozenset[int]:
    """Which survivors, by their place among them, hold junk to squeeze out."""
    if not len(survivors.junk):
        return frozenset()
    posts = np.unique(np.searchsorted(batch.ends, survivors.junk))
    return frozenset(np.flatnonzero(np.isin(survivors.posts, posts, assume_unique=True)).tolist())


def _across_junk(sightings: list[Sighting], origin: Index) -> list[Sighting]:
    """Of the sightings in squeezed units those with junk inside, where they came from; the plain scan saw the rest."""
    across = []
    for number, start, end in sightings:
        first, last = int(origin[start]), int(origin[end - 1])
        if last - first != end - 1 - start:
            across.append((number, first, last + 1))
    return across


def _deal(scan: _Scan, sightings: list[Sighting], firsts: list[int], made: list[PostView]) -> None:
    """Hand each sighting, in the order of their ends, to the view of its post; `firsts` is where each post starts."""
    names = scan.names
    at = 0
    for number, start, end in sightings:
        while start >= firsts[at + 1]:
            at += 1
        made[at].seen.setdefault(names[number], []).append((start - firsts[at], end - firsts[at]))


def warm(cues: bool) -> None:
    """Compile, or load, the patterns of the kinds, and with `cues` those of the lexicon."""
    _kind_scans()
    if cues:
        cue_sightings.warm()
