"""Who registers again after a closure: keyed hashes of the platform's own hashes, for a time (Art 21)."""

from functools import cache
from typing import Any

from sqlalchemy import delete, select

from reseal.operations.accounts.words import Account, Registration
from reseal.operations.sanctions.tables import RegistrationBlock, SanctionRow
from reseal.screening.data import read_toml
from reseal.storage.store import Work


def block(work: Work, account: Account, row: SanctionRow) -> None:
    """Know whoever this account belongs to until the sanction ends."""
    assert row.until is not None
    rows = [
        {
            "sanction_id": row.id,
            "registration_print": _print(work, one),
            "kind": one.kind,
            "account_id": account.id,
            "until": row.until,
        }
        for one in set(account.facts.registration)
    ]
    if rows:
        work.add(RegistrationBlock, rows)


def unblock(work: Work, sanction_id: str) -> None:
    """Know them no more."""
    work.session.execute(delete(RegistrationBlock).where(RegistrationBlock.sanction_id == sanction_id))


def is_blocked(work: Work, account: Account) -> bool:
    """Whether an account belongs to somebody who may not register: one sure fingerprint, or several kinds at once."""
    if not account.facts.registration:
        return False
    prints = [_print(work, one) for one in account.facts.registration]
    met = select(RegistrationBlock.kind, RegistrationBlock.account_id).where(
        RegistrationBlock.registration_print.in_(prints),
        RegistrationBlock.until > work.now,
        RegistrationBlock.account_id != account.id,
    )
    by_account: dict[str, set[str]] = {}
    for kind, other in work.session.execute(met):
        by_account.setdefault(other, set()).add(kind)
    rules = _rules()
    return any(kinds.intersection(rules["sure"]) or len(kinds) >= rules["together"] for kinds in by_account.values())


def erase_due(work: Work, limit: int = 500) -> int:
    """Erase fingerprints whose time is over; answers how many."""
    due = select(RegistrationBlock).where(RegistrationBlock.until <= work.now).limit(limit)
    rows = work.session.scalars(due).all()
    for row in rows:
        work.session.delete(row)
    return len(rows)


def _print(work: Work, one: Registration) -> bytes:
    return work.prints.of("registration", one.kind, one.print)


@cache
def _rules() -> dict[str, Any]:
    return read_toml("desk", "registration.toml")
