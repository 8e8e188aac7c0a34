"""The claim check: a code to the exposed number or mailbox shows that the notifier controls it (DESIGN, guards).

It speeds a case up and never gates it. It must not tell anybody whether a value is exposed, and must not be a way to
bomb a number with codes. So every request does the same work and leaves the same row; a sweep looks afterwards whether
the value stands in a sealed post of the case and whether the number has had its codes of the day, and only then sends.
"""

import secrets

from sqlalchemy import ColumnElement, func, select

from reseal.operations.audit import acts as audit
from reseal.operations.cases import following
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.notices import rows
from reseal.operations.notices.code_words import code_message
from reseal.operations.notices.links import cases_of, count_in_cases
from reseal.operations.notices.rules import answer_within, rules, weight
from reseal.operations.notices.tables import ClaimCode, Notice
from reseal.operations.notices.tickets import missed, new_pin, opened, pin_print, typed_pin, typed_ticket
from reseal.operations.notices.words import Relation
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.ids import new_id
from reseal.storage.store import Work

_CLAIMANTS: tuple[Relation, ...] = ("self", "guardian", "agent")
"""Whose PIN the exposed person may get anew: a bystander's page is not theirs."""


def send_claim_code(work: Work, ticket: str, typed: str) -> None:
    """Take a request for a code to what was typed. It says nothing and takes the same time, whatever was typed."""
    ticket = typed_ticket(ticket)
    ticket_print = work.prints.of("code", "ticket", ticket)
    rows.in_turn(work, ticket_print)
    if _count(work, ClaimCode.ticket_print == ticket_print) >= rules().claim.asked_a_day:
        return
    reached = rows.reachable(typed) or ("phone", "")
    vault = work.vault("claim")
    name = new_id()
    work.session.add(
        ClaimCode(
            id=name,
            ticket_print=ticket_print,
            value_print=work.prints.of("identifier", *reached),
            vault_id=vault,
            sealed=work.seal(vault, [ticket, *reached], f"claim.{name}"),
            state="asked",
            code_print=None,
            tries=0,
            asked_at=work.now,
            sent_at=None,
            expires_at=work.now + rules().claim.minutes * MINUTE,
        )
    )
    work.session.flush()


def send_codes_due(work: Work, limit: int = 20) -> int:
    """See to requests that wait, the oldest first; answers how many there were: call until it answers 0."""
    waiting = select(ClaimCode).where(ClaimCode.state == "asked").order_by(ClaimCode.asked_at).limit(limit)
    asked = work.session.scalars(waiting.with_for_update(skip_locked=True)).all()
    for row in asked:
        ticket, kind, value = work.open(row.vault_id, row.sealed, f"claim.{row.id}", list[str])
        row.state = "dropped"
        notice = work.session.scalars(select(Notice).where(Notice.ticket == ticket)).first()
        if notice is not None and _may_send(work, row, notice, kind, value):
            _send(work, row, notice, kind, value)
        work.destroy(row.vault_id)
        row.sealed = b""
        work.session.flush()
    return len(asked)


def prove(work: Work, notice_id: str, code: str) -> bool:
    """Whether the code shows that the notifier controls what is exposed; then the notice weighs more and is due sooner.

    From then on its page shows where the copies are.
    """
    notice = rows.notice_of(work, notice_id)
    if not _used(work, notice.ticket, code):
        return False
    _proven(work, notice)
    _proven(work, rows.main_of(work, notice))
    return True


def recover(work: Work, ticket: str, code: str) -> str | None:
    """A new PIN for the exposed person who has lost it, by the code that came; None where the code does not fit.

    The old PIN opens nothing from then on, nor does a page that is still open. A wrong code counts as a wrong PIN does,
    whether there is such a ticket or not.
    """
    ticket = typed_ticket(ticket)
    notice = work.session.scalars(select(Notice).where(Notice.ticket == ticket)).first()
    fits = _used(work, ticket, code)
    if not fits or notice is None or notice.relation not in _CLAIMANTS:
        missed(work, ticket)
        return None
    pin = new_pin()
    notice.pin_print = pin_print(work, ticket, pin)
    opened(work, ticket)
    _proven(work, notice)
    _proven(work, rows.main_of(work, notice))
    rows.tell(work, notice, "pin")
    audit.record(work, "notice.pin_renewed", notice.id)
    return pin


def _proven(work: Work, notice: Notice) -> None:
    if notice.claim == "proven":
        return
    notice.claim, notice.claimed_at = "proven", work.now
    relation: Relation = notice.relation  # type: ignore[assignment]
    notice.weight = weight(relation, anonymous=notice.contact_print is None, proven=True)
    notice.due_at = min(notice.due_at, work.now + answer_within(relation, notice.threat, notice.minor, True))
    rows.tell(work, notice, "proven")
    work.session.flush()
    count_in_cases(work, notice, cases_of(work, notice))
    audit.record(work, "notice.proven", notice.id)


def _used(work: Work, ticket: str, code: str) -> bool:
    """Whether the code is one that was sent for the ticket and still works; each try counts, and none works twice."""
    query = select(ClaimCode).where(
        ClaimCode.ticket_print == work.prints.of("code", "ticket", ticket),
        ClaimCode.state == "sent",
        ClaimCode.expires_at > work.now,
        ClaimCode.tries < rules().claim.tries,
    )
    typed, fits = typed_pin(code), False
    for row in work.session.scalars(query.with_for_update()):
        row.tries += 1
        if work.prints.same(row.code_print or b"", work.prints.of("code", row.id, typed)):
            row.state, fits = "used", True
    work.session.flush()
    return fits


def _may_send(work: Work, row: ClaimCode, notice: Notice, kind: str, value: str) -> bool:
    from reseal.operations.guards.proving import sent_to  # guards ask notices the same

    if notice.state == "withdrawn" or row.expires_at <= work.now:
        return False
    rows.in_turn(work, row.value_print)
    claims = _count(work, ClaimCode.value_print == row.value_print, ClaimCode.sent_at.is_not(None))
    if claims + sent_to(work, kind, value) >= rules().claim.a_day:
        return False
    return any(following.stands_in_post(work, case, row.value_print) for case in cases_of(work, notice))


def _count(work: Work, *which: ColumnElement[bool]) -> int:
    """How many such requests there were within a day."""
    query = select(func.count()).select_from(ClaimCode).where(ClaimCode.asked_at > work.now - DAY, *which)
    return work.session.scalar(query) or 0


def _send(work: Work, row: ClaimCode, notice: Notice, kind: str, value: str) -> None:
    given = rules().claim
    code = f"{secrets.randbelow(10**given.digits):0{given.digits}}"
    row.state, row.sent_at, row.code_print = "sent", work.now, work.prints.of("code", row.id, code)
    row.expires_at = work.now + given.minutes * MINUTE
    message = code_message(kind, value, code, given.minutes, notice.lang)
    deliveries.post_out(work, "claim.code", "exposed", "sender", row.id, message, under=notice.id)
    if notice.claim == "none":
        notice.claim = "sent"
    audit.record(work, "claim.sent", notice.id)
