"""Limits on hard content: a stretch, a day, a week; kindly, what is begun may be finished (SYS-08)."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select

from reseal.operations.audit.acts import record
from reseal.operations.staff.breaks import day_of, rules
from reseal.operations.staff.tables import TimeExposed
from reseal.operations.staff.words import Rest, Workload
from reseal.storage.clock import DAY, MINUTE, Milliseconds
from reseal.storage.store import Work

_WEEK = 7


def reached(since_break: int, day: int, week: int) -> Literal["stretch", "day", "week"] | None:
    """Which limit so many minutes reach, the longest rest first; None for none. Pure."""
    limit = rules().limit
    if week >= limit.week_minutes:
        return "week"
    if day >= limit.day_minutes:
        return "day"
    return "stretch" if since_break >= limit.stretch_minutes else None


def rest(work: Work, member_id: str) -> Rest | None:
    """The limit that the member has reached; None where they may look, also because they go on for a while."""
    days = _days(work, member_id)
    today = days.get(day_of(work.now))
    newest = today or days.get(day_of(work.now - DAY))
    if newest is None or (today is not None and (today.goes_on_until or 0) > work.now):
        return None
    rested = work.now - newest.seen_at >= rules().break_minutes * MINUTE
    since, week = (0 if rested else newest.since_break), sum(row.milliseconds for row in days.values())
    looked = today.milliseconds if today is not None else 0
    why = reached(since // MINUTE, looked // MINUTE, week // MINUTE)
    if why is None:
        return None
    minutes = {"stretch": since, "day": looked, "week": week}[why] // MINUTE
    ends = newest.seen_at + rules().break_minutes * MINUTE if why == "stretch" else _midnight(work.now)
    return Rest(why, minutes, ends, max(0, rules().limit.grace_times - (today.went_on if today else 0)))


def go_on(work: Work, member_id: str) -> bool:
    """Look for a while longer, to finish; on record. False where that was done often enough today."""
    row = work.session.get(TimeExposed, (member_id, day_of(work.now)), with_for_update=True)
    if row is None:
        row = TimeExposed(member_id=member_id, day=day_of(work.now), milliseconds=0, since_break=0, seen_at=work.now)
        row.went_on = 0
        work.session.add(row)
    if row.went_on >= rules().limit.grace_times:
        return False
    row.went_on += 1
    row.goes_on_until = work.now + rules().limit.grace_minutes * MINUTE
    record(work, "staff.went_on", member_id, minutes=rules().limit.grace_minutes, times=row.went_on)
    return True


def workload(work: Work, members: Sequence[str]) -> list[Workload]:
    """How long each of the members has looked in the last seven days, in the order given."""
    names = [day_of(work.now - (_WEEK - 1 - back) * DAY) for back in range(_WEEK)]
    query = select(TimeExposed.member_id, TimeExposed.day, TimeExposed.milliseconds)
    rows = work.session.execute(query.where(TimeExposed.member_id.in_(list(members)), TimeExposed.day.in_(names)))
    looked = {(row.member_id, row.day): row.milliseconds for row in rows}
    return [Workload(member, tuple(looked.get((member, day), 0) // MINUTE for day in names)) for member in members]


def _days(work: Work, member_id: str) -> dict[str, TimeExposed]:
    since = day_of(work.now - (_WEEK - 1) * DAY)
    mine = select(TimeExposed).where(TimeExposed.member_id == member_id, TimeExposed.day >= since)
    return {row.day: row for row in work.session.scalars(mine)}


def _midnight(now: Milliseconds) -> Milliseconds:
    return now - now % DAY + DAY
