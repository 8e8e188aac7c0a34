"""The queue: cases by weight times wait, exact at the moment of asking, at one short index read a level and state.

A page after the first keeps the first one's moment, so that nothing is shown twice or passed over while time goes on.
"""

import heapq
from collections.abc import Iterator, Sequence
from typing import cast

import msgspec
from sqlalchemy import ColumnElement, and_, or_, select

from reseal.operations.cases.rules import urgency, weights
from reseal.operations.cases.tables import Case
from reseal.operations.cases.words import ACTIVE, CaseRow, NotNow, QueuePage, State
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work
from reseal.vocabulary import Category, Severity

MOST = 200


class _Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where the next page begins: behind this case, by the clock of the first page."""

    as_of: Milliseconds
    weight: int
    opened_at: Milliseconds
    id: str


def queue(
    work: Work,
    *,
    state: State | None = None,
    limit: int = 50,
    after: str | None = None,
    free_for: str | None = None,
    threat: bool | None = None,
) -> QueuePage:
    """A page of the cases that wait: open and held ones, or those of one state; decided ones come newest first.

    `free_for` leaves out what others than this member work on.

    Raises:
        NotNow: `after` is no cursor of this queue.
    """
    limit = max(1, min(limit, MOST))
    cursor = _read(after)
    moment = cursor.as_of if cursor else work.now
    if state == "decided":
        return _decided(work, limit, cursor, moment)
    tests: list[ColumnElement[bool]] = []
    if free_for is not None:
        busy = and_(Case.assigned_until > work.now, Case.assigned_to != free_for)
        tests.append(or_(Case.assigned_until.is_(None), ~busy))
    if threat is not None:
        tests.append(Case.threat.is_(threat))
    states: Sequence[State] = ACTIVE if state is None else (state,)
    levels = [_level(work, one, weight, moment, cursor, limit + 1, tests) for one in states for weight in weights()]
    merged = heapq.merge(*levels, key=lambda case: _place(case, moment))
    found = [case for case, _ in zip(merged, range(limit + 1), strict=False)]
    return _page(found, limit, moment, work.now)


def row_of(case: Case, now: Milliseconds) -> CaseRow:
    """A case as lists show it."""
    assigned = case.assigned_to if (case.assigned_until or 0) > now else None
    return CaseRow(
        case.id,
        cast(State, case.state),
        cast(Category, case.category),
        cast(Severity, case.severity),
        case.reach,
        case.threat,
        case.minor,
        case.coordinated,
        case.weight,
        case.posts,
        case.notices,
        case.opened_at,
        case.due_at,
        case.state != "decided" and case.due_at <= now,
        case.escalated_at,
        case.first_viewed_at,
        assigned,
        case.hold_until,
        case.decided_at,
        case.outcome,
        case.version,
    )


def _place(case: Case, moment: Milliseconds) -> tuple[int, int, str]:
    """The greater the urgency, the smaller the place; of equals the older case first."""
    tier, score = urgency(case.weight, moment - case.opened_at)
    return -tier, -score, case.id


def _level(
    work: Work,
    state: State,
    weight: int,
    moment: Milliseconds,
    cursor: _Cursor | None,
    count: int,
    tests: Sequence[ColumnElement[bool]],
) -> Iterator[Case]:
    """The cases of one weight, the longest waiting first, as far as a page can need them: one range of the index."""
    query = select(Case).where(Case.state == state, Case.weight == weight, Case.opened_at <= moment, *tests)
    if cursor is not None:
        tier, score = urgency(cursor.weight, moment - cursor.opened_at)
        mine, _ = urgency(weight, 0)
        if mine > tier:
            return iter(())
        if mine == tier:
            level = urgency(weight, 1)[1]
            reached = moment - score // level  # opened then or later: no more urgent than the cursor
            same = moment - score / level
            query = query.where(Case.opened_at >= reached)
            if same == reached:  # of equal urgency: those behind the cursor's id
                query = query.where(or_(Case.opened_at > reached, Case.id > cursor.id))
    return iter(work.session.scalars(query.order_by(Case.opened_at, Case.id).limit(count)).all())


def _decided(work: Work, limit: int, cursor: _Cursor | None, moment: Milliseconds) -> QueuePage:
    query = select(Case).where(Case.state == "decided")
    if cursor is not None:
        before = and_(Case.decided_at == cursor.opened_at, Case.id < cursor.id)
        query = query.where(or_(Case.decided_at < cursor.opened_at, before))
    found = work.session.scalars(query.order_by(Case.decided_at.desc(), Case.id.desc()).limit(limit + 1)).all()
    return _page(list(found), limit, moment, work.now)


def _page(found: Sequence[Case], limit: int, moment: Milliseconds, now: Milliseconds) -> QueuePage:
    shown = found[:limit]
    following = None
    if len(found) > limit:
        last = shown[-1]
        at = last.decided_at if last.state == "decided" and last.decided_at else last.opened_at
        following = msgspec.json.encode(_Cursor(moment, last.weight, at, last.id)).hex()
    return QueuePage(tuple(row_of(case, now) for case in shown), following)


def _read(after: str | None) -> _Cursor | None:
    if not after:
        return None
    try:
        return msgspec.json.decode(bytes.fromhex(after), type=_Cursor)
    except ValueError:
        raise NotNow("the cursor is none of this queue; begin without one", "after") from None
