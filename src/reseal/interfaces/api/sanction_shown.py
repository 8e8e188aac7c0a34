"""Strikes and sanctions as the API tells them: words, ids and times, nothing of anybody."""

from typing import Any

import msgspec

from reseal.interfaces.api.times import told
from reseal.operations.sanctions.words import Kind, Part, SanctionShown, State, StrikeShown
from reseal.vocabulary import Category, Severity


class SanctionDetail(msgspec.Struct, frozen=True):
    """One sanction. `until` is null where it has no end; `group`: a few letters, the same for the same group."""

    id: str
    kind: Kind
    state: State
    rung: str
    decision: str
    since: str
    until: str | None = None
    group: str | None = None
    acknowledged_at: str | None = None


class StrikeDetail(msgspec.Struct, frozen=True):
    """One strike that counts, until when, and on which rung it put the account."""

    decision: str
    at: str
    expires_at: str
    category: Category
    severity: Severity
    part: Part
    rung: str


SANCTION: dict[str, Any] = {
    "id": "01J00000000000000000000000",
    "kind": "account.mute",
    "state": "in_force",
    "rung": "mute_7",
    "decision": "01J00000000000000000000001",
    "since": "2026-09-21T14:13:20.000Z",
    "until": "2026-09-28T14:13:20.000Z",
}


def sanction(one: SanctionShown) -> SanctionDetail:
    """One of them."""
    return SanctionDetail(
        one.id,
        one.kind,
        one.state,
        one.rung,
        one.decision_id,
        told(one.since),
        None if one.until is None else told(one.until),
        one.target or None,
        None if one.acknowledged_at is None else told(one.acknowledged_at),
    )


def strike(one: StrikeShown) -> StrikeDetail:
    """One of them."""
    return StrikeDetail(
        one.decision_id, told(one.at), told(one.expires_at), one.category, one.severity, one.part, one.rung
    )
