"""What is done with accounts: told of by the platform, met in a decision, kept while something stands against them."""

from sqlalchemy import select

from reseal.operations.accounts.rows import SealedAccount, in_turn, opened, place, row_of
from reseal.operations.accounts.tables import AccountRow
from reseal.operations.accounts.words import Account, Facts
from reseal.operations.audit.acts import record
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.retention.rules import keep
from reseal.operations.retention.views import held
from reseal.storage.clock import DAY, Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work

__all__ = ["erase_due", "in_turn", "keep_until", "known", "put", "seal_with"]


def put(work: Work, ref: str, facts: Facts) -> Account:
    """Keep what the platform says of an account, in the place of what it said before."""
    print_ = work.prints.of("account", ref)
    in_turn(work, [print_])
    return _put(work, print_, ref, facts, known=True)


def known(work: Work, ref: str, lang: str | None = None) -> Account:
    """The account; one that the platform never told of is kept by its id alone. The caller has its turn (`in_turn`)."""
    print_ = work.prints.of("account", ref)
    row = row_of(work, print_)
    return opened(work, row) if row is not None else _put(work, print_, ref, Facts(lang=lang), known=False)


def keep_until(work: Work, account_id: str, moment: Milliseconds) -> None:
    """Something stands against the account until then: it is not erased before, nor soon after."""
    row = work.session.get(AccountRow, account_id)
    if row is not None:
        row.erase_at = max(row.erase_at, moment + keep("account"))


def seal_with(work: Work, account_id: str, secret: str, about: str) -> bytes:
    """Something else that the platform calls by a name of its own, sealed and erased with the account."""
    return work.seal(work.session.get_one(AccountRow, account_id).vault_id, secret, about)


def erase_due(work: Work, limit: int = 100) -> int:
    """Erase accounts whose time has come, with all that stands against them, unless a legal hold is on them (SYS-03).

    Answers how many it has looked at: call until it answers 0.
    """
    from reseal.operations.sanctions import acts as sanctions  # it calls accounts itself

    due = select(AccountRow).where(AccountRow.erase_at <= work.now)
    oldest = due.with_only_columns(AccountRow.print).order_by(AccountRow.erase_at).limit(limit)
    prints = work.session.scalars(oldest).all()
    in_turn(work, prints)
    rows = work.session.scalars(due.where(AccountRow.print.in_(prints))).all()  # as they are now that it is our turn
    kept_back = held(work, [row.id for row in rows])
    for row in rows:
        if row.id in kept_back:
            row.erase_at = work.now + DAY
            continue
        sanctions.forget(work, row.id)
        deliveries.erase(work, row.id)
        name, vault = row.id, row.vault_id
        work.session.delete(row)
        work.session.flush()
        work.remove(vault)
        record(work, "account.erased", name)
    return len(rows)


def _put(work: Work, print_: bytes, ref: str, facts: Facts, *, known: bool) -> Account:
    row = row_of(work, print_)
    if row is None:
        name = new_id()
        row = AccountRow(id=name, print=print_, vault_id=work.vault("account"), sealed=b"", erase_at=0)
        work.session.add(row)
    row.sealed = work.seal(row.vault_id, SealedAccount(ref, facts), place(row.id))
    row.agency_print = work.prints.of("account", facts.agency) if facts.agency else None
    row.known, row.told_at = known, work.now
    row.erase_at = max(row.erase_at, work.now + keep("account"))
    work.session.flush()
    return opened(work, row)
