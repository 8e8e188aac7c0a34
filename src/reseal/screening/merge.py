"""From findings to exposures: one owner a character."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

from reseal.screening.identifiers.kind import Finding

_start = attrgetter("start")


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stand, in order of their starts: the surest first, then the longest; none overlaps another."""
    found = sorted(findings, key=_start)
    if all(one.end <= other.start for one, other in pairwise(found)):
        return found  # as nearly always
    kept: list[Finding] = []
    starts: list[int] = []
    for finding in sorted(found, key=lambda f: (-f.confidence, f.start - f.end, f.start)):
        at = bisect_right(starts, finding.start)  # looking at the two neighbours alone keeps hostile posts linear
        if at and kept[at - 1].end > finding.start:
            continue
        if at < len(kept) and finding.end > kept[at].start:
            continue
        starts.insert(at, finding.start)
        kept.insert(at, finding)
    return kept
