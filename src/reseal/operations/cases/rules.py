"""What cases go by, pure: how urgent they are, when they are due, what joins them."""

import itertools
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from reseal.screening.data import read_toml
from reseal.storage.clock import HOUR, Milliseconds
from reseal.vocabulary import SEVERITIES, Category, Severity

_TIER = 1_000


class Stakes(msgspec.Struct, frozen=True):
    """What urgency is made of, but for the wait."""

    severity: Severity
    category: Category
    views: int = 0
    notices: int = 0
    threat: bool = False
    minor: bool = False
    overdue: bool = False


def weight_of(stakes: Stakes) -> int:
    """Tier and level in one whole number; only the values of `weights` ever come out."""
    data = _urgency()
    reach = max(step["factor"] for step in data["reach"]["steps"] if stakes.views >= step["views"])
    told = max(
        (step["factor"] for step in data["vulnerability"]["notices"] if stakes.notices >= step["count"]), default=1
    )
    product = data["severity"][stakes.severity] * data["category"][stakes.category] * reach * told
    product *= data["vulnerability"]["minor"] if stakes.minor else 1.0
    level = max(value for value in data["levels"]["values"] if value <= max(product, 1))
    tiers = data["tiers"]
    tier = max(
        tiers["threat"] if stakes.threat else 0,
        tiers["minor"] if stakes.minor else 0,
        tiers["overdue"] if stakes.overdue else 0,
    )
    return int(tier * _TIER + level)


@cache
def weights() -> tuple[int, ...]:
    """All weights that there are, the highest first."""
    data = _urgency()
    tiers = range(max(data["tiers"].values()) + 1)
    return tuple(sorted((t * _TIER + v for t, v in itertools.product(tiers, data["levels"]["values"])), reverse=True))


def urgency(weight: int, waited: Milliseconds) -> tuple[int, int]:
    """What the queue is sorted by, the greatest first: the tier, then level times wait."""
    return weight // _TIER, weight % _TIER * waited


def is_threat(weight: int) -> bool:
    """Whether a weight is that of cases in which life is in danger."""
    return weight // _TIER >= int(_urgency()["tiers"]["threat"])


def views_of(counts: Mapping[str, int]) -> int:
    """How many may have seen one post."""
    reach = _urgency()["reach"]
    seen = max(counts.get("views", 0), 0) + max(counts.get("shares", 0), 0) * reach["views_of_share"]
    return int(min(max(seen, reach["views_of_post"]), 2_000_000_000))


def graver(one: Severity, other: Severity) -> Severity:
    """The graver of two."""
    return max(one, other, key=SEVERITIES.index)


def due_at(opened: Milliseconds, pack: str, stakes: Stakes) -> Milliseconds:
    """When a case should have been decided, by the pack's table (else the default one)."""
    table = _deadlines().get(pack, _deadlines()["default"])
    hours = [table[stakes.severity]]
    if stakes.threat:
        hours.append(table["threat"])
    if stakes.minor:
        hours.append(table["minor"])
    return opened + int(min(hours) * HOUR)


def joining_types() -> frozenset[str]:
    """The types of values that bring posts together."""
    return frozenset(_copies()["identifier"]["types"])


def most_cases() -> int:
    """In how many open cases a value may stand before it is everybody's."""
    return int(_copies()["identifier"]["most_cases"])


def most_posts() -> int:
    """How many posts a case takes."""
    return int(_copies()["cluster"]["most_posts"])


def looked_back() -> int:
    """How many posts from before a new case takes in at once."""
    return int(_copies()["cluster"]["looked_back"])


@cache
def _urgency() -> dict[str, Any]:
    return read_toml("desk", "urgency.toml")


@cache
def _deadlines() -> dict[str, Any]:
    return read_toml("desk", "deadlines.toml")


@cache
def _copies() -> dict[str, Any]:
    return read_toml("desk", "copies.toml")
