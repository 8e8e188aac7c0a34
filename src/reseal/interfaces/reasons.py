"""The reasons of a decision as people read them: one line for each code, its evidence added up."""

from typing import Literal, NamedTuple

from reseal.interfaces.locale import Lang
from reseal.screening.policy.wording import reason_text
from reseal.vocabulary import Decision

Side = Literal["for", "against", "context"]


class Said(NamedTuple):
    """A reason in words, its weights added up, and where in the text its words stand (code points, half-open)."""

    side: Side
    text: str
    code: str
    weight: float
    places: tuple[tuple[int, int], ...]


def reasons_said(decision: Decision, lang: Lang) -> list[Said]:
    """The reasons in words, the weightiest first."""
    weights: dict[str, float] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    for reason in decision.reasons:
        weights[reason.code] = weights.get(reason.code, 0.0) + reason.weight
        if reason.start is not None and reason.end is not None:
            places.setdefault(reason.code, []).append((reason.start, reason.end))
    said = [
        Said(_side(weight), reason_text(code, lang), code, weight, tuple(dict.fromkeys(places.get(code, ()))))
        for code, weight in weights.items()
    ]
    return sorted(said, key=lambda reason: -abs(reason.weight))


def _side(weight: float) -> Side:
    return "for" if weight > 0 else "against" if weight < 0 else "context"
