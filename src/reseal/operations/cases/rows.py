"""Rows of cases, fetched to be changed."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.words import NoCase
from reseal.storage.store import Work

_HELD = "cases of this work alone"
_SNAPSHOTS = select(Snapshot).where(Snapshot.case_id == bindparam("case")).order_by(Snapshot.id)


def locked(work: Work, case_id: str) -> Case:
    """The case, for this work alone.

    Raises:
        NoCase: there is none.
    """
    case = _held(work).get(case_id) or work.session.get(Case, case_id, with_for_update=True)
    if case is None:
        raise NoCase(case_id)
    return hold_on(work, case)


def hold_on(work: Work, case: Case) -> Case:
    """Remember a case that was fetched for this work alone, or made by it: nobody else changes it before the end."""
    return _held(work).setdefault(case.id, case)


def _held(work: Work) -> dict[str, Case]:
    held: dict[str, Case] = work.session.info.setdefault(_HELD, {})
    return held


def snapshots_of(work: Work, case_id: str) -> Sequence[Snapshot]:
    """All snapshots of a case, the oldest first."""
    return work.session.scalars(_SNAPSHOTS, {"case": case_id}).all()


def newest(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """The last snapshot of each post: one that was edited is acted on once, as it stands now."""
    last: dict[bytes, Snapshot] = {snapshot.ref_print: snapshot for snapshot in snapshots}
    return [snapshot for snapshot in snapshots if last[snapshot.ref_print] is snapshot]
