"""What can be seen of guards: by their owners, and by staff. Never a value, never whether one is watched."""

from collections import Counter
from collections.abc import Collection
from typing import cast

from sqlalchemy import func, select

from reseal.operations.cases import views as cases
from reseal.operations.guards import rows, tickets
from reseal.operations.guards.checking import shown, waits_for_staff
from reseal.operations.guards.rules import rules
from reseal.operations.guards.tables import Guard, GuardEvent, GuardHit, GuardValue
from reseal.operations.guards.tickets import entered, passed
from reseal.operations.guards.words import (
    Fired,
    Kind,
    Lang,
    Line,
    Proof,
    State,
    Status,
    ToCheck,
    ValueView,
    Watched,
)
from reseal.operations.notices.tickets import shown as ticket_shown
from reseal.storage.clock import DAY
from reseal.storage.store import Work


def opens(work: Work, guard_id: str) -> str:
    """What opens the page of a guard for half an hour from now."""
    return tickets.pass_for(work, rows.guard_of(work, guard_id))


def page(work: Work, guard_id: str) -> Status:
    """What the page of a guard shows.

    Raises:
        LookupError: there is none.
    """
    guard = rows.guard_of(work, guard_id)
    numbers: Counter[str] = Counter()
    values = []
    for value in rows.values_of(work, guard_id):
        numbers[value.type] += 1
        values.append(
            ValueView(
                value.id,
                value.place,
                cast(Watched, value.type),
                numbers[value.type],
                cast(Proof, value.proof),
                cast(State, value.state),
                value.waits_until,
            )
        )
    query = select(GuardEvent).where(GuardEvent.guard_id == guard_id).order_by(GuardEvent.at, GuardEvent.id)
    lines = (Line(row.at, cast(Kind, row.kind), row.detail) for row in work.session.scalars(query))
    return Status(
        ticket_shown(guard.ticket),
        guard.created_at,
        guard.expires_at,
        guard.created_at + rules().keep.most_days * DAY,
        guard.owner_print is not None,
        guard.letters,
        tuple(values),
        tuple(lines),
    )


def to_check(work: Work, after: str, limit: int) -> list[ToCheck]:
    """The values that wait for staff, by id (the oldest first); `after` is the last id known."""
    query = (
        select(GuardValue, Guard)
        .join(Guard, Guard.id == GuardValue.guard_id)
        .where(*waits_for_staff(), GuardValue.id > after, GuardValue.waits_until > work.now)
        .order_by(GuardValue.id)
        .limit(limit)
    )
    return [_to_check(work, value, guard) for value, guard in work.session.execute(query)]


def one_to_check(work: Work, value_id: str) -> ToCheck:
    """One of them.

    Raises:
        LookupError: it does not wait for staff.
    """
    value = work.session.get(GuardValue, value_id)
    if value is None or value.state != "waiting" or value.proof != "staff":
        raise LookupError(f"no value {value_id} waits for a check")
    return _to_check(work, value, work.session.get_one(Guard, value.guard_id))


def of_case(work: Work, case_id: str) -> list[Fired]:
    """What of a case is watched by somebody: for its reviewer, who is told neither by whom nor the value."""
    query = select(GuardValue.type, func.count(GuardHit.post_print.distinct()))
    query = query.join(GuardHit, GuardHit.value_id == GuardValue.id).where(GuardHit.case_id == case_id)
    found = work.session.execute(query.group_by(GuardValue.type).order_by(GuardValue.type))
    return [Fired(cast(Watched, type_), posts) for type_, posts in found]


def watched_in(work: Work, case_ids: Collection[str]) -> set[str]:
    """Those of some cases in which something is watched, however it came there."""
    hits = select(GuardHit.case_id).where(GuardHit.case_id.in_(case_ids))
    return set(work.session.scalars(hits.distinct())) | cases.guarded_in(work, case_ids)


def _to_check(work: Work, value: GuardValue, guard: Guard) -> ToCheck:
    others = rows.values_of(work, guard.id)
    return ToCheck(
        value.id,
        guard.id,
        cast(Watched, value.type),
        value.asked_at,
        value.waits_until or 0,
        len(others),
        sum(one.state == "watched" and one.proof == "code" for one in others),
        guard.by_platform,
        bool(rows.told(work, guard).words.strip()),
        cast(Lang, guard.lang),
    )


__all__ = ["entered", "of_case", "one_to_check", "opens", "page", "passed", "shown", "to_check", "watched_in"]
