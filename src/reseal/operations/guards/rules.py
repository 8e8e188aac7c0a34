"""What guards go by, from `data/desk/guards.toml`."""

from collections.abc import Collection
from functools import cache
from typing import Any

import msgspec

from reseal.operations.guards.words import Proof, Watched
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, Milliseconds
from reseal.vocabulary import SEVERITIES, Severity


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guard may hold."""

    values: int
    value: int
    pictures: int
    picture_bytes: int
    all_bytes: int
    account: int
    contact: int
    words: int
    a_minute: int
    renewals_a_day: int


class CodeLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What codes are held to."""

    asked_a_day: int
    digits: int
    minutes: int
    tries: int


class Keep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long what is kept."""

    days: int
    most_days: int
    remind_days: int
    waiting_days: int
    hit_days: int


class Raise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a hit raises a case."""

    steps: int
    least: dict[Watched, Severity]


class Pictures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a picture is the same."""

    parts: int
    least_quality: int


class Addresses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an address may begin."""

    after: tuple[str, ...]
    least: int


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A worked example: it runs as a test."""

    name: str
    severity: Severity
    types: tuple[Watched, ...]
    raised: Severity


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    limits: Limits
    proof: dict[Watched, Proof]
    code: CodeLimits
    keep: Keep
    severity: Raise
    picture: Pictures
    address: Addresses
    example: tuple[Example, ...]
    letter: dict[str, dict[str, str]]


@cache
def rules() -> Rules:
    """The rules in force."""
    given: dict[str, Any] = read_toml("desk", "guards.toml")
    return msgspec.convert(given, Rules)


def raised(severity: Severity, types: Collection[Watched]) -> Severity:
    """How grave a post with watched values of these types is, where the screener called it so."""
    given = rules().severity
    least = max((SEVERITIES.index(given.least[one]) for one in types), default=0)
    now = SEVERITIES.index(severity)
    stepped = now + given.steps if now else 0
    return SEVERITIES[min(max(least, stepped), len(SEVERITIES) - 1)]


def ends_at(created: Milliseconds, renewed: Milliseconds) -> Milliseconds:
    """When a guard ends that was last renewed then."""
    keep = rules().keep
    return min(renewed + keep.days * DAY, created + keep.most_days * DAY)
