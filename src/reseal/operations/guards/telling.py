"""What the owner of a guard hears: after a person has acted, how often, never by whom and where."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import Decided
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.deliveries.words import Message
from reseal.operations.guards import rows
from reseal.operations.guards.rules import rules
from reseal.operations.guards.tables import Guard, GuardEvent, GuardHit
from reseal.operations.notices.rows import reachable
from reseal.storage.clock import DAY
from reseal.storage.store import Work

_ACTED = ("remove", "redact")


def decided(work: Work, decided: Decided) -> int:
    """Tell whose values a case showed that its posts were acted on; what broke no rule is told to nobody.

    Answers how many letters go out, once the decision cannot be undone any more.
    """
    if decided.action not in _ACTED or not decided.snapshots:
        return 0
    query = select(GuardHit.guard_id, func.count(GuardHit.post_print.distinct()))
    hits = work.session.execute(query.where(GuardHit.case_id == decided.case_id).group_by(GuardHit.guard_id)).all()
    sent = 0
    for guard_id, posts in sorted(hits, key=lambda hit: str(hit[0])):
        guard = work.session.get(Guard, guard_id)
        if guard is not None and guard.expires_at > work.now:
            rows.tell(work, guard_id, "acted", decided.case_id, posts=posts)
            sent += _letter(work, guard, "acted", decided.decision_id, work.now + undo_lasts())
    return sent


def reopened(work: Work, case_id: str) -> None:
    """A decision was undone: the pages say no more that anything was acted on."""
    work.session.execute(delete(GuardEvent).where(GuardEvent.case_id == case_id, GuardEvent.kind == "acted"))


def remind_due(work: Work, limit: int = 100) -> int:
    """Write to whose guards end soon; answers how many: call until it answers fewer than `limit`."""
    soon = work.now + rules().keep.remind_days * DAY
    query = select(Guard).where(Guard.expires_at <= soon, Guard.expires_at > work.now, Guard.reminded_at.is_(None))
    ending = work.session.scalars(query.limit(limit).with_for_update(skip_locked=True)).all()
    for guard in ending:
        guard.reminded_at = work.now
        days = timedelta(milliseconds=guard.expires_at - work.now).days
        _letter(work, guard, "ends", guard.id, work.now, days=days)
    return len(ending)


def _letter(work: Work, guard: Guard, what: str, about: str, not_before: int, **values: int) -> int:
    reached = reachable(rows.told(work, guard).contact) if guard.letters else None
    if reached is None:
        return 0
    words = rules().letter[guard.lang]
    message = Message(reached[1], guard.lang, words["subject"], words[what].format(**values))
    deliveries.post_out(
        work, f"guard.{what}", "exposed", "sender", about, message, under=guard.id, not_before=not_before
    )
    return 1
