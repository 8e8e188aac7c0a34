"""How guards end: by their owner, by their time, by a value whose control nobody showed; and that no byte is left."""

from collections.abc import Collection

from sqlalchemy import delete, select

from reseal.operations.audit import acts as audit
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.guards import rows
from reseal.operations.guards.rules import ends_at, rules
from reseal.operations.guards.tables import (
    Guard,
    GuardCode,
    GuardErasure,
    GuardEvent,
    GuardHit,
    GuardPrint,
    GuardValue,
)
from reseal.operations.retention.rules import keep
from reseal.operations.retention.views import held
from reseal.storage.clock import DAY
from reseal.storage.ids import new_id
from reseal.storage.store import Store, Work

TABLES = ("guard", "guard_value", "guard_print", "guard_code", "guard_hit", "guard_event", "apart_vault")
"""Where bytes of a guard may be left behind."""

_CHUNK = 500


def renew(work: Work, guard_id: str) -> bool:
    """Let a guard last as long as a new one, within its longest time; False where it was renewed often enough today."""
    guard = rows.guard_of(work, guard_id)
    if rows.count_lines(work, guard_id, "renewed", work.now - DAY) >= rules().limits.renewals_a_day:
        return False
    guard.renewed_at, guard.reminded_at = work.now, None
    guard.expires_at = guard.erase_at = ends_at(guard.created_at, work.now)
    rows.tell(work, guard_id, "renewed")
    audit.record(work, "guard.renewed", guard_id)
    return True


def drop(work: Work, guard_id: str, value_id: str) -> bool:
    """Watch one value no more; False where the guard has no such value."""
    guard = rows.guard_of(work, guard_id)
    value = work.session.get(GuardValue, value_id)
    if value is None or value.guard_id != guard.id:
        return False
    _erase_values(work, [value_id])
    _note(work)
    audit.record(work, "guard.value_dropped", guard_id, value=value_id)
    return True


def delete_guard(work: Work, guard_id: str) -> None:
    """Erase a guard as its owner wishes. No legal hold stands against that: what it found is in the case.

    Raises:
        LookupError: there is none.
    """
    guard = rows.guard_of(work, guard_id)
    _erase(work, guard)
    audit.record(work, "guard.deleted", guard_id)


def erase_due(work: Work, limit: int = 50) -> int:
    """Erase guards whose time is over, unless a legal hold is on a case in which they were hit; they watch no more.

    Answers how many it has looked at: call until it answers fewer than `limit`.
    """
    due = select(Guard).where(Guard.erase_at <= work.now).order_by(Guard.erase_at).limit(limit)
    guards = work.session.scalars(due.with_for_update(skip_locked=True)).all()
    for guard in guards:
        cases = set(work.session.scalars(select(GuardHit.case_id).where(GuardHit.guard_id == guard.id)))
        if held(work, [guard.id, *cases]):
            guard.erase_at = work.now + DAY  # asked again tomorrow
            continue
        _erase(work, guard)
        audit.record(work, "guard.expired", guard.id)
    return len(guards)


def forget_waiting(work: Work, limit: int = 100) -> int:
    """Forget values of which nobody has shown control in time, and guards of which nothing is left by that.

    Answers how many values: call until it answers fewer than `limit`.
    """
    due = select(GuardValue).where(GuardValue.state == "waiting", GuardValue.waits_until <= work.now).limit(limit)
    waited = work.session.scalars(due.with_for_update(skip_locked=True)).all()
    guards = {value.guard_id for value in waited}
    _erase_values(work, [value.id for value in waited])
    for guard_id in sorted(guards):
        if not rows.values_of(work, guard_id):
            _erase(work, rows.guard_of(work, guard_id))
            audit.record(work, "guard.expired", guard_id)
    if waited:
        _note(work)
    return len(waited)


def forget_codes(work: Work, limit: int = 200) -> int:
    """Erase requests for codes of which nothing counts any more; answers how many."""
    old = select(GuardCode.id).where(GuardCode.asked_at <= work.now - keep("guard_code")).limit(limit)
    found = work.session.scalars(old).all()
    work.session.execute(delete(GuardCode).where(GuardCode.id.in_(found)))
    return len(found)


def forget_hits(work: Work, limit: int = 200) -> int:
    """Erase hits that are long over, unless a legal hold is on their case; answers how many are looked at."""
    old = select(GuardHit).where(GuardHit.at <= work.now - keep("guard_hit")).order_by(GuardHit.at).limit(limit)
    found = work.session.scalars(old).all()
    kept_back = held(work, {one.case_id for one in found})
    gone = [one.id for one in found if one.case_id not in kept_back]
    work.session.execute(delete(GuardHit).where(GuardHit.id.in_(gone)))
    return len(gone)


def erased_lately(store: Store) -> bool:
    """Whether something was erased whose bytes may still stand in the files."""
    with store.read() as work:
        return work.session.scalars(select(GuardErasure.id).limit(1)).first() is not None


def scrub(store: Store) -> int:
    """See to it that no byte of what was erased is left in the files of the database; answers how many erasures."""
    with store.read() as work:
        erased = work.session.scalars(select(GuardErasure.id)).all()
    if not erased or not store.database.scrub(TABLES):
        return 0
    with store.write() as work:
        for start in range(0, len(erased), _CHUNK):
            chunk = erased[start : start + _CHUNK]
            work.session.execute(delete(GuardErasure).where(GuardErasure.id.in_(chunk)))
    return len(erased)


def _erase(work: Work, guard: Guard) -> None:
    deliveries.erase(work, guard.id)
    _erase_values(work, rows.ids(rows.values_of(work, guard.id)))
    work.session.execute(delete(GuardEvent).where(GuardEvent.guard_id == guard.id))
    vault = guard.vault_id
    work.session.delete(guard)
    work.session.flush()
    work.remove(vault)
    _note(work)


def _erase_values(work: Work, ids: Collection[str]) -> None:
    values = work.session.scalars(select(GuardValue).where(GuardValue.id.in_(ids))).all()
    for table in (GuardPrint, GuardCode, GuardHit):
        work.session.execute(delete(table).where(table.value_id.in_(ids)))
    for value in values:
        rows.forget_kept(work, value)
        work.session.delete(value)
    work.session.flush()


def _note(work: Work) -> None:
    work.session.add(GuardErasure(id=new_id(), at=work.now))
