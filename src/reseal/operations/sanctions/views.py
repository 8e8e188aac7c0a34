"""What can be seen of sanctions: how an account stands, what it came from, what waits for a person."""

from collections.abc import Sequence

from sqlalchemy import func, select

from reseal.operations.accounts import views as accounts
from reseal.operations.accounts.words import Account
from reseal.operations.sanctions import log
from reseal.operations.sanctions.blocks import is_blocked
from reseal.operations.sanctions.ladder import ladder_of
from reseal.operations.sanctions.rules import Counted, Log, Reckoned, Struck, TakenBack, credit_at, reckon
from reseal.operations.sanctions.rules import struck_in as all_struck_in
from reseal.operations.sanctions.tables import LogRow, SanctionRow, StandingRow
from reseal.operations.sanctions.words import (
    Proposal,
    SanctionShown,
    Standing,
    StrikeShown,
)
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

LETTERS = 6


def standing(work: Work, account_print: bytes) -> Standing:
    """How an account stands; one of which nothing is known stands well."""
    account = accounts.by_print(work, account_print)
    if account is None:
        return _clean("")
    entries = log.read(work, account.id)
    found = reckon(entries)
    counting = found.counting(work.now)
    last = next((one for one in reversed(entries) if isinstance(one, Struck)), None)
    blocked = found.closed() or is_blocked(work, account)
    if last is None:
        return _clean(account.id, blocked=blocked, juvenile=account.facts.minor)
    rules = ladder_of(last.pack).track[last.profile.track]
    credit = credit_at(rules, [one.struck for one in counting])
    shown = [one for one in sanctions(work, account.id) if one.state in ("in_force", "proposed")]
    return Standing(
        account.id,
        found.rung(work.now),
        len(counting),
        credit,
        rules.credit.level(credit).name,
        tuple(shown),
        blocked,
        last.profile.track,
        last.pack,
        tuple(_strike(one) for one in counting),
    )


def history(work: Work, account_print: bytes) -> tuple[StrikeShown, ...]:
    """Every strike of an account that was ever given, the newest first; those taken back say why."""
    account = accounts.by_print(work, account_print)
    if account is None:
        return ()
    entries = log.read(work, account.id)
    back = {entry.decision: entry.why for entry in entries if isinstance(entry, TakenBack)}
    standing_ = {one.struck.decision: one for one in reckon(entries).strikes}
    found: list[StrikeShown] = []
    for entry in all_struck_in(entries):
        counted = standing_.get(entry.decision)
        found.append(
            StrikeShown(
                entry.decision,
                entry.at,
                counted.expires_at if counted else entry.at,
                entry.category,
                entry.severity,
                entry.part,
                counted.rung_id if counted else "",
                back.get(entry.decision),
            )
        )
    return tuple(reversed(found))


def sanctions(work: Work, account_id: str) -> list[SanctionShown]:
    """Every sanction of an account, the oldest first, as it stands now."""
    query = select(SanctionRow).where(SanctionRow.account_id == account_id).order_by(SanctionRow.id)
    return [shown(row, work.now) for row in work.session.scalars(query)]


def of_decision(work: Work, decision_id: str) -> list[SanctionShown]:
    """What followed from a decision for accounts and groups, as it stands now."""
    query = select(SanctionRow).where(SanctionRow.decision_id == decision_id).order_by(SanctionRow.id)
    return [shown(row, work.now) for row in work.session.scalars(query)]


def one(work: Work, sanction_id: str) -> SanctionShown | None:
    """The sanction of that id, as it stands now."""
    row = work.session.get(SanctionRow, sanction_id)
    return None if row is None else shown(row, work.now)


def struck_by(work: Work, decision_id: str) -> list[Account]:
    """The accounts that a decision struck."""
    found = (accounts.by_id(work, name) for name in log.accounts_of(work, decision_id))
    return [account for account in found if account is not None]


def proposed(work: Work, after: str, limit: int) -> list[Proposal]:
    """What waits for a person, the longest waiting first; `after` is the last id known (PI-04)."""
    query = select(SanctionRow).where(SanctionRow.state == "proposed", SanctionRow.id > after)
    rows = work.session.scalars(query.order_by(SanctionRow.id).limit(limit)).all()
    return [_proposal(work, row) for row in rows]


def proposal(work: Work, sanction_id: str) -> Proposal | None:
    """What waits under this id; None where nothing does."""
    row = work.session.get(SanctionRow, sanction_id)
    return None if row is None or row.state != "proposed" else _proposal(work, row)


def waiting(work: Work) -> int:
    """How many wait for a person."""
    query = select(func.count()).select_from(SanctionRow).where(SanctionRow.state == "proposed")
    return work.session.scalar(query) or 0


def on_rungs(work: Work) -> dict[str, int]:
    """How many accounts stand on each rung, as last looked at; what has ended is seen to by the sweep."""
    query = select(StandingRow.rung, func.count()).group_by(StandingRow.rung)
    return {rung: count for rung, count in work.session.execute(query) if rung}


def shown(row: SanctionRow, now: Milliseconds) -> SanctionShown:
    """A row as others see it: what is over is over, whether the sweep has come by or not."""
    over = row.state == "in_force" and row.until is not None and row.until <= now
    return SanctionShown(
        row.id,
        row.account_id,
        row.decision_id,
        row.kind,  # type: ignore[arg-type]
        "ended" if over else row.state,  # type: ignore[arg-type]
        row.rung,
        row.since,
        row.until,
        row.target[:LETTERS],
        row.by,
        row.acknowledged_at,
    )


def counted_in(found: Reckoned, decision_id: str) -> Counted | None:
    """The strike of a decision as it stands."""
    return next((one for one in found.strikes if one.struck.decision == decision_id), None)


def struck_in(entries: Log, decision_id: str) -> Struck | None:
    """The strike of a decision, as much of it as is left."""
    return next((one for one in all_struck_in(entries) if one.decision == decision_id), None)


def _proposal(work: Work, row: SanctionRow) -> Proposal:
    entries = log.read(work, row.account_id)
    struck = struck_in(entries, row.decision_id)
    assert struck is not None
    by = work.session.scalar(
        select(LogRow.by)
        .where(LogRow.account_id == row.account_id, LogRow.decision_id == row.decision_id)
        .order_by(LogRow.number)
        .limit(1)
    )
    return Proposal(
        shown(row, work.now),
        struck.case,
        by or "",
        struck.severity,
        struck.category,
        struck.part,
        len(reckon(entries).counting(work.now)),
        struck.profile.track == "juvenile",
        struck.pack,
    )


def _strike(one: Counted) -> StrikeShown:
    struck = one.struck
    return StrikeShown(
        struck.decision, struck.at, one.expires_at, struck.category, struck.severity, struck.part, one.rung_id
    )


def _clean(account_id: str, *, blocked: bool = False, juvenile: bool = False) -> Standing:
    credit = ladder_of("").track["juvenile" if juvenile else "adult"].credit
    levels: Sequence[str] = [level.name for level in credit.levels]
    return Standing(account_id, "", 0, credit.full, levels[0], (), blocked, "juvenile" if juvenile else "adult")
