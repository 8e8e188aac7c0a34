import itertools
from typing import Any

import pytest

from reseal.operations.cases.rules import Stakes, due_at, is_threat, urgency, views_of, weight_of, weights
from reseal.screening.data import read_toml
from reseal.screening.policy.load import BUNDLED
from reseal.storage.clock import HOUR, MINUTE
from reseal.vocabulary import CATEGORIES, SEVERITIES

EXAMPLES = read_toml("desk", "urgency.toml")["example"]


def urgency_of(given: dict[str, Any]) -> tuple[int, int]:
    stakes = Stakes(
        given["severity"],
        given["category"],
        given["views"],
        threat=given["threat"],
        minor=given["minor"],
        overdue=given["overdue"],
    )
    return urgency(weight_of(stakes), given["minutes"] * MINUTE)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_the_examples_of_the_data(example: dict[str, Any]) -> None:
    assert urgency_of(example["first"]) > urgency_of(example["second"])


def test_only_known_weights_come_out() -> None:
    known = set(weights())
    flags = (False, True)
    for severity, category, views, notices, threat, minor, overdue in itertools.product(
        SEVERITIES, CATEGORIES, (0, 5_000, 2_000_000), (0, 3, 50), flags, flags, flags
    ):
        weight = weight_of(Stakes(severity, category, views, notices, threat, minor, overdue))
        assert weight in known and is_threat(weight) == threat
    assert list(weights()) == sorted(known, reverse=True)


def test_more_of_anything_is_never_less_urgent() -> None:
    base = Stakes("medium", "exposure", 100)
    for other in (
        Stakes("high", "exposure", 100),
        Stakes("medium", "incitement", 100),
        Stakes("medium", "exposure", 200_000),
        Stakes("medium", "exposure", 100, notices=20),
        Stakes("medium", "exposure", 100, minor=True),
    ):
        assert weight_of(other) > weight_of(base)


def test_reach_of_nonsense_is_bounded() -> None:
    assert views_of({}) == views_of({"views": -5, "shares": -1}) > 0
    assert views_of({"views": 10**12}) == 2_000_000_000


def test_deadlines_by_pack_and_severity() -> None:
    hours = {
        severity: due_at(0, "default", Stakes(severity, "exposure")) / HOUR
        for severity in ("critical", "high", "medium", "low")
    }
    assert list(hours.values()) == sorted(hours.values()) and hours["critical"] <= 1
    assert due_at(0, "an operator's own", Stakes("high", "none")) == due_at(0, "default", Stakes("high", "none"))
    assert due_at(0, "default", Stakes("low", "none", threat=True)) < due_at(0, "default", Stakes("critical", "none"))
    assert due_at(0, "cn", Stakes("low", "none", minor=True)) < due_at(0, "cn", Stakes("low", "none"))


def test_every_pack_has_deadlines_and_none_claims_a_duty() -> None:
    tables = read_toml("desk", "deadlines.toml")
    assert set(BUNDLED) <= tables.keys()
    for table in tables.values():
        assert table["verified"] is False and table["source"] and table["status"] == "stable"
