"""What no sum of weights may overrule: a term alone is no violation (LEX-01), a victim is never sanctioned (LEX-02)."""

from functools import cache

from reseal.screening.data import read_toml
from reseal.screening.evidence import Evidence, expanded
from reseal.screening.weights import document_weights

_THRESHOLDS = "thresholds.toml"


@cache
def _groups() -> tuple[tuple[frozenset[str], ...], int]:
    table = read_toml("verdict", _THRESHOLDS)["second_signal"]
    groups = tuple(expanded(names, f"{_THRESHOLDS}, {group!r}") for group, names in table["groups"].items())
    return groups, table["at_least"]


def stands(evidence: Evidence, identified: bool) -> bool:
    """Whether a violation could stand at all: an identifier, a document, or signals of several groups beside each
    other."""
    present = evidence.strength.keys()
    if identified or not present.isdisjoint(document_weights()):
        return True
    groups, least = _groups()
    return sum(1 for group in groups if not present.isdisjoint(group)) >= least


@cache
def _pardons() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    table = read_toml("verdict", _THRESHOLDS)
    return tuple(
        (expanded(table[name]["says"], _THRESHOLDS), expanded(table[name]["unless"], _THRESHOLDS))
        for name in ("victim", "advice")
    )


def pardoned(evidence: Evidence) -> bool:
    """Whether the author tells of what was done to them (LEX-02) or how not to be found out, and harms nobody by it."""
    present = evidence.strength.keys()
    return any(not present.isdisjoint(says) and present.isdisjoint(unless) for says, unless in _pardons())
