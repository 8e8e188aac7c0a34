"""What time does with appeals: deadlines pass, questions stay unanswered, all is erased some day (PI-01)."""

from sqlalchemy import delete, select

from reseal.operations.appeals.rules import after_reply
from reseal.operations.appeals.tables import Appeal, AppealWords
from reseal.operations.appeals.words import WAITING
from reseal.operations.audit.acts import record
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.retention.views import held
from reseal.storage.clock import DAY
from reseal.storage.store import Work


def escalate_due(work: Work, limit: int = 100) -> int:
    """Raise appeals whose deadline has passed, and go on with those whose question stays unanswered.

    Nothing is ever decided by time alone (DSA 20(6)). Answers how many: call until it answers 0.
    """
    silent = select(Appeal).where(Appeal.state == "asked", Appeal.asked_until <= work.now)
    unanswered = work.session.scalars(silent.order_by(Appeal.asked_until).limit(limit).with_for_update()).all()
    for appeal in unanswered:
        appeal.state, appeal.asked_until = "open", None
        appeal.due_at = max(appeal.due_at, work.now + after_reply())
        appeal.version += 1
        record(work, "appeal.unanswered", appeal.id)
    work.session.flush()
    late = select(Appeal).where(Appeal.state.in_(WAITING), Appeal.due_at <= work.now, Appeal.escalated_at.is_(None))
    found = work.session.scalars(late.order_by(Appeal.due_at).limit(limit).with_for_update()).all()
    for appeal in found:
        appeal.escalated_at = work.now
        record(work, "appeal.escalated", appeal.id, late=work.now - appeal.due_at)
    return max(len(found), len(unanswered))


def erase_due(work: Work, limit: int = 100) -> int:
    """Erase appeals whose time has come, unless a legal hold is on them or their case (SYS-03).

    Answers how many it has looked at: call until it answers fewer than `limit`.
    """
    due = select(Appeal).where(Appeal.erase_at <= work.now).order_by(Appeal.erase_at).limit(limit)
    appeals = work.session.scalars(due.with_for_update()).all()
    kept_back = held(work, [about for appeal in appeals for about in (appeal.id, appeal.case_id)])
    for appeal in appeals:
        if appeal.id in kept_back or appeal.case_id in kept_back:
            appeal.erase_at = work.now + DAY  # asked again tomorrow
            continue
        vault = appeal.vault_id
        work.session.execute(delete(AppealWords).where(AppealWords.appeal_id == appeal.id))
        work.session.delete(appeal)
        work.session.flush()
        work.remove(vault)
        deliveries.erase(work, appeal.id)
        record(work, "appeal.erased", appeal.id)
    return len(appeals)
