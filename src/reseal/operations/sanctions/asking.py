"""What the platform is asked to do about an account: applied, lifted, withdrawn while it has not left."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import msgspec

from reseal.operations.accounts.views import open_with
from reseal.operations.accounts.words import Account
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.sanctions.rules import Struck
from reseal.operations.sanctions.tables import SanctionRow
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

TAUGHT = frozenset(("account.educate", "account.warn", "guardian.notice", "agency.warn"))
"""What is over once it is told: there is nothing to lift."""


class SanctionAsked(msgspec.Struct, frozen=True):
    """What a platform is asked to do with one account or group. Of two about one sanction the later `at` counts.

    `stands_until`: how long something of the kind goes on for the account by another sanction, when this one is lifted;
    `good` for one without an end. `naming` is `never` for minors: nothing that the platform publishes of it names them
    (MIN-07, MIN-08).
    """

    account: str
    action: Literal["apply", "lift"]
    until: str | None
    sanction: str
    decision: str
    naming: Literal["never", "as_usual"]
    at: str
    group: str | None = None
    stands_until: str | None = None
    text: dict[str, str] = {}


def ask(
    work: Work, account: Account, row: SanctionRow, struck: Struck, not_before: Milliseconds, text: dict[str, str]
) -> None:
    """Ask the platform to apply a sanction, in the place of what it was asked about it and has not left."""
    deliveries.withdraw(work, row.id)
    _post(work, account, row, struck, "apply", not_before, None, text)


def lift(work: Work, account: Account, row: SanctionRow, struck: Struck, others: Iterable[SanctionRow]) -> None:
    """Ask it to lift a sanction, also where nobody has acknowledged it: whoever fetches may have seen it.

    What could not leave yet, because the decision can still be undone, never does, and there is nothing to lift.
    """
    deliveries.withdraw(work, row.id)
    if row.kind in TAUGHT or (work.now < struck.told_at and not row.by):
        return
    same = [o for o in others if o.kind == row.kind and o.target == row.target and o.state == "in_force" and o != row]
    stands = [other for other in same if other.until is None or other.until > work.now]
    until = None
    if stands:
        ends = [other.until for other in stands]
        until = "good" if None in ends else told(max(end for end in ends if end is not None))
    _post(work, account, row, struck, "lift", 0, until, {})


def told(moment: Milliseconds) -> str:
    """A time as webhooks tell it."""
    return datetime.fromtimestamp(moment / 1000, UTC).isoformat(timespec="milliseconds")


def place(sanction_id: str) -> str:
    """What the name of a group is sealed as."""
    return f"sanction.{sanction_id}"


def _post(
    work: Work,
    account: Account,
    row: SanctionRow,
    struck: Struck,
    action: Literal["apply", "lift"],
    not_before: Milliseconds,
    stands_until: str | None,
    text: dict[str, str],
) -> None:
    group = open_with(work, account.id, row.sealed, place(row.id)) if row.sealed else None
    asked = SanctionAsked(
        account.ref,
        action,
        told(row.until) if row.until is not None and action == "apply" else None,
        row.id,
        row.decision_id,
        "never" if struck.profile.track == "juvenile" else "as_usual",
        told(work.now),
        group,
        stands_until,
        text,
    )
    deliveries.post_out(work, row.kind, "platform", "webhook", row.id, asked, under=account.id, not_before=not_before)
