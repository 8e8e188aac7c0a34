"""The rules of notices as pure functions over `data/desk/notices.toml`: deadlines, weights, locks, slowing down."""

import math
from functools import cache
from typing import Any

import msgspec

from reseal.operations.notices.words import Relation
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, HOUR, MINUTE, Milliseconds


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Upper bounds of what a notice holds and of how many come from one origin."""

    posts: int
    reference: int
    words: int
    contact: int
    pictures: int
    picture_bytes: int
    all_bytes: int
    additions: int


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many wrong PINs a ticket bears, and how long it then stays shut."""

    tries: int
    minutes: tuple[int, ...]
    forget_hours: int
    look_ups_per_minute: int


class ClaimLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What codes to exposed numbers and mailboxes are held to."""

    a_day: int
    asked_a_day: int
    digits: int
    minutes: int
    tries: int
    weight: float


class Helper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a helper's link works, and how many there may be."""

    days: int
    links: int


class Accuracy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a notifier's record counts."""

    least: int
    axis: float
    step: float
    base: float
    lowest: float
    highest: float


class Coordinated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From how many on notices look organised."""

    same_words: int
    burst: int
    burst_minutes: int
    one_origin: int
    poor_record: int


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    answer: dict[str, int]
    limits: Limits
    lock: Lock
    claim: ClaimLimits
    helper: Helper
    weight: dict[str, float]
    accuracy: Accuracy
    unfounded: dict[str, int]
    coordinated: Coordinated
    keep: dict[str, int]


@cache
def rules() -> Rules:
    """The rules in force."""
    given: dict[str, Any] = read_toml("desk", "notices.toml")
    given["answer"].pop("verified")
    return msgspec.convert(given, Rules)


def answer_within(relation: Relation, threat: bool, minor: bool, proven: bool = False) -> Milliseconds:
    """How long until a person has answered: threats to life first, then minors (CAC-04, Art 27, MIN-03)."""
    hours = rules().answer
    if threat:
        return hours["threat"] * HOUR
    if minor:
        return hours["minor"] * HOUR
    if proven:
        return hours["proven"] * HOUR
    return hours["self" if relation in ("self", "guardian") else "other"] * HOUR


def accuracy(agreed: int, disagreed: int) -> float:
    """A factor for a notifier's record, 1 where too little is known.

    The idea is Discourse's: the share that was right, measured from an axis, times a logarithm of how many there were.
    """
    given = rules().accuracy
    total = agreed + disagreed
    if total <= given.least:
        return 1.0
    right = agreed / total
    distance = (right - given.axis) / (1 - given.axis if right >= given.axis else given.axis)
    factor = 1 + distance * given.step * math.log(total, given.base)
    return min(max(factor, given.lowest), given.highest)


def weight(
    relation: Relation,
    *,
    anonymous: bool,
    trusted: bool = False,
    proven: bool = False,
    slowed: bool = False,
    agreed: int = 0,
    disagreed: int = 0,
) -> float:
    """How much a notice counts. Proven control outweighs every record, and is never slowed."""
    given = rules().weight
    own = given[relation]
    if proven:
        return round(own * rules().claim.weight, 3)
    own *= accuracy(agreed, disagreed)
    own *= given["anonymous"] if anonymous else 1.0
    own *= given["trusted"] if trusted else 1.0
    own *= given["slowed"] if slowed else 1.0
    return round(own, 3)


def locked_for(tries: int) -> Milliseconds:
    """How long a ticket stays shut after so many wrong PINs; 0 between the steps of the ladder."""
    lock = rules().lock
    if tries == 0 or tries % lock.tries:
        return 0
    step = min(tries // lock.tries, len(lock.minutes)) - 1
    return lock.minutes[step] * MINUTE


def slowed_for(unfounded: int) -> Milliseconds:
    """How long a notifier is slowed after so many notices that were plainly unfounded (BEN-05)."""
    given = rules().unfounded
    over = unfounded - given["from"]
    return min(given["days"] << min(over, 10), given["most_days"]) * DAY if over >= 0 else 0
