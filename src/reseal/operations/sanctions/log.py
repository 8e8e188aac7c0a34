"""The log of an account, and what is kept of what follows from it."""

from typing import Any

import msgspec
from sqlalchemy import func, select

from reseal.operations.sanctions.rules import Confirmed, Entry, Lessened, Refused, Struck, TakenBack
from reseal.operations.sanctions.tables import LogRow, SanctionRow
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work


def read(work: Work, account_id: str) -> list[Entry]:
    """The entries, the oldest first."""
    bodies = select(LogRow.body).where(LogRow.account_id == account_id).order_by(LogRow.number)
    return [_entry(body) for body in work.session.scalars(bodies)]


def add(work: Work, account_id: str, entry: Entry, by: str) -> None:
    """Add an entry. The caller has the account's turn."""
    last = work.session.scalar(select(func.max(LogRow.number)).where(LogRow.account_id == account_id)) or 0
    body: dict[str, Any] = msgspec.to_builtins(entry)
    row = {
        "account_id": account_id,
        "number": last + 1,
        "at": entry.at,
        "by": by,
        "decision_id": entry.decision,
        "body": body,
    }
    work.add(LogRow, [row])


def time_of(work: Work, account_id: str) -> Milliseconds:
    """The time of the next entry: now, or that of the last one where a clock runs behind."""
    last = work.session.scalar(select(func.max(LogRow.at)).where(LogRow.account_id == account_id))
    return max(work.now, last or 0)


def accounts_of(work: Work, decision_id: str) -> list[str]:
    """The accounts that a decision struck."""
    query = select(LogRow.account_id).where(LogRow.decision_id == decision_id).distinct()
    return sorted(work.session.scalars(query))


def sanctions_of(work: Work, account_id: str) -> dict[tuple[str, str, str], SanctionRow]:
    """The sanctions of an account, by what they are known by."""
    rows = work.session.scalars(
        select(SanctionRow)
        .where(SanctionRow.account_id == account_id)
        .order_by(SanctionRow.id)
        .execution_options(populate_existing=True)
    )
    return {(row.decision_id, row.kind, row.target): row for row in rows}


def _entry(body: dict[str, Any]) -> Entry:
    kind: type[Any] = Struck | TakenBack | Lessened | Confirmed | Refused  # type: ignore[assignment]
    entry: Entry = msgspec.convert(body, kind)
    return entry
