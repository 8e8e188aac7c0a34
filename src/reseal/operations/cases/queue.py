"""The queue: cases by weight times wait, exact at the moment of asking, at one short index read a level and state.

A page after the first keeps the first one's moment, so that nothing is shown twice or passed over while time goes on.
"""

import heapq
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import msgspec
from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union_all

from reseal.operations.cases.rules import is_threat, urgency, weights
from reseal.operations.cases.tables import Case
from reseal.operations.cases.words import ACTIVE, CaseRow, NotNow, QueuePage, State
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work
from reseal.vocabulary import Category, Severity

MOST = 200
_HEAD, _CHUNK = 4, 32


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
    states: Sequence[State] = ACTIVE if state is None else (state,)
    asked = [weight for weight in weights() if threat is None or is_threat(weight) == threat]
    levels = [
        _Level(one, weight, moment, [*tests, *behind])
        for one in states
        for weight in asked
        if (behind := _behind(cursor, weight, moment)) is not None
    ]
    heads = _heads(work, levels)
    merged = heapq.merge(
        *(level.cases(work, head) for level, head in zip(levels, heads, strict=True)),
        key=lambda waiting: _place(waiting, moment),
    )
    found = [waiting.id for waiting in itertools.islice(merged, limit + 1)]
    rows = {case.id: case for case in work.session.scalars(select(Case).where(Case.id.in_(found)))}
    return _page([rows[id_] for id_ in found], limit, moment, work.now)


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
        case.pack,
    )


class _Waiting(NamedTuple):
    """As much of a case as its place in the queue rests on."""

    id: str
    weight: int
    opened_at: Milliseconds


def _place(case: _Waiting, moment: Milliseconds) -> tuple[int, int, str]:
    """The greater the urgency, the smaller the place; of equals the older case first."""
    tier, score = urgency(case.weight, moment - case.opened_at)
    return -tier, -score, case.id


class _Level(NamedTuple):
    """The cases of one state and weight, the longest waiting first: one range of the index."""

    state: State
    weight: int
    moment: Milliseconds
    tests: Sequence[ColumnElement[bool]]

    def query(self, last: _Waiting | None, count: int) -> Select[str, int, int]:
        """The next so many behind the last one."""
        query = select(Case.id, Case.weight, Case.opened_at).where(
            Case.state == self.state, Case.weight == self.weight, Case.opened_at <= self.moment, *self.tests
        )
        if last is not None:
            later = and_(Case.opened_at == last.opened_at, Case.id > last.id)
            query = query.where(Case.opened_at >= last.opened_at, or_(Case.opened_at > last.opened_at, later))
        return query.order_by(Case.opened_at, Case.id).limit(count)

    def cases(self, work: Work, head: list[_Waiting]) -> Iterator[_Waiting]:
        """All of them, beginning with the head that was read already; read on only as far as they are asked for."""
        chunk, count = head, _HEAD
        while chunk:
            yield from chunk
            if len(chunk) < count:
                return
            count = _CHUNK
            chunk = [_Waiting(*row) for row in work.session.execute(self.query(chunk[-1], count))]


def _heads(work: Work, levels: Sequence[_Level]) -> list[list[_Waiting]]:
    """The first few of every level, in one question."""
    numbered = [  # each with the number of its level
        select(literal(number).label("level"), level.query(None, _HEAD).subquery())
        for number, level in enumerate(levels)
    ]
    heads: list[list[_Waiting]] = [[] for _ in levels]
    if numbered:
        for number, *waiting in work.session.execute(union_all(*numbered)):
            heads[number].append(_Waiting(*waiting))
    for head in heads:
        head.sort(key=lambda waiting: (waiting.opened_at, waiting.id))
    return heads


def _behind(cursor: _Cursor | None, weight: int, moment: Milliseconds) -> list[ColumnElement[bool]] | None:
    """What holds of the cases of a weight that come behind the cursor; None where none does."""
    if cursor is None:
        return []
    tier, score = urgency(cursor.weight, moment - cursor.opened_at)
    mine, level = urgency(weight, 1)
    if mine != tier:
        return [] if mine < tier else None
    reached = moment - score // level  # opened then or later: no more urgent than the cursor's case
    if score % level:
        return [Case.opened_at >= reached]
    return [Case.opened_at >= reached, or_(Case.opened_at > reached, Case.id > cursor.id)]


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
