"""Whose an identifier is: the author's own, another person's, an organisation's or a public office's (RULES 8 E1, E3).

The nearest sign speaks the loudest; a sentence end between sign and identifier muffles it. A profile speaks of its
owner. Where nothing speaks, the subject stays unknown: Reseal does not guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.identifiers.kind import Finding
from reseal.screening.view import CueSighting, PostView
from reseal.vocabulary import Subject

_OF_SIGNAL: dict[str, Subject] = {
    "whose.self": "self",
    "whose.other": "other",
    "whose.organisation": "organisation",
    "whose.public_office": "public_office",
}


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """`before`, `after`: how far signs reach, in folded characters; `stops` cost `stop_cost` characters each."""

    before: int
    after: int
    stops: frozenset[str]
    stop_cost: int


@cache
def subject_rules() -> SubjectRules:
    """The rules of `data/verdict/subject.toml`."""
    table = read_toml("verdict", "subject.toml")
    return SubjectRules(table["reach"], table["after"], frozenset(table["stops"]["characters"]), table["stops"]["cost"])


def subjects(view: PostView, findings: Sequence[Finding]) -> list[Subject]:
    """The subject of each finding, in their order."""
    signs = view.cues.get("whose", [])
    return [f.subject if f.subject != "unknown" else _nearest(view, f, signs) for f in findings]


def _nearest(view: PostView, finding: Finding, signs: Sequence[CueSighting]) -> Subject:
    rules = subject_rules()
    best: Subject = "unknown"
    best_far, best_length = rules.before + 1.0, 0
    text = view.text
    for start, end, cue, _ in signs:
        if end <= finding.start:
            far = float(finding.start - end)
            between = text[end : finding.start] if far <= rules.before else ""
        elif start >= finding.end:
            far = start - finding.end + 4.0  # what follows speaks less clearly than what leads up to it
            between = text[finding.end : start] if far <= rules.after else ""
        else:
            continue
        if far > rules.before:
            continue
        far += rules.stop_cost * sum(1 for char in between if char in rules.stops)
        if far < best_far or (far == best_far and end - start > best_length):
            best, best_far, best_length = _OF_SIGNAL[cue.signal], far, end - start
    return best
