"""Rows of accounts: sealed, opened, and one at a time for whoever changes them."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from reseal.operations.accounts.tables import AccountRow
from reseal.operations.accounts.words import Account, Facts
from reseal.storage.store import Work


class SealedAccount(msgspec.Struct, frozen=True):
    """What is sealed of an account."""

    ref: str
    facts: Facts


def place(account_id: str) -> str:
    """The place that a sealed account is bound to."""
    return f"account.{account_id}"


def opened(work: Work, row: AccountRow) -> Account:
    """The account of a row."""
    sealed = work.open(row.vault_id, row.sealed, place(row.id), SealedAccount)
    return Account(row.id, row.print, sealed.ref, sealed.facts, row.known, row.told_at)


def row_of(work: Work, print_: bytes) -> AccountRow | None:
    """The row of an account, as the database has it now."""
    query = select(AccountRow).where(AccountRow.print == print_).execution_options(populate_existing=True)
    return work.session.scalar(query)


def in_turn(work: Work, prints: Iterable[bytes]) -> None:
    """Let no other work change these accounts before this one ends. All that a work changes are asked for at once, in
    one order, so that no two works wait for each other.
    """
    for print_ in sorted(set(prints)):
        work.store.database.alone(work.session, int.from_bytes(print_[:8], "big", signed=True))
