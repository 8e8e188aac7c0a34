"""The second scan: every pattern of every kind and every cue, over the posts that survived triage."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np

from reseal.screening import lexicon
from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import Cue
from reseal.screening.number_runs import RUN_TRIGGERS
from reseal.screening.patterns import PatternSet, Sighting
from reseal.screening.triage import Survivors, without_junk
from reseal.screening.view import CueSighting, PostSource, PostView

NUMBER_RUN = "number_run"  # the name of the patterns without which a post holds no number run


@dataclass(frozen=True, slots=True)
class _Scanner:
    patterns: PatternSet
    names: tuple[str, ...]  # of the kinds' patterns; the numbers after them are cues
    cues: tuple[Cue, ...]


@cache
def _scanner(with_cues: bool) -> _Scanner:
    named = [(NUMBER_RUN, pattern) for pattern in RUN_TRIGGERS]
    named += [(name, pattern) for kind in kinds() for name, pattern in kind.patterns.items()]
    words = lexicon.cues() if with_cues else ()
    patterns = PatternSet(
        "sightings-cues" if with_cues else "sightings",
        [pattern for _, pattern in named] + [cue.pattern for cue in words],
    )
    return _Scanner(patterns, tuple(name for name, _ in named), words)


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
    _deal(scanner, scanner.patterns.scan(np.concatenate(slices).tobytes()), firsts, made, squeezed=False)
    if len(survivors.junk):
        _deal_squeezed(scanner, batch, survivors, dict(zip(posts, made, strict=True)))
    yield from zip(posts, made, strict=True)


def _deal_squeezed(scanner: _Scanner, batch: FoldedBatch, survivors: Survivors, made: dict[int, PostView]) -> None:
    """Hand out what shows only once junk between characters is gone."""
    posts = [post for post in np.unique(np.searchsorted(batch.ends, survivors.junk)).tolist() if post in made]
    if not posts:
        return
    units, origin = without_junk(batch, posts, survivors.junk)
    sightings = []
    for number, start, end in scanner.patterns.scan(units.tobytes()):
        first, last = int(origin[start]), int(origin[end - 1])
        if last - first != end - 1 - start:  # some junk inside, else the plain scan saw it too
            sightings.append((number, first, last + 1))
    firsts = [batch.bounds(post)[0] for post in posts]
    _deal(scanner, sightings, [*firsts, len(batch.units)], [made[post] for post in posts], squeezed=True)


def _deal(
    scanner: _Scanner, sightings: list[Sighting], firsts: list[int], made: list[PostView], *, squeezed: bool
) -> None:
    """Hand each sighting, in the order of their ends, to the view of its post; `firsts` is where each post starts."""
    names, words = scanner.names, scanner.cues
    count = len(names)
    at = 0
    for number, start, end in sightings:
        while start >= firsts[at + 1]:
            at += 1
        view, base = made[at], firsts[at]
        if number < count:
            view.seen.setdefault(names[number], []).append((start - base, end - base))
        else:
            cue = words[number - count]
            sighting = CueSighting(start - base, end - base, cue.code, cue.weight, squeezed)
            view.cues.setdefault(cue.family, []).append(sighting)


def warm() -> None:
    """Compile, or load, both pattern sets."""
    _scanner(False)
    _scanner(True)
