"""What patterns found and what the encoder saw, made one: one owner a character."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.decode import ReadSpan
from reseal.screening.reader.form import a_scrap, formed
from reseal.screening.reader.writers import a_nickname, unlikely_writer
from reseal.vocabulary import ExposureType

_WHOLE = 0.9  # a pattern so sure of an address has seen all of it, where the encoder saw a part
_SAME = 0.7  # of the longer: so much of two stretches makes them the same
_BESIDE = 2  # characters between a firm and its hotline
_FIRM = 12  # characters of a word for a firm
_HOTLINE, _HOTLINE_DIGITS = 14, 9  # characters of one, with its signs; and the fewest digits
RULE = "reader"
"""The rule that a finding of the encoder names."""


@dataclass(frozen=True, slots=True)
class JoinRules:
    """`patterns_first`: types whose pattern findings stand, from the confidence `formed` on; `rules_first`: rules whose
    findings do. `hotlines`: how numbers begin that firms alone have; `firms`: how firms' names end. From the
    confidence `named` on a pattern's type stands against those of `named_over` in the same place. A span of the encoder
    alone counts from the probability `least` (in pictures alone
    `least_pictured`, of so many `lines` at most) on and, in characters, from the length `shortest`
    on; a finding of patterns alone, where the encoder may speak, from the confidence `unseen` on."""

    patterns_first: frozenset[ExposureType]
    rules_first: frozenset[str]
    hotlines: tuple[str, ...]
    firms: frozenset[str]
    formed: float
    named: float
    named_over: Mapping[ExposureType, Sequence[ExposureType]]
    least: Mapping[ExposureType, float]
    least_pictured: Mapping[ExposureType, float]
    lines: Mapping[str, int]
    shortest: Mapping[ExposureType, int]
    unseen: Mapping[ExposureType, float]


@cache
def join_rules() -> JoinRules:
    """The rules of `data/reader/join.toml`."""
    content = read_toml("reader", "join.toml")
    return JoinRules(
        frozenset(content["patterns_first"]),
        frozenset(content["rules_first"]),
        tuple(content["hotlines"]),
        frozenset(content["firms"]),
        content["formed"],
        content["named"],
        content["named_over"],
        content["least"],
        content["least_pictured"],
        content["lines"],
        content["shortest"],
        content["unseen"],
    )


def most_lines(type_: ExposureType) -> int:
    """Of how many lines of a picture a finding of a type may be, where no word says what it is."""
    rules = join_rules()
    return rules.lines.get(type_, rules.lines["other"])


def join(
    findings: Sequence[Finding], spans: Sequence[ReadSpan], text: str = "", *, pictured: bool = False
) -> list[Finding]:
    """The findings that stand, in order of their starts; none overlaps another. `text`: what they were found in;
    `pictured`: nothing of it was typed.

    Formed kinds of patterns first, then what the encoder sees, then other findings of patterns that are sure enough.
    Linear in both but for sorting.
    """
    rules = join_rules()
    least = {**rules.least, **rules.least_pictured} if pictured else rules.least
    first = sorted([f for f in findings if _first(f, rules)], key=lambda f: f.start)
    others = sorted([f for f in findings if not _first(f, rules)], key=lambda f: f.start)
    starts = [f.start for f in others]
    read = []
    for span in formed(spans, text):
        beside = _overlapping(others, starts, span)
        span = _named(span, beside, rules)
        if _of_a_hotline(span, text, rules):
            continue
        if all(other.type != span.type for other in beside) and (a_scrap(span, text) or unlikely_writer(span, text)):
            continue
        if span.type == "account" and all(map(_by_shape, beside)) and a_nickname(span.start, span.end, text):
            continue
        if beside or (span.probability >= least[span.type] and _long_enough(span, rules)):
            read.append(_as_told(span, beside, text))
    unseen = [f for f in others if f.confidence >= rules.unseen.get(f.type, 0.0)]
    return _with(_with(first, read), [f for f in unseen if not (_by_shape(f) and a_nickname(f.start, f.end, text))])


def _named(span: ReadSpan, beside: Sequence[Finding], rules: JoinRules) -> ReadSpan:
    """The span as the kind that a pattern knows it to be by a word beside it: a service, a label, a form of study."""
    for other in beside:
        shared = min(other.end, span.end) - max(other.start, span.start)
        known = span.type in rules.named_over.get(other.type, ()) and other.confidence >= rules.named
        if known and shared >= _SAME * max(other.end - other.start, span.end - span.start):
            return replace(span, type=other.type)
    return span


def _by_shape(finding: Finding) -> bool:
    return finding.rule == "account.shape"


def _first(finding: Finding, rules: JoinRules) -> bool:
    sure = finding.type in rules.patterns_first and finding.confidence >= rules.formed
    return sure or finding.rule in rules.rules_first


def _of_a_hotline(span: ReadSpan, text: str, rules: JoinRules) -> bool:
    """Whether a firm stands right before its own hotline: the number's owner, nobody's workplace or name."""
    if span.type not in ("workplace", "person_name"):
        return False
    behind = text[span.end : span.end + _BESIDE + _FIRM + _HOTLINE].partition("\n")[0].lstrip(" :")
    first, _, rest = behind.partition(" ")
    if first in rules.firms:
        behind = rest.lstrip(" :")
    number = behind[:_HOTLINE]
    while number and not (number[-1].isdigit() or number[-1] in " -"):
        number = number[:-1]
    digits = "".join(filter(str.isdigit, number))
    plain = all(char.isdigit() or char in " -" for char in number)
    return plain and len(digits) >= _HOTLINE_DIGITS and digits.startswith(rules.hotlines)


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


def _as_told(span: ReadSpan, beside: Sequence[Finding], text: str) -> Finding:
    """The encoder's span with what patterns know of it: whose it is, and how surely it is one."""
    for other in beside:
        if other.type == span.type:
            sure = max(span.probability, other.confidence)
            if _holds(other, span, text):
                return Finding(span.type, other.start, other.end, sure, RULE, other.subject)
            return Finding(span.type, span.start, span.end, sure, RULE, other.subject)
    return Finding(span.type, span.start, span.end, span.probability, RULE)


def _holds(other: Finding, span: ReadSpan, text: str) -> bool:
    """Whether a pattern has seen the whole, an English address or a number, of which the encoder saw a part."""
    if not other.start <= span.start < span.end <= other.end:
        return False
    if text[span.start - 1 : span.start + 1].isdigit() and span.start > other.start:
        return True
    if text[span.end - 1 : span.end + 1].isdigit() and span.end < other.end:
        return True
    return other.type == "address" and other.confidence >= _WHOLE and text[other.start : other.end].isascii()


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
