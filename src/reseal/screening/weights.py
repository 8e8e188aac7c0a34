"""What the evidence weighs: fitted weights, thresholds and severities, read from `data/verdict/`.

`tools/fit_verdict.py` writes `weights.toml`. A weight is the change of the log-odds of a category against `none`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from reseal.screening.data import read_toml
from reseal.vocabulary import CATEGORIES, SEVERITIES, Category, ExposureType, Severity

VIOLATIONS: tuple[Category, ...] = CATEGORIES[:-1]
"""Every category but `none`; the columns of the weights."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`bias` and `of[signal]` hold one number a category, in the order of `VIOLATIONS`."""

    bias: tuple[float, ...]
    of: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from `violates` up are a violation; from `unclear` up a person looks (BEN-01).

    `margin`: categories whose probabilities lie this near to the likeliest one go by precedence.
    """

    violates: float
    unclear: float
    margin: float
    precedence: tuple[Category, ...]


@cache
def weights() -> Weights:
    """The fitted weights.

    Raises:
        ValueError: a row does not hold one number a category; the message names it and the remedy.
    """
    table = read_toml("verdict", "weights.toml")
    rows = {"bias": table["bias"], **table["weights"]}
    for name, row in rows.items():
        if len(row) != len(VIOLATIONS):
            raise ValueError(
                f"reseal/data/verdict/weights.toml, {name!r}: {len(row)} numbers, not {len(VIOLATIONS)}. "
                "Run tools/fit_verdict.py."
            )
    fitted = {name: tuple(row) for name, row in table["weights"].items()}
    return Weights(tuple(table["bias"]), {**fitted, **document_weights()})


@cache
def document_weights() -> Mapping[str, tuple[float, ...]]:
    """The weights of kinds of documents in pictures, by signal. They are set, not fitted: no typed post has them."""
    kinds = read_toml("pictures", "documents.toml")["document"]
    of = {f"document.{kind['name']}": tuple(kind["weight"]) for kind in kinds}
    return of | {f"document.{kind['name']}.open": tuple(kind["open_weight"]) for kind in kinds if "open" in kind}


@cache
def open_documents() -> Mapping[str, tuple[frozenset[str], ...]]:
    """For signals of documents the signals of which one of every group makes it `<signal>.open`."""
    return {
        f"document.{kind['name']}": tuple(frozenset(f"exposure.{type_}" for type_ in group) for group in kind["open"])
        for kind in read_toml("pictures", "documents.toml")["document"]
        if "open" in kind
    }


@cache
def thresholds() -> Thresholds:
    """The thresholds of `data/verdict/thresholds.toml`."""
    table = read_toml("verdict", "thresholds.toml")
    return Thresholds(table["violates"], table["unclear"], table["margin"], tuple(table["precedence"]))


@dataclass(frozen=True, slots=True)
class Severities:
    """How bad a violation is: a base by category, raised by the gravest exposure (PI-03: harm, not legal class)."""

    base: Mapping[str, int]
    of_type: Mapping[ExposureType, int]
    legal_sensitivity: Mapping[ExposureType, bool]
    with_call: Mapping[ExposureType, int]
    minor: int


@cache
def severities() -> Severities:
    """The table of `data/verdict/severity.toml`, severities as their place in `SEVERITIES`."""
    table = read_toml("verdict", "severity.toml")

    def ranks(section: Mapping[str, Severity]) -> dict[str, int]:
        return {name: SEVERITIES.index(word) for name, word in section.items()}

    types = get_args(ExposureType)
    dox = ranks(table["dox_severity"])
    call = ranks(table["with_call_to_act"])
    return Severities(
        ranks(table["category"]),
        {type_: dox[type_] for type_ in types},
        {type_: type_ in table["legal_sensitivity"]["sensitive"] for type_ in types},
        {type_: call[type_] for type_ in types if type_ in call},
        SEVERITIES.index(table["minor"]["at_least"]),
    )
