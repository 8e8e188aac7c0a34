"""Triage: one linear scan over a whole folded batch says which posts deserve a closer look.

Lossless for identifiers and cues: whatever the later steps can find holds one of these triggers
(`tests/screening/test_triage.py` holds it to that, on the corpora and on random posts).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import cues
from reseal.screening.patterns import PatternSet
from reseal.screening.squeeze import SQUEEZE_TRIGGERS


@dataclass(frozen=True, slots=True)
class Survivors:
    """`posts`: the numbers of the posts that hold a trigger, ascending; `squeezable`: those with junk to squeeze."""

    posts: list[int]
    squeezable: frozenset[int]


@cache
def _triggers(verdict: bool) -> PatternSet:
    patterns = list(SQUEEZE_TRIGGERS)
    patterns += [trigger for kind in kinds() for trigger in kind.triggers]
    if verdict:
        patterns += [cue.pattern for cue in cues() if cue.trigger]
    return PatternSet(
        "triage-verdict" if verdict else "triage-identifiers", list(dict.fromkeys(patterns)), starts=False
    )


def survivors(batch: FoldedBatch, *, verdict: bool) -> Survivors:
    """The posts of a batch that deserve a closer look. Without `verdict`, cue words alone do not count."""
    sightings = _triggers(verdict).scan(batch.units.tobytes())
    if not sightings:
        return Survivors([], frozenset())
    count = len(sightings)
    ends = np.fromiter((end for _, _, end in sightings), dtype=np.int64, count=count)
    posts = np.searchsorted(batch.ends, ends - 1, side="right")
    patterns = np.fromiter((number for number, _, _ in sightings), dtype=np.int64, count=count)
    squeezable = np.unique(posts[patterns < len(SQUEEZE_TRIGGERS)])
    return Survivors(np.unique(posts).tolist(), frozenset(squeezable.tolist()))


def warm() -> None:
    """Compile, or load, both trigger sets."""
    _triggers(False)
    _triggers(True)
