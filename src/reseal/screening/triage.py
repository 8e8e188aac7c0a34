"""Triage: one linear scan over a whole folded batch says which posts deserve a closer look.

Lossless for identifiers and cues: whatever the later steps can find holds one of these triggers
(`tests/screening/test_triage.py` holds it to that, on the corpora and on random posts).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reseal.compiled import kept_bytes
from reseal.screening.chains import chained_posts, warm_chains
from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import cues
from reseal.screening.needs import latin_units, needs_latin
from reseal.screening.patterns import PatternSet, parsed
from reseal.screening.squeeze import junk_places

U16 = NDArray[np.uint16]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Survivors:
    """The posts that hold a trigger, ascending; `marks[i]` has a bit for each kind whose trigger post `posts[i]` holds.

    `junk`: where in the batch's units squeezing takes something out.
    """

    posts: list[int]
    marks: list[int]
    junk: Index

    def everybody(self, count: int) -> "Survivors":
        """All posts of a batch of `count`, as if every one had held every trigger."""
        return Survivors(list(range(count)), [-1] * count, self.junk)

    def beside(self, others: frozenset[int]) -> "Survivors":
        """These, and posts that something else wants looked at."""
        if others.issubset(self.posts):
            return self
        marked = dict.fromkeys(others, 0) | dict(zip(self.posts, self.marks, strict=True))
        posts = sorted(marked)
        return Survivors(posts, [marked[post] for post in posts], self.junk)


@dataclass(frozen=True, slots=True)
class _Triggers:
    patterns: PatternSet
    bits: NDArray[np.int64]  # for each pattern the bits of the kinds that it triggers


@cache
def _triggers(verdict: bool) -> tuple[_Triggers, _Triggers]:
    """The triggers for every post, and those for posts with a Latin letter or a digit in them."""
    bits: dict[str, int] = {}
    for number, kind in enumerate(kinds()):
        for trigger in kind.triggers:
            bits[trigger] = bits.get(trigger, 0) | 1 << number
    if verdict:
        for cue in cues():
            if cue.trigger:
                bits.setdefault(cue.pattern, 0)
    name = "triage-verdict" if verdict else "triage-identifiers"
    # Taking patterns apart is slower than loading them compiled, so what comes of it is kept as well.
    needs = kept_bytes(f"{name}-needs-1", "\0".join(bits), lambda: bytes(needs_latin(parsed(p)) for p in bits))
    latin = dict(zip(bits, needs, strict=True))

    def of(patterns: list[str], suffix: str) -> _Triggers:
        triggered = np.array([bits[pattern] for pattern in patterns], dtype=np.int64)
        return _Triggers(PatternSet(name + suffix, patterns, starts=False), triggered)

    return of([p for p in bits if not latin[p]], ""), of([p for p in bits if latin[p]], "-latin")


def survivors(batch: FoldedBatch, *, verdict: bool) -> Survivors:
    """The posts of a batch that deserve a closer look. Without `verdict`, cue words alone do not count."""
    junk = junk_places(batch.units)
    places, bits = _sighted(verdict, batch.units, batch.ends)
    if len(junk):
        units, origin = without_junk(batch, np.unique(np.searchsorted(batch.ends, junk)).tolist(), junk)
        squeezed, more = _sighted(verdict, units, np.flatnonzero(units == 0))
        places, bits = np.concatenate([places, origin[squeezed]]), np.concatenate([bits, more])
    if verdict:
        chained = batch.ends[chained_posts(batch.units, batch.ends)]
        if len(junk):
            squeezed_ends = np.flatnonzero(units == 0)
            chained = np.concatenate([chained, origin[squeezed_ends[chained_posts(units, squeezed_ends)]]])
        places = np.concatenate([places, chained])
        bits = np.concatenate([bits, np.zeros(len(chained), dtype=np.int64)])
    posts, owners = np.unique(np.searchsorted(batch.ends, places), return_inverse=True)
    marks = np.zeros(len(posts), dtype=np.int64)
    np.bitwise_or.at(marks, owners, bits)
    return Survivors(posts.tolist(), marks.tolist(), junk)


def without_junk(batch: FoldedBatch, posts: list[int], junk: Index) -> tuple[U16, Index]:
    """The units of some posts without their junk, and for each unit left its place in the batch."""
    spans = [batch.bounds(post) for post in posts]
    origin = np.concatenate([np.arange(start, end + 1) for start, end in spans])
    origin = origin[~np.isin(origin, junk, assume_unique=True)]
    return batch.units[origin], origin


def _sighted(verdict: bool, units: U16, ends: Index) -> tuple[Index, Index]:
    """The units that triggers end on, and the bits of those triggers; `ends` is where each post in `units` ends."""
    common, latin = _triggers(verdict)
    places, bits = _scanned(common, units)
    origin = _with_latin(units, ends)
    more, more_bits = _scanned(latin, units[origin])
    return np.concatenate([places, origin[more]]), np.concatenate([bits, more_bits])


def _with_latin(units: U16, ends: Index) -> Index:
    """The places of all units of the posts that hold a Latin letter or a digit."""
    starts = np.concatenate([[0], ends[:-1] + 1])
    holds = np.add.reduceat(latin_units().take(units), starts, dtype=np.int64) > 0 if len(ends) else ends > 0
    return np.flatnonzero(np.repeat(holds, ends + 1 - starts))


def _scanned(triggers: _Triggers, units: U16) -> tuple[Index, Index]:
    numbers, seen = triggers.patterns.scan_ends(units.tobytes())
    ends = np.array(seen, dtype=np.int64)
    whole = ends % 2 == 0  # an odd end lies across two code units: no character stands there
    return (ends[whole] >> 1) - 1, triggers.bits[np.array(numbers, dtype=np.int64)[whole]]


def warm(verdict: bool) -> None:
    """Compile, or load, the triggers of identifiers alone, or those of `verdict`."""
    _triggers(verdict)
    if verdict:
        warm_chains()
