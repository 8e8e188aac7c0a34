"""Reveals: a masked text made readable to one member, for minutes and a purpose, on record; unusual patterns alert."""

from collections.abc import Collection
from functools import cache

import msgspec
from sqlalchemy import Select, delete, func, select

from reseal.operations.audit.acts import record
from reseal.operations.cases import views as cases
from reseal.operations.guards import views as guards
from reseal.operations.guards.words import Kept
from reseal.operations.guards.words import Told as GuardTold
from reseal.operations.notices import views as notices
from reseal.operations.notices.words import Told
from reseal.operations.retention.rules import keep
from reseal.operations.staff.tables import Reveal
from reseal.operations.staff.words import Alert, Revealed
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, HOUR, MINUTE, Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work


class NotRevealedError(PermissionError):
    """The text is masked for this member now."""


class Minutes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a text may be readable."""

    usual: int
    most: int


class Unusual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From where on a pattern is unusual."""

    ten_minutes: int
    hour: int
    day: int
    cases_an_hour: int
    times_the_average: float
    average_days: int
    average_least: int
    taken_by_another: bool


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `reveals.toml`."""

    source: str
    status: str
    verified: bool
    minutes: Minutes
    purposes: tuple[str, ...]
    unusual: Unusual


class Habit(msgspec.Struct, frozen=True):
    """What a member revealed: counts, the newest one among them; `average` is of the days before this one."""

    ten_minutes: int
    hour: int
    day: int
    cases_an_hour: int
    average: float
    taken_by_another: bool


@cache
def rules() -> Rules:
    """The rules in force."""
    return msgspec.convert(read_toml("desk", "reveals.toml"), Rules)


def unusual(habit: Habit) -> tuple[str, ...]:
    """Which patterns are unusual, by their names in `reveals.toml`."""
    most = rules().unusual
    found = [
        name for name in ("ten_minutes", "hour", "day", "cases_an_hour") if getattr(habit, name) > getattr(most, name)
    ]
    if habit.day > max(most.average_least, most.times_the_average * habit.average) and habit.average > 0:
        found.append("times_the_average")
    if habit.taken_by_another and most.taken_by_another:
        found.append("taken_by_another")
    return tuple(found)


def reveal(
    work: Work, member_id: str, case_id: str, snapshot_id: str, purpose: str, minutes: int, taken_by: str | None = None
) -> Revealed:
    """Let the member read a snapshot of a case for some minutes. `taken_by` is who has taken the case, if anybody.

    The reveal stands in the audit; so does each unusual pattern, as `reveal.unusual`.

    Raises:
        ValueError: there is no such purpose, or more minutes than there may be.
        LookupError: the case has no such snapshot.
    """
    _require(purpose, minutes)
    if cases.case_of(work, snapshot_id) != case_id:
        raise LookupError(f"the case {case_id} has no snapshot {snapshot_id}")
    return _revealed(work, member_id, case_id, snapshot_id, "snapshot", purpose, minutes, taken_by)


def reveal_notice(
    work: Work, member_id: str, notice_id: str, purpose: str, minutes: int, taken_by: str | None = None
) -> Revealed:
    """Let the member read the words of a notice, and see its pictures, for some minutes. All else as in `reveal`.

    Raises:
        ValueError: there is no such purpose, or more minutes than there may be.
        LookupError: there is no such notice.
    """
    _require(purpose, minutes)
    case_id = next(iter(notices.cases_of_notice(work, notice_id)), notice_id)  # one that was passed on is in no case
    return _revealed(work, member_id, case_id, notice_id, "notice", purpose, minutes, taken_by)


def reveal_appeal(
    work: Work, member_id: str, case_id: str, appeal_id: str, purpose: str, minutes: int, taken_by: str | None = None
) -> Revealed:
    """Let the member read what was said in an appeal about a case, for some minutes. All else as in `reveal`.

    Raises:
        ValueError: there is no such purpose, or more minutes than there may be.
    """
    _require(purpose, minutes)
    return _revealed(work, member_id, case_id, appeal_id, "appeal", purpose, minutes, taken_by)


def reveal_guarded(work: Work, member_id: str, value_id: str, purpose: str, minutes: int) -> Revealed:
    """Let the member read a value that is to be watched, and what was said of it. All else as in `reveal`.

    Raises:
        ValueError: there is no such purpose, or more minutes than there may be.
        LookupError: it waits for no check.
    """
    _require(purpose, minutes)
    guard_id = guards.one_to_check(work, value_id).guard_id
    return _revealed(work, member_id, guard_id, value_id, "value", purpose, minutes, None)


def _require(purpose: str, minutes: int) -> None:
    if purpose not in rules().purposes:
        raise ValueError(f"purpose: {purpose!r} is none. There are {', '.join(rules().purposes)}.")
    if not 1 <= minutes <= rules().minutes.most:
        raise ValueError(f"minutes: {minutes} is too long or too short. Give 1 to {rules().minutes.most}.")


def _revealed(
    work: Work,
    member_id: str,
    case_id: str,
    revealed_id: str,
    kind: str,
    purpose: str,
    minutes: int,
    taken_by: str | None,
) -> Revealed:
    row = Reveal(
        id=new_id(),
        member_id=member_id,
        case_id=case_id,
        snapshot_id=revealed_id,
        purpose=purpose,
        at=work.now,
        until=work.now + minutes * MINUTE,
        alerted=False,
    )
    work.session.add(row)
    work.session.flush()
    record(work, "reveal.opened", case_id, purpose=purpose, minutes=minutes, **{kind: revealed_id})
    patterns = unusual(_habit(work, member_id, taken_by is not None and taken_by != member_id))
    if patterns:
        row.alerted = True
        record(work, "reveal.unusual", member_id, patterns=list(patterns), case=case_id)
    return Revealed(revealed_id, row.until, patterns)


def hide(work: Work, member_id: str, snapshot_id: str) -> None:
    """End what the member may still read of it, a snapshot or a notice, before its time."""
    for row in work.session.scalars(_open(work, member_id).where(Reveal.snapshot_id == snapshot_id)):
        row.until = work.now


def open_until(work: Work, member_id: str, case_id: str) -> dict[str, Milliseconds]:
    """Which snapshots of a case the member may read now, and until when."""
    rows = work.session.scalars(_open(work, member_id).where(Reveal.case_id == case_id).order_by(Reveal.until))
    return {row.snapshot_id: row.until for row in rows}


def text(work: Work, member_id: str, snapshot_id: str) -> str:
    """The text of a snapshot, for the member who may read it now.

    Raises:
        NotRevealedError: they may not, or no longer.
        LookupError: there is no such snapshot any more.
    """
    if work.session.scalar(_open(work, member_id).where(Reveal.snapshot_id == snapshot_id).limit(1)) is None:
        raise NotRevealedError(snapshot_id)
    return cases.snapshot_text(work, snapshot_id)


def notices_open_until(work: Work, member_id: str, notice_ids: Collection[str]) -> dict[str, Milliseconds]:
    """Which of the notices the member may read now, and until when."""
    rows = work.session.scalars(_open(work, member_id).order_by(Reveal.until))
    return {row.snapshot_id: row.until for row in rows if row.snapshot_id in notice_ids}


def notice_words(work: Work, member_id: str, notice_id: str) -> Told:
    """What a notifier wrote, for the member who may read it now.

    Raises:
        NotRevealedError: they may not, or no longer.
        LookupError: there is no such notice any more.
    """
    if notice_id not in notices_open_until(work, member_id, {notice_id}):
        raise NotRevealedError(notice_id)
    return notices.words_of(work, notice_id)


def notice_pictures(work: Work, member_id: str, notice_id: str) -> list[bytes]:
    """The pictures of a notice as they came, for the member who may see them now. Raises as `notice_words`."""
    if notice_id not in notices_open_until(work, member_id, {notice_id}):
        raise NotRevealedError(notice_id)
    return notices.pictures_of(work, notice_id)


def guards_open_until(work: Work, member_id: str, value_ids: Collection[str]) -> dict[str, Milliseconds]:
    """Which of the values that are to be watched the member may read now, and until when."""
    return notices_open_until(work, member_id, value_ids)


def guarded_value(work: Work, member_id: str, value_id: str) -> tuple[Kept, GuardTold]:
    """A value that is to be watched and what was said of it, for the member who may read them now.

    Raises:
        NotRevealedError: they may not, or no longer.
        LookupError: it waits for no check any more.
    """
    if value_id not in guards_open_until(work, member_id, {value_id}):
        raise NotRevealedError(value_id)
    return guards.shown(work, value_id)


def alerts(work: Work, since: Milliseconds) -> list[Alert]:
    """Who revealed in an unusual way since then, the newest first, each member once with the count."""
    counted = (
        select(Reveal.member_id, func.count(), func.max(Reveal.at))
        .where(Reveal.alerted.is_(True), Reveal.at >= since)
        .group_by(Reveal.member_id)
        .order_by(func.max(Reveal.at).desc())
    )
    return [Alert(member_id, count, at) for member_id, count, at in work.session.execute(counted)]


def erase_due(work: Work, limit: int) -> int:
    """Erase reveals whose record has been kept for long enough; answers how many: call until it answers 0."""
    due = work.session.scalars(select(Reveal.id).where(Reveal.at <= work.now - keep("reveal")).limit(limit)).all()
    work.session.execute(delete(Reveal).where(Reveal.id.in_(due)))
    return len(due)


def _open(work: Work, member_id: str) -> Select[Reveal]:
    return select(Reveal).where(Reveal.member_id == member_id, Reveal.until > work.now)


def _habit(work: Work, member_id: str, taken_by_another: bool) -> Habit:
    def count(since: Milliseconds, until: Milliseconds | None = None) -> int:
        counted = select(func.count()).where(Reveal.member_id == member_id, Reveal.at > since)
        if until is not None:
            counted = counted.where(Reveal.at <= until)
        return work.session.scalar(counted) or 0

    span = rules().unusual.average_days
    differing = select(func.count(func.distinct(Reveal.case_id))).where(
        Reveal.member_id == member_id, Reveal.at > work.now - HOUR
    )
    return Habit(
        ten_minutes=count(work.now - 10 * MINUTE),
        hour=count(work.now - HOUR),
        day=count(work.now - DAY),
        cases_an_hour=work.session.scalar(differing) or 0,
        average=count(work.now - (span + 1) * DAY, work.now - DAY) / span,
        taken_by_another=taken_by_another,
    )
