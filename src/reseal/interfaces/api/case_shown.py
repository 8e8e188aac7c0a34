"""Cases as the API shows them: words, counts, masked texts, and times in RFC 3339."""

from typing import Annotated, Any

import msgspec
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import QueryParameter

from reseal.interfaces.api.times import told
from reseal.operations.cases.words import STATES, CaseRow, CaseView, DecisionView, Point, SnapshotView
from reseal.storage.clock import Milliseconds
from reseal.vocabulary import Exposure

Standing = Annotated[
    str | None,
    QueryParameter(
        name="state",
        description=f"{', '.join(STATES)}; else open and held.",
        schema_extra={"one_of": None, "type": OpenAPIType.STRING, "enum": list(STATES)},
    ),
]
"""Which cases a list shows. It is checked by the door, whose refusal says more."""


class CaseShown(msgspec.Struct, frozen=True):
    """A case in a list."""

    id: str
    state: str
    category: str
    severity: str
    reach: int
    threat: bool
    minor: bool
    coordinated: bool
    posts: int
    notices: int
    opened_at: str
    due_at: str
    overdue: bool
    escalated_at: str | None
    first_viewed_at: str | None
    assigned_to: str | None
    hold_until: str | None
    decided_at: str | None
    outcome: str | None
    version: int


class SnapshotShown(msgspec.Struct, frozen=True):
    """A sealed post, masked. `author` is the same for the same author within the case, and says nothing else."""

    id: str
    role: str
    how: str
    masked: str
    exposures: list[Exposure]
    category: str | None
    person_first: bool
    counts: dict[str, int]
    pictures: int
    author: str | None
    created_at: str
    taken_at: str
    gone_at: str | None
    action: str | None
    acknowledged_at: str | None


class PointShown(msgspec.Struct, frozen=True):
    """One step of how it spread and what was done."""

    at: str
    kind: str
    id: str
    detail: dict[str, Any]


class DecisionShown(msgspec.Struct, frozen=True):
    """A decision on the case. `undo_until` is null where it cannot be undone any more."""

    id: str
    by: str
    at: str
    action: str
    category: str
    clause: str
    pack: str
    posts: int
    undone_at: str | None
    undo_until: str | None


class CaseDetail(msgspec.Struct, frozen=True):
    """All that may be seen of a case without a reveal."""

    case: CaseShown
    snapshots: list[SnapshotShown]
    timeline: list[PointShown]
    decisions: list[DecisionShown]
    earlier: list[str]


class CasePage(msgspec.Struct, frozen=True):
    """A page of cases; `next` is null on the last."""

    cases: list[CaseShown]
    next: str | None


def row(case: CaseRow) -> CaseShown:
    """A case in a list."""
    return CaseShown(
        case.id,
        case.state,
        case.category,
        case.severity,
        case.reach,
        case.threat,
        case.minor,
        case.coordinated,
        case.posts,
        case.notices,
        told(case.opened_at),
        told(case.due_at),
        case.overdue,
        _at(case.escalated_at),
        _at(case.first_viewed_at),
        case.assigned_to,
        _at(case.hold_until),
        _at(case.decided_at),
        case.outcome,
        case.version,
    )


def detail(view: CaseView) -> CaseDetail:
    """A case with everything in it."""
    return CaseDetail(
        row(view.row),
        [_snapshot(one) for one in view.snapshots],
        [_point(one) for one in view.timeline],
        [_decision(one) for one in view.decisions],
        list(view.earlier),
    )


def _snapshot(one: SnapshotView) -> SnapshotShown:
    return SnapshotShown(
        one.id,
        one.role,
        one.how,
        one.masked,
        list(one.exposures),
        one.decision["category"],
        one.person_first,
        one.counts,
        one.pictures,
        one.author,
        told(one.created_at),
        told(one.taken_at),
        _at(one.gone_at),
        one.action,
        _at(one.acknowledged_at),
    )


def _point(one: Point) -> PointShown:
    return PointShown(told(one.at), one.kind, one.id, one.detail)


def _decision(one: DecisionView) -> DecisionShown:
    return DecisionShown(
        one.id,
        one.by,
        told(one.at),
        one.action,
        one.category,
        one.clause,
        one.pack,
        one.snapshots,
        _at(one.undone_at),
        _at(one.undo_until),
    )


def _at(moment: Milliseconds | None) -> str | None:
    return None if moment is None else told(moment)
