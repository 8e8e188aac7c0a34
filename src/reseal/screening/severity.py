"""How bad a violation is: by category, by what is exposed, by what others are called on to do (PI-03, ID-02)."""

from collections.abc import Sequence

from reseal.screening.evidence import Evidence
from reseal.screening.weights import severities
from reseal.vocabulary import SEVERITIES, Category, Exposure, Severity

_RIGHTFUL = ("self", "organisation", "public_office")
_STRONG_PAIR = "combination.name_and_strong"
_MINOR = "person.minor"


def severity_of(category: Category, exposures: Sequence[Exposure], evidence: Evidence) -> Severity:
    """The severity of a verdict; `none` where nothing is violated."""
    if category == "none":
        return "none"
    table = severities()
    rank = table.base[category]
    called = category == "incitement"
    for exposure in exposures:
        if exposure.subject in _RIGHTFUL:
            continue
        rank = max(rank, table.of_type[exposure.type])
        if called:
            rank = max(rank, table.with_call.get(exposure.type, 0))
    if _STRONG_PAIR in evidence.strength:
        rank += 1
    if _MINOR in evidence.strength:
        rank = max(rank, table.minor)
    return SEVERITIES[min(rank, len(SEVERITIES) - 1)]
