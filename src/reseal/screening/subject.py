"""Whose an identifier is, from the words beside it: the author's own, another person's, an organisation's or a public
office's (RULES 8 E1, E3).

The nearest sign speaks the loudest; a sentence end between sign and identifier muffles it. Words that mostly say
something else (`我` in `骗我`) must stand close. Where nothing speaks, the subject stays unknown; what the whole post
then makes likely is for `settle.py` to say.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text
from reseal.screening.identifiers.kind import Finding
from reseal.screening.lexicon import cues
from reseal.screening.view import CueSighting, PostView
from reseal.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a sign must stand to speak of an identifier: at most `before` folded characters before it or `after`
    behind it, None for not at all; none of `cut` between the two."""

    before: int | None
    after: int | None
    cut: frozenset[str] = frozenset()

    def holds(self, gap: str, *, behind: bool) -> bool:
        """Whether a sign speaks of an identifier with the text `gap` between them."""
        most = self.after if behind else self.before
        return most is not None and len(gap) <= most and self.cut.isdisjoint(gap)


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """`of`: whom each signal of the lexicon speaks for; `narrow`: the folded words that must stand closer
    than `wide`. To the distance in characters each of `stops` between adds `stop_cost`, a place behind the identifier
    `after_cost`; signs further than `hearing` then are not heard."""

    of: Mapping[str, Subject]
    wide: Reach
    narrow: Mapping[str, Reach]
    hearing: int
    after_cost: int
    stops: frozenset[str]
    stop_cost: int


@cache
def subject_rules() -> SubjectRules:
    """The rules of `data/verdict/subject.toml`.

    Raises:
        ValueError: a narrow rule binds a word that the family `whose` does not hold, or that another rule binds; the
            message names it.
    """
    table = read_toml("verdict", "subject.toml")
    wide, stops = table["reach"], table["stops"]
    signal_of = {cue.word: cue.signal for cue in cues() if cue.family == "whose" and cue.word}
    narrow: dict[str, Reach] = {}
    for rule in table["narrow"]:
        bound = [fold_text(word) for word in rule.get("words", ())]
        bound += [word for word, signal in signal_of.items() if signal == rule.get("signal")]
        for word in bound:
            if word not in signal_of or word in narrow:
                raise ValueError(
                    f"reseal/data/verdict/subject.toml, narrow {rule['name']!r}: {word!r} is no word of whose.toml, or "
                    "another rule binds it. Keep it in one."
                )
            narrow[word] = _reach(rule)
    return SubjectRules(
        table["signals"],
        _reach(wide),
        narrow,
        wide["hearing"],
        wide["after_cost"],
        frozenset(stops["characters"]),
        stops["cost"],
    )


def _reach(rule: Mapping[str, Any]) -> Reach:
    return Reach(rule.get("before"), rule.get("after"), frozenset(rule.get("cut", "")))


def subjects(view: PostView, findings: Sequence[Finding]) -> list[Subject]:
    """The subject of each finding, in their order, as the words beside it say."""
    signs = signs_of(view)
    return [f.subject if f.subject != "unknown" else nearest(signs, view.text, f) for f in findings]


class Signs:
    """The signs of a post by their starts, so that those near an identifier are found without a look at all."""

    __slots__ = ("longest", "sightings", "starts")

    def __init__(self, sightings: Sequence[CueSighting]) -> None:
        self.sightings = sorted(sightings, key=itemgetter(0))
        self.starts = [sighting.start for sighting in self.sightings]
        self.longest = max((sighting.end - sighting.start for sighting in self.sightings), default=0)

    def near(self, finding: Finding, reach: Reach) -> Sequence[CueSighting]:
        """Those that could stand within reach of an identifier, and few others."""
        if not self.starts:
            return ()
        first = bisect_left(self.starts, finding.start - (reach.before or 0) - self.longest)
        return self.sightings[first : bisect_right(self.starts, finding.end + (reach.after or 0))]


def signs_of(view: PostView) -> Signs:
    """The signs that stand in a post."""
    return Signs(view.cues.get("whose", ()))


def nearest(signs: Signs, text: str, finding: Finding, *, narrow: bool = True) -> Subject:
    """The subject that the nearest sign speaks for; `narrow=False` lets every sign speak from as far as any other."""
    rules = subject_rules()
    best: Subject = "unknown"
    best_far, best_length = rules.hearing + 1, 0
    for start, end, cue, _ in signs.near(finding, rules.wide):
        if end <= finding.start:
            behind, gap = False, text[end : finding.start]
        elif start >= finding.end:
            behind, gap = True, text[finding.end : start]
        else:
            continue
        reach = rules.narrow.get(cue.word or "", rules.wide) if narrow else rules.wide
        if not reach.holds(gap, behind=behind):
            continue
        far = len(gap) + rules.after_cost * behind + rules.stop_cost * sum(1 for char in gap if char in rules.stops)
        if far < best_far or (far == best_far and end - start > best_length):
            best, best_far, best_length = rules.of[cue.signal], far, end - start
    return best
