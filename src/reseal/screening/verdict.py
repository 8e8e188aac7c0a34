"""Evidence for and against, weighed into a verdict. A glass box: every number it adds is a reason with a code.

The evidence is what the post says; the weights are data. LEX-01: a term alone is never a violation. LEX-02: a victim's
call for help is never sanctioned. BEN-01: the doubtful is `none` with `unclear`, for a person to see.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import exp

from reseal.screening.evidence import Evidence, gather, signal_codes
from reseal.screening.gates import pardoned, stands
from reseal.screening.identifiers.kind import Finding
from reseal.screening.policy.wording import codes_with_fact
from reseal.screening.reader.read import Reading
from reseal.screening.reader.weigh import Told, reader_weights, weigh
from reseal.screening.settle import settled
from reseal.screening.severity import severity_of
from reseal.screening.subject import subjects
from reseal.screening.view import PostView
from reseal.screening.weights import VIOLATIONS, document_weights, thresholds, weights
from reseal.vocabulary import EXPOSURE_TYPES, Category, Exposure, Reason, Subject, Verdict

Mapped = Callable[[int, int], tuple[int, int]]
"""Folded offsets to original code points, both half-open."""

_EXPOSED = frozenset(f"exposure.{type_}" for type_ in EXPOSURE_TYPES)
_LEAST_WEIGHT = 0.05  # smaller shares explain nothing to a reader


def judge(
    view: PostView,
    findings: Sequence[Finding],
    exposures: Sequence[Exposure],
    mapped: Mapped,
    reading: Reading | None = None,
) -> Verdict:
    """The verdict on one post. `exposures` are the findings in original offsets, in the same order.

    `reading` is what the encoder says of it: weighed with the rest, and a reason like the rest.
    """
    whose = subjects(view, findings)
    evidence = gather(view, findings, whose)
    if not findings and not evidence.trigger and reading is None:
        return Verdict("none", 0.0, "none", False, (), ())
    told: Told | None = None
    if reading is None:
        odds = odds_of(evidence.strength)
    else:
        # The encoder learned from typed posts: of what a picture shows it knows nothing, and cannot speak against it.
        shown = {signal: evidence.strength[signal] for signal in document_weights() if signal in evidence.strength}
        typed = {signal: sure for signal, sure in evidence.strength.items() if signal not in shown}
        told = weigh(reading, odds_of(typed), shown)
        odds = told.odds
    total = sum(odds)
    score = total / (1.0 + total)
    limits = thresholds() if told is None else reader_weights()
    category: Category = "none"
    unclear = False
    # Scraps of writing that a machine read somewhere are no sentence: there the encoder alone carries nothing.
    alone = told is not None and told.stands and not view.pictured
    carried = stands(evidence, bool(findings)) or alone
    spared = pardoned(evidence) and not (told is not None and told.outweighs)
    if score >= limits.unclear and carried and not spared:
        if score >= limits.violates:
            category = _leading(odds)
        else:
            unclear = True
    named = category if category != "none" else VIOLATIONS[odds.index(max(odds))]
    reasons = _reasons(evidence, VIOLATIONS.index(named), mapped)
    if told is not None:
        reasons = told.among(reasons, VIOLATIONS.index(named), mapped)
    if unclear:
        reasons = (*reasons, Reason("unclear", 0.0))
    final = settled(view, findings, whose, evidence.strength, reading, category, unclear=unclear)
    owned = tuple(_with_subject(e, subject) for e, subject in zip(exposures, final, strict=True))
    severity = severity_of(category, owned, evidence)
    return Verdict(category, round(score, 4), severity, unclear, owned, reasons)


def _with_subject(exposure: Exposure, subject: Subject) -> Exposure:
    if exposure.subject == subject:
        return exposure
    return Exposure(exposure.type, exposure.start, exposure.end, exposure.confidence, subject, exposure.source)


def odds_of(strength: Mapping[str, float]) -> list[float]:
    """The odds of each category against `none`, by signals with their strengths."""
    fitted = weights()
    a, b, c, d, e = fitted.bias
    of = fitted.of
    for signal, sure in strength.items():
        row = of.get(signal)
        if row is not None:
            a += row[0] * sure
            b += row[1] * sure
            c += row[2] * sure
            d += row[3] * sure
            e += row[4] * sure
    return [exp(min(z, 40.0)) for z in (a, b, c, d, e)]


def _leading(odds: Sequence[float]) -> Category:
    """The likeliest category; of those nearly as likely, the one that LABELS puts first."""
    limits = thresholds()
    least = max(odds) * limits.margin
    near = {category for category, share in zip(VIOLATIONS, odds, strict=True) if share >= least}
    return next(category for category in limits.precedence if category in near)


def _reasons(evidence: Evidence, column: int, mapped: Mapped) -> tuple[Reason, ...]:
    """What weighed for or against the named category, the weightiest first; one reason a signal.

    What is exposed is reported whatever it weighs, and so are public office, news, condemnation and minors: policies
    put a person first there.
    """
    known = _reported()
    made: list[tuple[float, int, Reason]] = []
    for signal, strength in evidence.strength.items():
        code, told, row = known[signal]
        weight = row[column] * strength if row is not None else 0.0
        if told or weight >= _LEAST_WEIGHT or weight <= -_LEAST_WEIGHT:
            place = evidence.place.get(signal)
            start, end = mapped(*place) if place is not None else (None, None)
            weight = round(weight, 2)
            made.append((-abs(weight), len(made), Reason(code, weight, start, end)))
    made.sort()
    return tuple([reason for _, _, reason in made])


@cache
def _reported() -> dict[str, tuple[str, bool, tuple[float, ...] | None]]:
    """For each signal its reason code, whether it is told whatever it weighs, and its weights."""
    of, context = weights().of, codes_with_fact()
    return {
        signal: (code, code in context or signal in _EXPOSED, of.get(signal)) for signal, code in signal_codes().items()
    }
