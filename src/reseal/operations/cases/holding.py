"""Whether content may go out of sight before a person has decided: pure (DESIGN, guards against misuse).

A hold without a person rests on two legs. The screener itself must have found somebody's information in the post, and
notices must speak for it: one that is trusted or proven where the post is fresh, else two that know nothing of each
other. Anonymous notices never count, however many; where notices look organised, only trusted or proven ones do.
Public office, news and condemning posts wait for a person. It happens to a case once, and ends by itself.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from reseal.operations.cases.words import Standing
from reseal.screening.data import read_toml
from reseal.screening.policy.wording import codes_with_fact
from reseal.storage.clock import HOUR, MINUTE, Milliseconds
from reseal.vocabulary import Decision

SURE: frozenset[Standing] = frozenset(("trusted", "verified"))
_HEARD: frozenset[Standing] = SURE | {"known"}
_PERSON_FIRST = ("public_office", "news", "condemning")


class Heard(msgspec.Struct, frozen=True):
    """One notice: who speaks, how often that was right, and when."""

    standing: Standing
    contact: bytes | None
    origin: bytes | None
    weight: float


def needs_person(decision: Decision) -> bool:
    """Whether only a person may act on a post: about public office, in the news, or condemning doxxing (BEN-01)."""
    asked = frozenset().union(*(codes_with_fact(fact) for fact in _PERSON_FIRST))
    return any(reason.code in asked for reason in decision.reasons) or any(
        exposure.subject == "public_office" for exposure in decision.exposures
    )


def is_exposed(decision: Decision) -> bool:
    """Whether the screener found information in the post that is somebody else's."""
    least = _rules()["corroboration"]["least_confidence"]
    return any(e.subject in ("other", "unknown") and e.confidence >= least for e in decision.exposures)


def may_hold(decision: Decision, age: Milliseconds, heard: Sequence[Heard], *, coordinated: bool) -> bool:
    """Whether a post may be held without a person, `age` after it was published."""
    if needs_person(decision) or not is_exposed(decision):
        return False
    counted = _counted(heard)
    sure = [one for one in counted if one.standing in SURE]
    if sure and age <= _rules()["corroboration"]["fresh_hours"] * HOUR:
        return True
    return _independent(sure if coordinated else counted) >= needed()


def could_hold(heard: Sequence[Heard]) -> bool:
    """Whether any post at all may be held on these notices, whatever stands in it and however old it is."""
    counted = _counted(heard)
    return any(one.standing in SURE for one in counted) or _independent(counted) >= needed()


def _counted(heard: Sequence[Heard]) -> list[Heard]:
    standings, least = heard_from()
    return [one for one in heard if one.standing in standings and one.weight >= least]


def heard_from() -> tuple[frozenset[Standing], float]:
    """Which notices count at all: of what standing, and of what weight at least."""
    return _HEARD, float(_rules()["corroboration"]["least_weight"])


def needed() -> int:
    """How many notices that know nothing of each other hold a post."""
    return int(_rules()["corroboration"]["independent"])


def _independent(heard: Sequence[Heard]) -> int:
    """How many notices know nothing of each other: no contact and no origin stands behind two of them.

    What is not known of a notice is no proof that it is somebody else's: it does not count.
    """
    contacts: set[bytes] = set()
    origins: set[bytes] = set()
    for one in heard:
        if one.contact and one.origin and one.contact not in contacts and one.origin not in origins:
            contacts.add(one.contact)
            origins.add(one.origin)
    return len(contacts)


def hold_lasts() -> Milliseconds:
    """How long a hold lasts that nobody confirms."""
    return int(_rules()["hold"]["hours"]) * HOUR


def undo_lasts() -> Milliseconds:
    """How long a decision can be taken back."""
    return int(_rules()["undo"]["minutes"]) * MINUTE


def taken_for() -> Milliseconds:
    """How long a case stays with whoever took it."""
    return int(_rules()["taken"]["minutes"]) * MINUTE


@cache
def _rules() -> dict[str, Any]:
    return read_toml("desk", "holds.toml")
