"""From findings to exposures: one owner a character."""

from bisect import bisect_right
from collections.abc import Iterable

from reseal.screening.identifiers.kind import Finding


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stand, in order of their starts: the surest first, then the longest; none overlaps another."""
    kept: list[Finding] = []
    starts: list[int] = []
    for finding in sorted(findings, key=lambda f: (-f.confidence, f.start - f.end, f.start)):
        at = bisect_right(starts, finding.start)  # looking at the two neighbours alone keeps hostile posts linear
        if at and kept[at - 1].end > finding.start:
            continue
        if at < len(kept) and finding.end > kept[at].start:
            continue
        starts.insert(at, finding.start)
        kept.insert(at, finding)
    return kept
