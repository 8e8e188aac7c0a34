"""The queue: cases by weight times wait, exact at the moment of asking, at one short index read a level and state.

A page after the first keeps the first one's moment, so that nothing is shown twice or passed over while time goes on.
"""

import heapq
import itertools
from collections import ChainMap
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, cast

import msgspec
from sqlalchemy import BindParameter, CompoundSelect, Select, and_, bindparam, literal, or_, select, union_all

from reseal.operations.cases.rules import is_threat, urgency, weights
from reseal.operations.cases.tables import Case
from reseal.operations.cases.words import ACTIVE, CaseRow, NotNow, QueuePage, State
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work
from reseal.vocabulary import Category, Severity

MOST = 200
_HEAD, _CHUNK = 4, 32
_case = Case.__table__.c


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
    shared = {"moment": moment, "now": work.now, "member": free_for}
    states: Sequence[State] = ACTIVE if state is None else (state,)
    asked = [weight for weight in weights() if threat is None or is_threat(weight) == threat]
    levels = [_Level(one, weight, _behind(cursor, weight, moment), shared) for one in states for weight in asked]
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


class _Behind(NamedTuple):
    """Cases opened later, or then with a greater id. Every page asks so: the question is put together once."""

    opened_at: Milliseconds
    id: str


@cache
def _level(number: int | str, free: bool, count: int) -> Select[str, int, int]:
    """The next so many of a level; each value is named with the level's number. Put together once."""
    opened = _case.opened_at
    behind: BindParameter[int] = bindparam(f"behind{number}")
    further = or_(opened > behind, _case.id > bindparam(f"id{number}"))
    query = select(_case.id, _case.weight, opened).where(
        _case.state == bindparam(f"state{number}"),
        _case.weight == bindparam(f"weight{number}"),
        opened <= bindparam("moment"),
        opened >= behind,
        further,
    )
    if free:
        busy = and_(_case.assigned_until > bindparam("now"), _case.assigned_to != bindparam("member"))
        query = query.where(or_(_case.assigned_until.is_(None), ~busy))
    return query.order_by(opened, _case.id).limit(count)


@cache
def _all_levels(levels: int, free: bool) -> CompoundSelect[int, str, int, int]:
    """The first few of so many levels, in one question; each with the number of its level."""
    return union_all(
        *(select(literal(one).label("level"), _level(one, free, _HEAD).subquery()) for one in range(levels))
    )


class _Level(NamedTuple):
    """The cases of one state and weight, the longest waiting first: one range of the index."""

    state: State
    weight: int
    behind: _Behind
    shared: dict[str, Any]
    """What every level is asked with."""

    def values(self, number: int | str, behind: _Behind) -> dict[str, Any]:
        """What it is asked with."""
        return {
            f"state{number}": self.state,
            f"weight{number}": self.weight,
            f"behind{number}": behind.opened_at,
            f"id{number}": behind.id,
        }

    def cases(self, work: Work, head: list[_Waiting]) -> Iterator[_Waiting]:
        """All of them, beginning with the head that was read already; read on only as far as they are asked for."""
        chunk, count = head, _HEAD
        further = _level("", self.shared["member"] is not None, _CHUNK)
        while chunk:
            yield from chunk
            if len(chunk) < count:
                return
            count = _CHUNK
            last = _Behind(chunk[-1].opened_at, chunk[-1].id)
            chunk = [_Waiting(*row) for row in work.rows(further, **self.values("", last), **self.shared)]


def _heads(work: Work, levels: Sequence[_Level]) -> list[list[_Waiting]]:
    """The first few of every level, in one question."""
    heads: list[list[_Waiting]] = [[] for _ in levels]
    if levels:
        shared = levels[0].shared
        values = [level.values(number, level.behind) for number, level in enumerate(levels)]
        question = _all_levels(len(levels), shared["member"] is not None)
        for number, case_id, weight, opened in work.rows(question, **shared, **ChainMap(*values)):
            heads[number].append(_Waiting(case_id, weight, opened))
    for head in heads:
        head.sort(key=lambda waiting: (waiting.opened_at, waiting.id))
    return heads


def _behind(cursor: _Cursor | None, weight: int, moment: Milliseconds) -> _Behind:
    """Where the cases of a weight begin that come behind the cursor."""
    if cursor is None:
        return _Behind(0, "")
    tier, score = urgency(cursor.weight, moment - cursor.opened_at)
    mine, level = urgency(weight, 1)
    if mine != tier:
        return _Behind(0 if mine < tier else moment + 1, "")
    reached = moment - score // level  # opened then or later: no more urgent than the cursor's case
    return _Behind(reached, "" if score % level else cursor.id)


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
