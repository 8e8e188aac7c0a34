"""The second scan, over the posts that survived triage: the patterns of the kinds triggered there, and every cue."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reseal.screening import lexicon
from reseal.screening.chains import chains, find_chains
from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.identifiers.kind import Kind
from reseal.screening.lexicon import Cue, is_latin
from reseal.screening.patterns import PatternSet, Sighting
from reseal.screening.triage import Survivors, without_junk
from reseal.screening.view import CueSighting, PostSource, PostView

Index = NDArray[np.int64]
U16 = NDArray[np.uint16]
EVERY_POST = 0


@dataclass(frozen=True, slots=True)
class _Scan:
    """Patterns to look for in the posts marked with `bit` (or in every one), and what becomes of a sighting.

    `receive` takes the view, the pattern's number, start and end in the view's text, and whether junk stood inside.
    """

    patterns: PatternSet
    bit: int
    receive: Callable[[PostView, int, int, int, bool], None]


@cache
def _kind_scans() -> tuple[_Scan, ...]:
    return tuple(_kind_scan(kind, 1 << number) for number, kind in enumerate(kinds()) if kind.patterns)


@cache
def _cue_scans() -> tuple[_Scan, ...]:
    return _word_scan(), _shape_scan()


def _kind_scan(kind: Kind, bit: int) -> _Scan:
    names = tuple(kind.patterns)

    def receive(view: PostView, number: int, start: int, end: int, squeezed: bool) -> None:
        view.seen.setdefault(names[number], []).append((start, end))

    return _Scan(PatternSet(f"kind-{kind.name}", list(kind.patterns.values())), bit, receive)


def _shape_scan() -> _Scan:
    shaped = tuple(cue for cue in lexicon.cues() if cue.word is None)

    def receive(view: PostView, number: int, start: int, end: int, squeezed: bool) -> None:
        cue = shaped[number]
        view.cues.setdefault(cue.family, []).append(CueSighting(start, end, cue, squeezed))

    return _Scan(PatternSet("cue-shapes", [cue.pattern for cue in shaped]), EVERY_POST, receive)


def _word_scan() -> _Scan:
    """The lexicon's plain words, scanned apart for their ends alone: several times faster, and a word has a length."""
    cues_of: dict[str, list[Cue]] = {}
    for cue in lexicon.cues():
        if cue.word is not None:
            cues_of.setdefault(cue.pattern, []).append(cue)
    cues = tuple(cues_of.values())  # one word may serve several families

    def receive(view: PostView, number: int, start: int, end: int, squeezed: bool) -> None:
        left, right = cues[number][0].edges
        if left and start and is_latin(view.text[start - 1]):
            return  # only a piece of a longer Latin word
        if right and end < len(view.text) and is_latin(view.text[end]):
            return
        for cue in cues[number]:
            view.cues.setdefault(cue.family, []).append(CueSighting(start, end, cue, squeezed))

    lengths = [found[0].length for found in cues]
    return _Scan(PatternSet("cue-words", list(cues_of), lengths=lengths), EVERY_POST, receive)


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
    for scan in (*_kind_scans(), *_cue_scans()) if cues else _kind_scans():
        chosen = [place for place, marks in enumerate(survivors.marks) if not scan.bit or marks & scan.bit]
        if not chosen:
            continue
        firsts = list(accumulate([len(texts[place]) for place in chosen], initial=0))
        sightings = scan.patterns.scan(np.concatenate([texts[place] for place in chosen]).tobytes())
        _deal(scan, sightings, firsts, [made[place] for place in chosen], squeezed=False)
        squeezed = [place for place in chosen if place in junky]
        if squeezed:
            units, origin = without_junk(batch, [posts[place] for place in squeezed], survivors.junk)
            sightings = _across_junk(scan.patterns.scan(units.tobytes()), origin)
            firsts = [*(spans[place][0] for place in squeezed), len(batch.units)]
            _deal(scan, sightings, firsts, [made[place] for place in squeezed], squeezed=True)
    if cues:
        _deal_chains(np.concatenate(texts), np.cumsum([0, *map(len, texts)]), made, None)
        squeezed = sorted(junky)
        if squeezed:
            units, origin = without_junk(batch, [posts[place] for place in squeezed], survivors.junk)
            starts = np.array([*(spans[place][0] for place in squeezed), len(batch.units)])
            _deal_chains(units, starts, [made[place] for place in squeezed], origin)
    yield from zip(posts, made, strict=True)


def _deal_chains(units: U16, firsts: Index, made: list[PostView], origin: Index | None) -> None:
    """Hand each chain of words to the view of its post, at the place of its last word.

    `firsts` is where each post starts: in `units`, or, where junk was squeezed out, in what `origin` leads back to.
    """
    known = chains(False)
    for chain, (starts, ends) in zip(known.chains, find_chains(known, units), strict=True):
        if not len(starts):
            continue
        if origin is not None:
            starts, ends = origin[starts], origin[ends - 1] + 1
        owners = np.searchsorted(firsts, starts, side="right") - 1
        for owner, start, end in zip(owners.tolist(), starts.tolist(), ends.tolist(), strict=True):
            first = int(firsts[owner])
            sighting = CueSighting(start - first, end - first, chain.cue, origin is not None)
            made[owner].cues.setdefault("chain", []).append(sighting)


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


def _deal(scan: _Scan, sightings: list[Sighting], firsts: list[int], made: list[PostView], *, squeezed: bool) -> None:
    """Hand each sighting, in the order of their ends, to the view of its post; `firsts` is where each post starts."""
    receive = scan.receive
    at = 0
    for number, start, end in sightings:
        while start >= firsts[at + 1]:
            at += 1
        receive(made[at], number, start - firsts[at], end - firsts[at], squeezed)


def warm() -> None:
    """Compile, or load, all pattern sets."""
    _kind_scans()
    _cue_scans()
    chains(False)
