"""Values whose control no code can prove wait for a check by staff: what it is, and what the person says, is sealed."""

from sqlalchemy import ColumnElement

from reseal.operations.audit import acts as audit
from reseal.operations.guards import rows
from reseal.operations.guards.tables import GuardValue
from reseal.operations.guards.words import Kept, Told
from reseal.storage.store import Work


def accept(work: Work, value_id: str) -> None:
    """Watch the value from now on.

    Raises:
        LookupError: it does not wait for staff.
    """
    value = _waiting(work, value_id)
    rows.watch(work, value)
    rows.tell(work, value.guard_id, "checked", place=value.place)
    audit.record(work, "guard.checked", value.guard_id, value=value_id, type=value.type)


def refuse(work: Work, value_id: str) -> None:
    """Do not watch it: it is no private person's, or nothing says whose it is. The value is forgotten.

    Raises:
        LookupError: it does not wait for staff.
    """
    value = _waiting(work, value_id)
    value.state, value.settled_at, value.settled_by = "refused", work.now, work.actor
    rows.forget_kept(work, value)
    rows.tell(work, value.guard_id, "refused", place=value.place)
    audit.record(work, "guard.refused", value.guard_id, value=value_id, type=value.type)


def shown(work: Work, value_id: str) -> tuple[Kept, Told]:
    """The value and what the person said: for a reveal by staff alone, which asks a purpose and is recorded.

    Raises:
        LookupError: it does not wait for staff.
    """
    value = _waiting(work, value_id)
    return rows.kept(work, value), rows.told(work, rows.guard_of(work, value.guard_id))


def waits_for_staff() -> tuple[ColumnElement[bool], ...]:
    """The condition of what waits."""
    return GuardValue.state == "waiting", GuardValue.proof == "staff"


def _waiting(work: Work, value_id: str) -> GuardValue:
    value = work.session.get(GuardValue, value_id, with_for_update=True)
    if value is None or value.state != "waiting" or value.proof != "staff":
        raise LookupError(f"no value {value_id} waits for a check")
    return value
