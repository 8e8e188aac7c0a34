"""What follows from a log is carried out: the rows are made what `rules.reckon` says, and the platform is asked."""

from collections.abc import Mapping

from reseal.operations.accounts import acts as accounts
from reseal.operations.accounts.words import Account
from reseal.operations.audit.acts import record
from reseal.operations.sanctions import log
from reseal.operations.sanctions.asking import TAUGHT, ask, lift, place
from reseal.operations.sanctions.blocks import block, unblock
from reseal.operations.sanctions.ladder import ladder_of
from reseal.operations.sanctions.rules import Counted, Given, Reckoned, Struck, credit_at, reckon
from reseal.operations.sanctions.tables import SanctionRow, StandingRow
from reseal.operations.sanctions.telling import texts_of
from reseal.storage.clock import Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work

Rows = Mapping[tuple[str, str, str], SanctionRow]
_OVER = ("taken_back", "refused", "ended", "done")


def settle(work: Work, account: Account, by: str, not_before: Milliseconds = 0) -> Reckoned:
    """Make everything what the account's log says. The caller has the account's turn.

    `by`: who confirmed, refused or took back, where somebody did. `not_before`: until then the platform is not asked.
    """
    entries = log.read(work, account.id)
    found = reckon(entries)
    rows = dict(log.sanctions_of(work, account.id))
    struck = {entry.decision: entry for entry in entries if isinstance(entry, Struck)}
    given = {one.key: one for one in found.given}
    for key, row in list(rows.items()):
        if key not in given and row.state != "taken_back":
            _take_back(work, account, row, struck[row.decision_id], rows, by)
    groups = {work.prints.of("group", ref).hex(): ref for ref in account.facts.groups}
    for key, one in given.items():
        known = rows.get(key)
        if known is None:
            made = _new(work, account, one, groups)
            rows[key] = made
            _apply(work, account, made, struck[one.decision], not_before)
        else:
            _change(work, account, known, one, struck[one.decision], rows, by)
    stand(work, account.id, found, len(entries))
    return found


def stand(work: Work, account_id: str, found: Reckoned, entries: int) -> StandingRow:
    """Keep how the account stands now."""
    row = work.session.get(StandingRow, account_id)
    if row is None:
        row = StandingRow(account_id=account_id)
        work.session.add(row)
    counting = found.counting(work.now)
    row.rung, row.strikes, row.credit = found.rung(work.now), len(counting), credit_of(counting)
    row.entries, row.at, row.next_at = entries, work.now, found.next_after(work.now)
    ends = [one.expires_at for one in found.strikes]
    ends += [one.until for one in found.given if one.until is not None]
    if ends:
        accounts.keep_until(work, account_id, max(ends))
    work.session.flush()
    return row


def credit_of(counting: list[Counted]) -> int:
    """The credit of an account with these strikes, by the ladder of the last one; full without any."""
    if not counting:
        return ladder_of("").track["adult"].credit.full
    last = counting[-1].struck
    return credit_at(ladder_of(last.pack).track[last.profile.track], [one.struck for one in counting])


def _new(work: Work, account: Account, one: Given, groups: Mapping[str, str]) -> SanctionRow:
    name = new_id()
    sealed = None
    if one.target and one.target in groups:
        sealed = accounts.seal_with(work, account.id, groups[one.target], place(name))
    row = SanctionRow(
        id=name,
        account_id=account.id,
        decision_id=one.decision,
        kind=one.kind,
        target=one.target,
        sealed=sealed,
        state=one.state_at(work.now),
        rung=one.rung,
        since=one.since,
        until=one.until,
        by="",
        acknowledged_at=None,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _apply(work: Work, account: Account, row: SanctionRow, struck: Struck, not_before: Milliseconds) -> None:
    """Carry out a sanction that is in force; what is only proposed waits for a person (PI-04)."""
    act = "sanction.proposed" if row.state == "proposed" else "sanction.given"
    record(work, act, account.id, sanction=row.id, kind=row.kind, rung=row.rung, decision=row.decision_id)
    if row.state in ("in_force", "done"):
        if row.kind == "registration.block":
            block(work, account, row)
        ask(work, account, row, struck, not_before, texts_of(row.kind, struck.profile.track))


def _change(work: Work, account: Account, row: SanctionRow, one: Given, struck: Struck, rows: Rows, by: str) -> None:
    before, ended = (row.state, row.until), row.state == "ended"
    row.rung = one.rung
    now = one.state_at(work.now)
    if before == (one.basis, one.until):
        return
    if ended and (one.until or 0) <= work.now:  # it is over either way, and nobody is asked anything
        row.since, row.until = one.since, one.until
        return
    row.state, row.since, row.until = now, one.since, one.until
    if before[0] == "proposed":
        row.by = by
        act = "sanction.refused" if now == "refused" else "sanction.confirmed"
        record(work, act, account.id, sanction=row.id, kind=row.kind, decision=row.decision_id)
        if now != "refused":
            ask(work, account, row, struck, 0, texts_of(row.kind, struck.profile.track))
    elif now == "ended":
        lift(work, account, row, struck, rows.values())
        record(work, "sanction.ended", account.id, sanction=row.id, kind=row.kind)
    else:
        record(work, "sanction.shortened", account.id, sanction=row.id, kind=row.kind, decision=row.decision_id)
        ask(work, account, row, struck, 0, texts_of(row.kind, struck.profile.track))
    work.session.flush()


def _take_back(work: Work, account: Account, row: SanctionRow, struck: Struck, rows: Rows, by: str) -> None:
    before, confirmed = row.state, row.by
    row.state = "taken_back"
    work.session.flush()
    if row.kind == "registration.block":
        unblock(work, row.id)
    if before == "in_force" or (before == "done" and row.kind in TAUGHT):
        lift(work, account, row, struck, rows.values())
    row.by = by or confirmed
    record(work, "sanction.taken_back", account.id, sanction=row.id, kind=row.kind, decision=row.decision_id)


def end(work: Work, account: Account, row: SanctionRow, struck: Struck, rows: Rows) -> None:
    """The time of a sanction is over."""
    row.state = "ended"
    work.session.flush()
    lift(work, account, row, struck, rows.values())
    record(work, "sanction.ended", account.id, sanction=row.id, kind=row.kind)
