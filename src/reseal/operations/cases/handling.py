"""What happens to a case on its way: somebody takes it, its deadline passes, its time to be erased comes."""

from sqlalchemy import delete, select

from reseal.operations.audit.acts import record
from reseal.operations.cases.growing import weigh
from reseal.operations.cases.holding import taken_for
from reseal.operations.cases.rows import locked
from reseal.operations.cases.tables import Case, CaseIdentifier, CaseVoice, Correction, Snapshot, SnapshotKey
from reseal.operations.cases.telling import tell_viewed
from reseal.operations.cases.words import ACTIVE, NotNow
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.retention.views import held
from reseal.storage.clock import DAY
from reseal.storage.store import Work


def take(work: Work, case_id: str, member_id: str) -> None:
    """Somebody works on a case for some minutes, so that no two people do; the first view counts (CAC-04).

    Raises:
        NoCase: there is none.
        NotNow: somebody else has it.
    """
    case = locked(work, case_id)
    if case.assigned_to not in (None, member_id) and (case.assigned_until or 0) > work.now:
        raise NotNow("somebody else works on this case just now")
    case.assigned_to, case.assigned_until = member_id, work.now + taken_for()
    if case.first_viewed_at is None:
        case.first_viewed_at = work.now
        record(work, "case.first_viewed", case_id, after=work.now - case.opened_at)
    tell_viewed(work, case_id)


def let_go(work: Work, case_id: str, member_id: str) -> None:
    """Whoever took a case works on it no more."""
    case = locked(work, case_id)
    if case.assigned_to == member_id:
        case.assigned_to = case.assigned_until = None


def escalate_due(work: Work, limit: int = 100) -> int:
    """Raise cases whose deadline has passed, above all but threats; answers how many: call until it answers 0."""
    due = select(Case).where(Case.state.in_(ACTIVE), Case.due_at <= work.now, Case.escalated_at.is_(None))
    cases = work.session.scalars(due.order_by(Case.due_at).limit(limit).with_for_update()).all()
    for case in cases:
        case.escalated_at = work.now
        weigh(case)
        case.version += 1
        record(work, "case.escalated", case.id, late=work.now - case.due_at)
    return len(cases)


def acknowledged(work: Work, snapshot_id: str) -> None:
    """Note that the platform has done what it was asked with a post, also where it was edited since it was asked."""
    snapshot = work.session.get(Snapshot, snapshot_id)
    if snapshot is not None and snapshot.action is None:
        same_post = Snapshot.case_id == snapshot.case_id, Snapshot.ref_print == snapshot.ref_print
        query = select(Snapshot).where(*same_post, Snapshot.action.is_not(None)).order_by(Snapshot.id.desc())
        snapshot = work.session.scalars(query.limit(1)).first() or snapshot
    if snapshot is not None and snapshot.acknowledged_at is None:
        snapshot.acknowledged_at = work.now


def erase_due(work: Work, limit: int = 100) -> int:
    """Erase what is sealed in decided cases whose time has come, and all marks, unless a legal hold is on them.

    Answers how many cases it has looked at: call until it answers 0.
    """
    due = select(Case).where(Case.erase_at <= work.now)
    cases = work.session.scalars(due.order_by(Case.erase_at).limit(limit).with_for_update()).all()
    kept_back = held(work, [case.id for case in cases])
    for case in cases:
        if case.id in kept_back:
            case.erase_at = work.now + DAY  # asked again tomorrow
            continue
        work.destroy(case.vault_id)
        deliveries.erase(work, case.id)
        mine = select(Snapshot.id).where(Snapshot.case_id == case.id).scalar_subquery()
        work.session.execute(delete(SnapshotKey).where(SnapshotKey.snapshot_id.in_(mine)))
        work.session.execute(delete(Correction).where(Correction.snapshot_id.in_(mine)))
        for table in (CaseIdentifier, CaseVoice, Snapshot):
            work.session.execute(delete(table).where(table.case_id == case.id))
        case.erase_at = None
        record(work, "case.erased", case.id)
    return len(cases)
