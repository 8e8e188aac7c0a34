"""Triage: one linear scan over a whole folded batch says which posts deserve a closer look.

Lossless for identifiers and cues: whatever the later steps can find holds one of these triggers
(`tests/screening/test_triage.py` holds it to that, on the corpora and on random posts).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import cues
from reseal.screening.patterns import PatternSet
from reseal.screening.squeeze import junk_places

U16 = NDArray[np.uint16]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Survivors:
    """The posts that hold a trigger, ascending; `junk`: where in the batch's units squeezing takes something out."""

    posts: list[int]
    junk: Index

    def everybody(self, count: int) -> "Survivors":
        """All posts of a batch of `count`, as if every one had held a trigger."""
        return Survivors(list(range(count)), self.junk)


@cache
def _triggers(verdict: bool) -> PatternSet:
    patterns = [trigger for kind in kinds() for trigger in kind.triggers]
    if verdict:
        patterns += [cue.pattern for cue in cues() if cue.trigger]
    return PatternSet(
        "triage-verdict" if verdict else "triage-identifiers", list(dict.fromkeys(patterns)), starts=False
    )


def survivors(batch: FoldedBatch, *, verdict: bool) -> Survivors:
    """The posts of a batch that deserve a closer look. Without `verdict`, cue words alone do not count."""
    triggers = _triggers(verdict)
    junk = junk_places(batch.units)
    posts = np.searchsorted(batch.ends, _sighted(triggers, batch.units))
    if len(junk):
        units, origin = without_junk(batch, np.unique(np.searchsorted(batch.ends, junk)).tolist(), junk)
        squeezed = np.searchsorted(batch.ends, origin[_sighted(triggers, units)])
        posts = np.concatenate([posts, squeezed])
    return Survivors(np.unique(posts).tolist(), junk)


def without_junk(batch: FoldedBatch, posts: list[int], junk: Index) -> tuple[U16, Index]:
    """The units of some posts without their junk, and for each unit left its place in the batch."""
    spans = [batch.bounds(post) for post in posts]
    origin = np.concatenate([np.arange(start, end + 1) for start, end in spans])
    origin = origin[~np.isin(origin, junk, assume_unique=True)]
    return batch.units[origin], origin


def _sighted(triggers: PatternSet, units: U16) -> Index:
    """The units that triggers end on."""
    ends = np.array(triggers.scan_ends(units.tobytes()), dtype=np.int64)
    return np.asarray(
        (ends[ends % 2 == 0] >> 1) - 1
    )  # an odd end lies across two code units: no character stands there


def warm() -> None:
    """Compile, or load, both trigger sets."""
    _triggers(False)
    _triggers(True)
