"""From findings to exposures: one owner a character."""

from collections.abc import Iterable

from reseal.screening.identifiers.kind import Finding


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stand, in order of their starts: the surest first, then the longest; none overlaps another."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-f.confidence, f.start - f.end, f.start)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    kept.sort(key=lambda f: f.start)
    return kept
