"""The second scan: every pattern of every kind and every cue, over the posts that survived triage."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TypeVar

import numpy as np

from reseal.screening import lexicon
from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import Cue, is_latin
from reseal.screening.patterns import PatternSet, Sighting
from reseal.screening.triage import Survivors, without_junk
from reseal.screening.view import CueSighting, PostSource, PostView

T = TypeVar("T")
WordSighting = tuple[tuple[Cue, ...], int, int]


@dataclass(frozen=True, slots=True)
class _Scanner:
    """`patterns`: first the kinds' own, called `names`, then those of `cues`.

    The lexicon's plain words are scanned apart, for their ends alone: several times faster, and a word knows its
    length. `word_cues`: the cues of each word, for one may serve several families.
    """

    patterns: PatternSet
    names: tuple[str, ...]
    cues: tuple[Cue, ...]
    words: PatternSet
    word_cues: tuple[tuple[Cue, ...], ...]


@cache
def _scanner(with_cues: bool) -> _Scanner:
    named = [(name, pattern) for kind in kinds() for name, pattern in kind.patterns.items()]
    cues = lexicon.cues() if with_cues else ()
    shaped = tuple(cue for cue in cues if cue.word is None)
    worded: dict[str, list[Cue]] = {}
    for cue in cues:
        if cue.word is not None:
            worded.setdefault(cue.pattern, []).append(cue)
    return _Scanner(
        PatternSet(
            "sightings-cues" if with_cues else "sightings",
            [pattern for _, pattern in named] + [cue.pattern for cue in shaped],
        ),
        tuple(name for name, _ in named),
        shaped,
        PatternSet("cue-words", list(worded), starts=False),
        tuple(map(tuple, worded.values())),
    )


def views(
    batch: FoldedBatch, survivors: Survivors, source: PostSource, *, cues: bool = True
) -> Iterator[tuple[int, PostView]]:
    """A view of each survivor of the batch, in order.

    Without `cues` only the kinds' own patterns are looked for: that is all that identifiers need.
    """
    posts = survivors.posts
    if not posts:
        return
    scanner = _scanner(cues)
    slices = [batch.units[start : end + 1] for start, end in map(batch.bounds, posts)]
    made = [PostView(part[:-1].tobytes().decode("utf-16-le"), n, source) for part, n in zip(slices, posts, strict=True)]
    firsts = list(accumulate(map(len, slices), initial=0))
    buffer = np.concatenate(slices).tobytes()
    _deal(scanner, scanner.patterns.scan(buffer), firsts, made, squeezed=False)
    _deal_words(_words(scanner, buffer), firsts, made, squeezed=False)
    if len(survivors.junk):
        _deal_squeezed(scanner, batch, survivors, dict(zip(posts, made, strict=True)))
    yield from zip(posts, made, strict=True)


def _deal_squeezed(scanner: _Scanner, batch: FoldedBatch, survivors: Survivors, made: dict[int, PostView]) -> None:
    """Hand out what shows only once junk between characters is gone."""
    posts = [post for post in np.unique(np.searchsorted(batch.ends, survivors.junk)).tolist() if post in made]
    if not posts:
        return
    units, origin = without_junk(batch, posts, survivors.junk)
    firsts = [*(batch.bounds(post)[0] for post in posts), len(batch.units)]
    places: list[int] = origin.tolist()
    buffer = units.tobytes()
    chosen = [made[post] for post in posts]
    _deal(scanner, _with_junk(scanner.patterns.scan(buffer), places), firsts, chosen, squeezed=True)
    _deal_words(_with_junk(_words(scanner, buffer), places), firsts, chosen, squeezed=True)


def _words(scanner: _Scanner, buffer: bytes) -> list[WordSighting]:
    """Where the lexicon's words stand."""
    cues_of = scanner.word_cues
    sightings = []
    for number, _, end in scanner.words.scan(buffer):
        found = cues_of[number]
        sightings.append((found, end - found[0].length, end))
    return sightings


def _with_junk(sightings: list[tuple[T, int, int]], places: list[int]) -> list[tuple[T, int, int]]:
    """Of the sightings in a squeezed copy those with junk inside, where they came from; the plain scan saw the rest."""
    kept = []
    for what, start, end in sightings:
        first, last = places[start], places[end - 1]
        if last - first != end - 1 - start:
            kept.append((what, first, last + 1))
    return kept


def _deal(
    scanner: _Scanner, sightings: list[Sighting], firsts: list[int], made: list[PostView], *, squeezed: bool
) -> None:
    """Hand each sighting, in the order of their ends, to the view of its post; `firsts` is where each post starts."""
    names, cues = scanner.names, scanner.cues
    count = len(names)
    at = 0
    for number, start, end in sightings:
        while start >= firsts[at + 1]:
            at += 1
        view, base = made[at], firsts[at]
        if number < count:
            view.seen.setdefault(names[number], []).append((start - base, end - base))
        else:
            cue = cues[number - count]
            view.cues.setdefault(cue.family, []).append(CueSighting(start - base, end - base, cue, squeezed))


def _deal_words(sightings: list[WordSighting], firsts: list[int], made: list[PostView], *, squeezed: bool) -> None:
    """Hand each word to the view of its post, unless it is only a piece of a longer Latin word."""
    at = 0
    for found, start, end in sightings:
        while start >= firsts[at + 1]:
            at += 1
        view, base = made[at], firsts[at]
        start, end = start - base, end - base
        left, right = found[0].edges
        if left and start and is_latin(view.text[start - 1]):
            continue
        if right and end < len(view.text) and is_latin(view.text[end]):
            continue
        for cue in found:
            view.cues.setdefault(cue.family, []).append(CueSighting(start, end, cue, squeezed))


def warm() -> None:
    """Compile, or load, both pattern sets."""
    _scanner(False)
    _scanner(True)
