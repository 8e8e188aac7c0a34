"""What patterns found and what the encoder saw, made one: one owner a character."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.decode import ReadSpan
from reseal.vocabulary import ExposureType

RULE = "reader"
"""The rule that a finding of the encoder names."""


@dataclass(frozen=True, slots=True)
class JoinRules:
    """`patterns_first`: types whose pattern findings stand. A span of the encoder alone counts from the probability
    `least` on and, in characters, from the length `shortest` on; a finding of patterns alone, where the encoder may
    speak, from the confidence `unseen` on."""

    patterns_first: frozenset[ExposureType]
    least: Mapping[ExposureType, float]
    shortest: Mapping[ExposureType, int]
    unseen: Mapping[ExposureType, float]


@cache
def join_rules() -> JoinRules:
    """The rules of `data/reader/join.toml`."""
    content = read_toml("reader", "join.toml")
    return JoinRules(frozenset(content["patterns_first"]), content["least"], content["shortest"], content["unseen"])


def join(findings: Sequence[Finding], spans: Sequence[ReadSpan]) -> list[Finding]:
    """The findings that stand, in order of their starts; none overlaps another.

    Formed kinds of patterns first, then what the encoder sees, then other findings of patterns that are sure enough.
    Linear in both but for sorting.
    """
    rules = join_rules()
    formed = sorted([f for f in findings if f.type in rules.patterns_first], key=lambda f: f.start)
    others = sorted([f for f in findings if f.type not in rules.patterns_first], key=lambda f: f.start)
    starts = [f.start for f in others]
    read = []
    for span in spans:
        beside = _overlapping(others, starts, span)
        if beside or (span.probability >= rules.least[span.type] and _long_enough(span, rules)):
            read.append(_as_told(span, beside))
    return _with(_with(formed, read), [f for f in others if f.confidence >= rules.unseen[f.type]])


def _long_enough(span: ReadSpan, rules: JoinRules) -> bool:
    return span.end - span.start >= rules.shortest[span.type]


def _overlapping(others: Sequence[Finding], starts: Sequence[int], span: ReadSpan) -> list[Finding]:
    """Those of `others` (in order, none overlapping another) that share a character with the span."""
    at = bisect_left(starts, span.end)
    made = []
    while at and others[at - 1].end > span.start:
        at -= 1
        made.append(others[at])
    return made


def _as_told(span: ReadSpan, beside: Sequence[Finding]) -> Finding:
    """The encoder's span with what patterns know of it: whose it is, and how surely it is one."""
    for other in beside:
        if other.type == span.type:
            sure = max(span.probability, other.confidence)
            return Finding(span.type, span.start, span.end, sure, RULE, other.subject)
    return Finding(span.type, span.start, span.end, span.probability, RULE)


def _with(kept: Sequence[Finding], more: Sequence[Finding]) -> list[Finding]:
    """Both, in order of starts; of `more` only those that overlap none of `kept`."""
    made: list[Finding] = []
    at = 0
    for finding in sorted(more, key=lambda f: f.start):
        while at < len(kept) and kept[at].end <= finding.start:
            made.append(kept[at])
            at += 1
        if at == len(kept) or kept[at].start >= finding.end:
            made.append(finding)
    made.extend(kept[at:])
    return made
