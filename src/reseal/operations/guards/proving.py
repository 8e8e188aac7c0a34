"""Control of a number or mailbox, shown by a code that goes to it (ADR 0018): the request does the same work whatever
was typed, and a sweep sends afterwards, at most some a day to one number, claims and guards together.
"""

import secrets
from typing import cast

from sqlalchemy import ColumnElement, func, select

from reseal.operations.audit import acts as audit
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.guards import rows, values
from reseal.operations.guards.rules import rules
from reseal.operations.guards.tables import Guard, GuardCode, GuardValue
from reseal.operations.guards.words import Watched
from reseal.operations.notices import views as notices
from reseal.operations.notices.code_words import code_message
from reseal.operations.notices.rules import rules as notice_rules
from reseal.operations.notices.tickets import typed_pin
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.ids import new_id
from reseal.storage.store import Work


def ask_again(work: Work, guard_id: str, value_id: str) -> None:
    """Ask for another code to a value that still waits for one. It says nothing, whatever became of it."""
    guard = rows.guard_of(work, guard_id)
    if _count(work, GuardCode.guard_id == guard.id) >= rules().code.asked_a_day:
        return
    value = work.session.get(GuardValue, value_id)
    if value is None or value.guard_id != guard.id or value.state != "waiting" or value.proof != "code":
        return
    ask_code(work, value, rows.kept(work, value).value)


def ask_code(work: Work, value: GuardValue, typed: str) -> None:
    """Note that a code is to go to a value."""
    form = values.normal(cast(Watched, value.type), typed) or ""  # type: ignore[arg-type]
    work.session.add(
        GuardCode(
            id=new_id(),
            guard_id=value.guard_id,
            value_id=value.id,
            number_print=values.number_print(work.prints, value.type, form),
            state="asked",
            code_print=None,
            tries=0,
            asked_at=work.now,
            sent_at=None,
            expires_at=work.now + rules().code.minutes * MINUTE,
        )
    )
    work.session.flush()


def send_codes_due(work: Work, limit: int = 20) -> int:
    """See to requests that wait, the oldest first; answers how many there were: call until it answers 0."""
    waiting = select(GuardCode).where(GuardCode.state == "asked").order_by(GuardCode.asked_at).limit(limit)
    asked = work.session.scalars(waiting.with_for_update(skip_locked=True)).all()
    for row in asked:
        row.state = "dropped"
        value = work.session.get(GuardValue, row.value_id)
        if value is not None and value.state == "waiting" and row.expires_at > work.now:
            _send(work, row, value)
        work.session.flush()
    return len(asked)


def sent_to(work: Work, type_: str, form: str) -> int:
    """How many codes of guards went to a number or mailbox within a day."""
    return _count(
        work, GuardCode.number_print == values.number_print(work.prints, type_, form), GuardCode.sent_at.is_not(None)
    )


def prove(work: Work, guard_id: str, code: str) -> bool:
    """Whether the code is one that went to a value of the guard; from then on that value is watched."""
    guard = rows.guard_of(work, guard_id)
    query = select(GuardCode).where(
        GuardCode.guard_id == guard.id,
        GuardCode.state == "sent",
        GuardCode.expires_at > work.now,
        GuardCode.tries < rules().code.tries,
    )
    typed, fits = typed_pin(code), None
    for row in work.session.scalars(query.with_for_update()).all():
        row.tries += 1
        if work.prints.same(row.code_print or b"", work.prints.of("guard_code", "code", row.id, typed)):
            row.state, fits = "used", row.value_id
    work.session.flush()
    value = work.session.get(GuardValue, fits) if fits is not None else None
    if value is None or value.state != "waiting":
        return False
    rows.watch(work, value)
    rows.tell(work, guard.id, "proven", place=value.place)
    audit.record(work, "guard.proven", guard.id, value=value.id, type=value.type)
    return True


def codes_wait(work: Work) -> bool:
    """Whether somebody waits for a code that nobody has seen to."""
    return work.session.scalars(select(GuardCode.id).where(GuardCode.state == "asked").limit(1)).first() is not None


def _send(work: Work, row: GuardCode, value: GuardValue) -> None:
    form = values.normal(value.type, rows.kept(work, value).value)  # type: ignore[arg-type]
    if form is None:
        return
    claimed = work.prints.of("identifier", value.type, form)
    rows.in_turn(work, claimed)  # claims to the same number wait in the same line
    claims = notices.codes_sent(work, claimed)
    if claims + sent_to(work, value.type, form) >= notice_rules().claim.a_day:
        return
    guard = work.session.get_one(Guard, row.guard_id)
    given = rules().code
    code = f"{secrets.randbelow(10**given.digits):0{given.digits}}"
    row.state, row.sent_at = "sent", work.now
    row.code_print = work.prints.of("guard_code", "code", row.id, code)
    row.expires_at = work.now + given.minutes * MINUTE
    message = code_message(value.type, form, code, given.minutes, guard.lang)
    deliveries.post_out(work, "guard.code", "exposed", "sender", row.id, message, under=guard.id)
    audit.record(work, "guard.code_sent", guard.id)


def _count(work: Work, *which: ColumnElement[bool]) -> int:
    """How many such requests there were within a day."""
    query = select(func.count()).select_from(GuardCode).where(GuardCode.asked_at > work.now - DAY, *which)
    return work.session.scalar(query) or 0
