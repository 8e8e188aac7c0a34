"""Breaks from hard content: how long a member has looked at it, and when a break is proposed (SYS-08)."""

from datetime import UTC, datetime
from functools import cache

import msgspec
from sqlalchemy import delete, select

from reseal.operations.retention.rules import keep
from reseal.operations.staff.tables import TimeExposed
from reseal.operations.staff.words import Reminder
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, MINUTE, SECOND, Milliseconds
from reseal.storage.store import Work


class LimitExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Minutes, and which limit they reach."""

    since_break: int
    day: int
    week: int
    rest: str


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From where on pages of hard content rest."""

    stretch_minutes: int
    day_minutes: int
    week_minutes: int
    grace_minutes: int
    grace_times: int
    example: tuple[LimitExample, ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `breaks.toml`."""

    source: str
    status: str
    verified: bool
    after_minutes: int
    after_least: int
    after_most: int
    break_minutes: int
    day_minutes: int
    glance_seconds: int
    limit: Limit


class Exposed(msgspec.Struct, frozen=True):
    """How long somebody has looked: today, since the last break, and when last."""

    today: Milliseconds
    since_break: Milliseconds
    seen_at: Milliseconds


@cache
def rules() -> Rules:
    """The rules in force."""
    return msgspec.convert(read_toml("desk", "breaks.toml"), Rules)


def looked(before: Exposed | None, now: Milliseconds) -> Exposed:
    """What a look at `now` makes of what was before; the first one of a day counts nothing yet."""
    if before is None:
        return Exposed(0, 0, now)
    passed = max(0, now - before.seen_at)
    counted = min(passed, rules().glance_seconds * SECOND)
    if passed >= rules().break_minutes * MINUTE:
        return Exposed(before.today, 0, now)
    return Exposed(before.today + counted, before.since_break + counted, now)


def proposed(exposed: Exposed, now: Milliseconds, after_minutes: int) -> Reminder | None:
    """The break that is due; None while none is, and once the member has stopped looking for long enough."""
    if now - exposed.seen_at >= rules().break_minutes * MINUTE:
        return None
    enough = exposed.today >= rules().day_minutes * MINUTE
    if exposed.since_break < bounded(after_minutes) * MINUTE and not (enough and exposed.since_break > 0):
        return None
    return Reminder(exposed.since_break // MINUTE, exposed.today // MINUTE, enough)


def bounded(after_minutes: int) -> int:
    """The minutes that a member chose, within what may be chosen."""
    return min(max(after_minutes, rules().after_least), rules().after_most)


def look(work: Work, member_id: str) -> None:
    """Count a look at hard content: with every page of it, and every so often while it stands open."""
    row = work.session.get(TimeExposed, (member_id, day_of(work.now)), with_for_update=True)
    if row is None:
        yesterday = work.session.get(TimeExposed, (member_id, day_of(work.now - DAY)))
        before = None if yesterday is None else Exposed(0, yesterday.since_break, yesterday.seen_at)
    else:
        before = _exposed(row)
    after = looked(before, work.now)
    if row is None:
        row = TimeExposed(member_id=member_id, day=day_of(work.now), went_on=0)
        work.session.add(row)
    row.milliseconds, row.since_break, row.seen_at = after.today, after.since_break, after.seen_at


def take(work: Work, member_id: str) -> None:
    """The member takes a break now: the count since the last one begins anew."""
    row = work.session.get(TimeExposed, (member_id, day_of(work.now)), with_for_update=True)
    if row is not None:
        row.since_break = 0


def reminder(work: Work, member_id: str, after_minutes: int) -> Reminder | None:
    """The break that is due to the member now."""
    row = work.session.get(TimeExposed, (member_id, day_of(work.now)))
    return None if row is None else proposed(_exposed(row), work.now, after_minutes)


def erase_due(work: Work, limit: int) -> int:
    """Erase counts of days long gone; answers how many: call until it answers 0."""
    before = day_of(work.now - keep("time_exposed"))
    due = work.session.execute(
        select(TimeExposed.member_id, TimeExposed.day).where(TimeExposed.day < before).limit(limit)
    ).all()
    for member_id, day in due:
        work.session.execute(delete(TimeExposed).where(TimeExposed.member_id == member_id, TimeExposed.day == day))
    return len(due)


def _exposed(row: TimeExposed) -> Exposed:
    return Exposed(row.milliseconds, row.since_break, row.seen_at)


def day_of(at: Milliseconds) -> str:
    """The day of a time, as it is kept."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d")
