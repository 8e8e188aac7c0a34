"""The second scan: every pattern of every kind and every cue, over the posts that survived triage."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

import numpy as np

from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import Cue, cues
from reseal.screening.number_runs import RUN_TRIGGERS
from reseal.screening.patterns import PatternSet
from reseal.screening.squeeze import squeeze
from reseal.screening.view import CueSighting, PostView
from reseal.vocabulary import Post

_NUL = b"\0\0"


@dataclass(frozen=True, slots=True)
class _Scanner:
    patterns: PatternSet
    names: tuple[str, ...]  # of the kinds' patterns; the numbers after them are cues
    cues: tuple[Cue, ...]


@cache
def _scanner() -> _Scanner:
    named = [("number_run", pattern) for pattern in RUN_TRIGGERS]
    named += [(name, pattern) for kind in kinds() for name, pattern in kind.patterns.items()]
    lexicon = cues()
    patterns = PatternSet("sightings", [pattern for _, pattern in named] + [cue.pattern for cue in lexicon])
    return _Scanner(patterns, tuple(name for name, _ in named), lexicon)


def views(
    batch: FoldedBatch, posts: Sequence[int], squeezable: Set[int], post_of: Callable[[int], Post]
) -> Iterator[tuple[int, PostView]]:
    """A view of each of the given posts of the batch, in order; `squeezable` are those worth squeezing."""
    if not posts:
        return
    texts = [batch.text(number) for number in posts]
    segments, origins = _segments(texts, [number in squeezable for number in posts])
    scanner = _scanner()
    sightings = scanner.patterns.scan((_NUL.join(s.encode("utf-16-le") for s in segments)) + _NUL)
    lengths = np.fromiter((len(s) + 1 for s in segments), dtype=np.int64, count=len(segments))
    starts = (np.cumsum(lengths) - lengths).tolist()
    seen: list[dict[str, list[tuple[int, int]]]] = [{} for _ in posts]
    cued: list[dict[str, list[CueSighting]]] = [{} for _ in posts]
    at = 0
    last = len(segments) - 1
    names, lexicon = scanner.names, scanner.cues
    for number, start, end in sightings:
        while at < last and end > starts[at + 1]:
            at += 1
        post, places = origins[at]
        start, end = start - starts[at], end - starts[at]
        if places is not None:
            start, end = places[start], places[end - 1] + 1
        if number < len(names):
            spans = seen[post].setdefault(names[number], [])
            if places is None or (start, end) not in spans:
                spans.append((start, end))
        else:
            cue = lexicon[number - len(names)]
            family = cued[post].setdefault(cue.family, [])
            if places is None or not any(c.start == start and c.end == end for c in family):
                family.append(CueSighting(start, end, cue.code, cue.weight, places is not None))
    for place, number in enumerate(posts):
        yield number, PostView(texts[place], post_of(number), seen[place], cued[place])


def _segments(texts: list[str], squeezable: list[bool]) -> tuple[list[str], list[tuple[int, list[int] | None]]]:
    """The texts to scan: each post's own and, where junk was set into it, its squeezed form with the map back."""
    segments: list[str] = []
    origins: list[tuple[int, list[int] | None]] = []
    for place, text in enumerate(texts):
        segments.append(text)
        origins.append((place, None))
        squeezed = squeeze(text) if squeezable[place] else None
        if squeezed is not None:
            segments.append(squeezed[0])
            origins.append((place, squeezed[1]))
    return segments, origins


def warm() -> None:
    """Compile, or load, the pattern set."""
    _scanner()
