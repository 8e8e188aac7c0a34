"""What appeals go by, pure: `data/desk/appeals.toml`."""

import math
from functools import cache

import msgspec

from reseal.operations.appeals.words import Side
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, HOUR, MINUTE, Milliseconds

_Z = 1.959964  # 95 %


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Upper bounds."""

    words: int
    replies: int
    questions: int
    taken_minutes: int
    open_per_account: int
    per_minute: int


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    window: dict[str, int]
    against: dict[Side, tuple[str, ...]]
    answer: dict[str, int]
    asked: dict[str, int]
    limits: Limits


@cache
def rules() -> Rules:
    """The rules in force."""
    return msgspec.convert(read_toml("desk", "appeals.toml"), Rules)


def open_until(final_at: Milliseconds) -> Milliseconds:
    """Until when a decision can be appealed that is final at a time: six months at least (DSA 20(1))."""
    return final_at + rules().window["days"] * DAY


def may_appeal(side: Side, action: str) -> bool:
    """Whether a side may appeal what was decided."""
    return action in rules().against[side]


def answer_within(side: Side, minor: bool) -> Milliseconds:
    """How long until a person has decided."""
    hours = rules().answer
    return (min(hours["minor"], hours[side]) if minor else hours[side]) * HOUR


def after_reply() -> Milliseconds:
    """How much longer the desk has at least once the appellant has answered."""
    return rules().answer["reply"] * HOUR


def asked_for() -> Milliseconds:
    """How long an appellant has to answer."""
    return rules().asked["hours"] * HOUR


def taken_for() -> Milliseconds:
    """How long an appeal stays with whoever opened it."""
    return rules().limits.taken_minutes * MINUTE


def bounds(upheld: int, decided: int) -> tuple[float, float]:
    """Between which rates the true one lies with 95 % (Wilson): of few appeals little can be said."""
    if decided == 0:
        return 0.0, 1.0
    rate, square = upheld / decided, _Z * _Z
    middle = (rate + square / (2 * decided)) / (1 + square / decided)
    reach = _Z / (1 + square / decided) * math.sqrt(rate * (1 - rate) / decided + square / (4 * decided * decided))
    return max(0.0, middle - reach), min(1.0, middle + reach)
