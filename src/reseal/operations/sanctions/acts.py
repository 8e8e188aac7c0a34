"""What changes sanctions: a decision strikes, is taken back; a person confirms or refuses; time ends."""

from sqlalchemy import delete, select

from reseal.operations.accounts import acts as kept
from reseal.operations.accounts import views as known
from reseal.operations.accounts.words import Account
from reseal.operations.audit.acts import record
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.retention import acts as retention
from reseal.operations.sanctions import log, views
from reseal.operations.sanctions.blocks import erase_due as erase_blocks_due
from reseal.operations.sanctions.ladder import ladder_of
from reseal.operations.sanctions.rules import Confirmed, Profile, Refused, Struck, reckon
from reseal.operations.sanctions.settling import credit_of, end, settle, stand
from reseal.operations.sanctions.statements import tell
from reseal.operations.sanctions.tables import LogRow, SanctionRow, StandingRow
from reseal.operations.sanctions.taking_back import GRAVE, in_turn, taken_back
from reseal.operations.sanctions.words import (
    KINDS,
    Author,
    DecidedOn,
    NoPerson,
    NoSanction,
    NotProposed,
    Part,
    Sanctioned,
    Track,
)
from reseal.operations.staff import views as staff
from reseal.operations.staff.access import access
from reseal.storage.store import Work

__all__ = [
    "KINDS",
    "MAY",
    "acknowledged",
    "confirm",
    "decided",
    "erase_blocks_due",
    "expire_due",
    "forget",
    "refuse",
    "taken_back",
]

MAY = "sanctions.confirm"
"""The permission of those who confirm and refuse."""


def decided(work: Work, decision: DecidedOn) -> list[Sanctioned]:
    """A decision acted on posts of these authors: each gets one strike, and a second time changes nothing.

    Whoever manages one of the accounts answers for what is grave, too (Art 22).
    """
    agencies = {author.ref: _agency_of(work, author) for author in decision.authors}
    refs = {author.ref for author in decision.authors} | {ref for ref in agencies.values() if ref}
    kept.in_turn(work, (work.prints.of("account", ref) for ref in refs))
    done = []
    for author in decision.authors:
        account = kept.known(work, author.ref, author.lang)
        done += _strike(work, account, decision, author, "juvenile" if account.facts.minor else "adult")
    ladder = ladder_of(decision.pack)
    for author in decision.authors:
        agency = agencies[author.ref]
        grave = decision.severity in GRAVE or _part(decision, author) != "poster"
        if agency and grave and "agency" in ladder.track:
            done += _strike(work, kept.known(work, agency, author.lang), decision, author, "agency")
    return done


def confirm(work: Work, sanction_id: str, person: str) -> None:
    """Carry out what was proposed: `person`, a member of staff who may, has looked at it and says so (PI-04).

    Raises:
        NoSanction: there is none.
        NotProposed: it does not wait for anybody.
        NoPerson: `person` is nobody who may.
    """
    row, account = _proposed(work, sanction_id, person)
    at = log.time_of(work, account.id)
    by = f"staff:{person}"
    log.add(work, account.id, Confirmed(row.decision_id, row.kind, row.target, at), by)  # type: ignore[arg-type]
    found = settle(work, account, by)
    struck = views.struck_in(log.read(work, account.id), row.decision_id)
    assert struck is not None
    if struck.minor and struck.severity == "critical":  # a crime against a minor: records are kept (MIN-03)
        retention.hold(work, struck.case, "investigation")
    tell(work, account, struck, "confirmed", found)


def refuse(work: Work, sanction_id: str, person: str) -> None:
    """Do not carry it out; what else followed from the decision stands. Errors as those of `confirm`."""
    row, account = _proposed(work, sanction_id, person)
    at = log.time_of(work, account.id)
    by = f"staff:{person}"
    log.add(work, account.id, Refused(row.decision_id, row.kind, row.target, at), by)  # type: ignore[arg-type]
    found = settle(work, account, by)
    struck = views.struck_in(log.read(work, account.id), row.decision_id)
    assert struck is not None
    tell(work, account, struck, "refused", found)


def expire_due(work: Work, limit: int = 100) -> int:
    """End what has an end, and count strikes no more that are too old; answers for how many accounts."""
    due = select(StandingRow.account_id).where(StandingRow.next_at <= work.now).order_by(StandingRow.next_at)
    found = in_turn(work, work.session.scalars(due.limit(limit)))
    for account in found:
        entries = log.read(work, account.id)
        struck = {one.decision: one for one in entries if isinstance(one, Struck)}
        rows = log.sanctions_of(work, account.id)
        for row in rows.values():
            if row.state == "in_force" and row.until is not None and row.until <= work.now:
                end(work, account, row, struck[row.decision_id], rows)
        stand(work, account.id, reckon(entries), len(entries))
    return len(found)


def acknowledged(work: Work, sanction_id: str) -> None:
    """Note that the platform has done what it was asked."""
    row = work.session.get(SanctionRow, sanction_id)
    if row is not None and row.acknowledged_at is None:
        row.acknowledged_at = work.now


def forget(work: Work, account_id: str) -> None:
    """Everything that stood against an account, as it is erased. Fingerprints of blocks end by their own time."""
    for table in (LogRow, SanctionRow, StandingRow):
        work.session.execute(delete(table).where(table.account_id == account_id))


def _strike(work: Work, account: Account, decision: DecidedOn, author: Author, track: Track) -> list[Sanctioned]:
    entries = log.read(work, account.id)
    if views.struck_in(entries, decision.decision_id) is not None:
        return []
    at = log.time_of(work, account.id)
    facts = account.facts
    groups = tuple(sorted(work.prints.of("group", ref).hex() for ref in set(facts.groups)))
    struck = Struck(
        decision.decision_id,
        at,
        at + undo_lasts(),
        author.posted_at,
        decision.pack,
        decision.category,
        decision.severity,
        _part(decision, author),
        decision.minor,
        Profile(track, facts.monetised, bool(facts.registration), groups),
        decision.case_id,
        decision.clause,
        "zh" if (facts.lang or author.lang).lower().startswith("zh") else "en",
    )
    log.add(work, account.id, struck, work.actor)
    record(work, "sanction.struck", account.id, decision=decision.decision_id, part=struck.part, track=track)
    found = settle(work, account, "", work.now + undo_lasts())
    tell(work, account, struck, "agency" if track == "agency" else "given", found, work.now + undo_lasts())
    counting = found.counting(at)
    counted = views.counted_in(found, decision.decision_id)
    brought = tuple(one.kind for one in found.given if one.decision == decision.decision_id)
    return [
        Sanctioned(
            account.id,
            decision.decision_id,
            counted.rung_id if counted else "",
            len(counting),
            credit_of(counting),
            brought,
        )
    ]


def _part(decision: DecidedOn, author: Author) -> Part:
    return decision.part or ladder_of(decision.pack).part_of(decision.category, author)


def _agency_of(work: Work, author: Author) -> str | None:
    account = known.of(work, author.ref)
    return account.facts.agency if account is not None else None


def _proposed(work: Work, sanction_id: str, person: str) -> tuple[SanctionRow, Account]:
    member = staff.member(work, person)
    if member is None or member.disabled_at is not None or MAY not in access().may(member.role):
        raise NoPerson("only a member of staff who may confirm sanctions confirms or refuses one; no machine does")
    row = work.session.get(SanctionRow, sanction_id)
    if row is None:
        raise NoSanction(sanction_id)
    account = in_turn(work, [row.account_id])[0]
    work.session.refresh(row)
    if row.state != "proposed":
        raise NotProposed("it does not wait for a person: it was confirmed, refused or taken back")
    return row, account
