"""Decisions that can still be taken back, by their ids: for lists that offer the undo."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.tables import CaseDecision
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work


class Undoable(msgspec.Struct, frozen=True):
    """A decision that stands, and until when it can be undone."""

    id: str
    case_id: str
    by: str
    action: str
    category: str
    posts: int
    until: Milliseconds


class Taken(msgspec.Struct, frozen=True):
    """A decision as somebody asks for its undo: on which case, by whom, and what stands in the way."""

    case_id: str
    by: str
    undone: bool
    late: bool


def taken(work: Work, decision_id: str) -> Taken | None:
    """The decision of that id, whether or not it can be undone."""
    one = work.session.get(CaseDecision, decision_id)
    if one is None:
        return None
    return Taken(one.case_id, one.by, one.undone_at is not None, work.now > one.at + undo_lasts())


def undoable(work: Work, ids: Sequence[str]) -> list[Undoable]:
    """Those of the decisions that can be undone now, in the order in which they were taken."""
    since = work.now - undo_lasts()
    query = select(CaseDecision).where(
        CaseDecision.id.in_(list(ids)), CaseDecision.undone_at.is_(None), CaseDecision.at >= since
    )
    return [
        Undoable(
            one.id,
            one.case_id,
            one.by,
            one.action,
            one.category,
            len(one.snapshots["acted"]),
            one.at + undo_lasts(),
        )
        for one in work.session.scalars(query.order_by(CaseDecision.id))
    ]
