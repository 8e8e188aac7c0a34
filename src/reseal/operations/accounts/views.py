"""What is known of accounts."""

from sqlalchemy import func, select

from reseal.operations.accounts.rows import opened, row_of
from reseal.operations.accounts.tables import AccountRow
from reseal.operations.accounts.words import Account
from reseal.storage.store import Work


def of(work: Work, ref: str) -> Account | None:
    """The account that the platform calls so."""
    return by_print(work, work.prints.of("account", ref))


def by_print(work: Work, print_: bytes) -> Account | None:
    """The account of a keyed hash, such as a snapshot's `author_print`."""
    row = row_of(work, print_)
    return None if row is None else opened(work, row)


def by_id(work: Work, account_id: str) -> Account | None:
    """The account of Reseal's own id for it."""
    row = work.session.get(AccountRow, account_id)
    return None if row is None else opened(work, row)


def managed_by(work: Work, agency_print: bytes) -> int:
    """How many accounts an agency manages (Art 22)."""
    query = select(func.count()).select_from(AccountRow).where(AccountRow.agency_print == agency_print)
    return work.session.scalar(query) or 0


def managed(work: Work, agency_print: bytes, limit: int) -> list[Account]:
    """The accounts that an agency manages, the oldest first (Art 22)."""
    query = select(AccountRow).where(AccountRow.agency_print == agency_print).order_by(AccountRow.id).limit(limit)
    return [opened(work, row) for row in work.session.scalars(query)]


def open_with(work: Work, account_id: str, sealed: bytes, about: str) -> str:
    """What was sealed with an account (`acts.seal_with`)."""
    return work.open(work.session.get_one(AccountRow, account_id).vault_id, sealed, about, str)
