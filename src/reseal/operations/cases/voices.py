"""What notices say in a case, counted where they are kept: a case with a thousand of them costs as one with three."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from reseal.operations.cases.holding import SURE, Heard, heard_from, needed
from reseal.operations.cases.tables import Case, CaseVoice
from reseal.operations.cases.words import Standing, Voice
from reseal.storage.base import one_of
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

_AT_ONCE = 32
_Spoken = tuple[str, Milliseconds, str, bytes | None, bytes | None, float]


def speaks(
    work: Work, case: Case, notice_id: str, threat: bool, minor: bool, weight: float, voice: Voice, *, new: bool = False
) -> None:
    """A notice counts in a case, or counts anew; the case learns what it says. `new`: it has counted nowhere yet."""
    row = None if new else work.session.get(CaseVoice, (case.id, notice_id))
    if row is None:
        said: dict[str, Any] = {
            "standing": voice.standing,
            "contact_print": voice.contact,
            "origin_print": voice.origin,
        }
        said |= {"weight": weight, "threat": threat, "minor": minor}
        work.add(CaseVoice, [{"case_id": case.id, "notice_id": notice_id, "at": work.now, **said}])
        case.notices += 1
        case.threat, case.minor = case.threat or threat, case.minor or minor
        return
    row.standing, row.contact_print, row.origin_print = voice.standing, voice.contact, voice.origin
    row.weight, row.threat, row.minor, row.withdrawn_at = weight, threat, minor, None
    work.session.flush()
    _count_anew(work, case)


def falls_silent(work: Work, case: Case, notice_id: str) -> bool:
    """A notice counts no more; whether it did."""
    row = work.session.get(CaseVoice, (case.id, notice_id))
    if row is None or row.withdrawn_at is not None:
        return False
    row.withdrawn_at = work.now
    work.session.flush()
    _count_anew(work, case)
    return True


def heard(work: Work, case_id: str) -> list[Heard]:
    """Of the notices that stand as many as the rule on holds needs to hear, the oldest first.

    It answers as it would on all of them: the first sure one, and the first that know nothing of each other, among all
    and among the sure ones.
    """
    first = work.rows(_first(), case=case_id)
    if len(first) == _AT_ONCE:  # a crowd
        apart = [*_apart(work, case_id, _others(sure=True)), *_apart(work, case_id, _others(sure=False))]
        picked = [*work.rows(_first_sure(), case=case_id), *apart]
        first = sorted({row.notice_id: row for row in picked}.values(), key=lambda row: (row.at, row.notice_id))
    return [Heard(_standing(row.standing), row.contact_print, row.origin_print, row.weight) for row in first]


def could_sway(voice: Voice, weight: float) -> bool:
    """Whether a hold may ever rest on what the notice says."""
    standings, least = heard_from()
    return voice.standing in standings and weight >= least


@cache
def _first() -> Select[*_Spoken]:
    return _counted().limit(_AT_ONCE)


@cache
def _first_sure() -> Select[*_Spoken]:
    return _counted().where(one_of(CaseVoice.standing, SURE)).limit(1)


@cache
def _others(*, sure: bool) -> Select[*_Spoken]:
    """The first one that shares neither contact nor origin with those that are given."""
    query = _counted().where(CaseVoice.contact_print.is_not(None), CaseVoice.origin_print.is_not(None))
    query = query.where(one_of(CaseVoice.standing, SURE)) if sure else query
    query = query.where(CaseVoice.contact_print.not_in(bindparam("contacts", expanding=True)))
    return query.where(CaseVoice.origin_print.not_in(bindparam("origins", expanding=True))).limit(1)


def _counted() -> Select[*_Spoken]:
    standings, least = heard_from()
    voice = CaseVoice
    query = select(voice.notice_id, voice.at, voice.standing, voice.contact_print, voice.origin_print, voice.weight)
    query = query.where(voice.case_id == bindparam("case"), one_of(voice.standing, sorted(standings)))
    query = query.where(voice.weight >= least, voice.withdrawn_at.is_(None))
    return query.order_by(voice.at, voice.notice_id)


def _apart(work: Work, case_id: str, query: Select[*_Spoken]) -> Iterator[Row[*_Spoken]]:
    """The first of them, the first that shares neither contact nor origin with it, and so on, as many as are needed."""
    contacts: list[bytes] = []
    origins: list[bytes] = []
    for _ in range(needed()):
        row = next(iter(work.rows(query, case=case_id, contacts=contacts, origins=origins)), None)
        if row is None:
            return
        contacts.append(row.contact_print or b"")
        origins.append(row.origin_print or b"")
        yield row


def _count_anew(work: Work, case: Case) -> None:
    standing = select(func.count(), func.count().filter(CaseVoice.threat), func.count().filter(CaseVoice.minor)).where(
        CaseVoice.case_id == case.id, CaseVoice.withdrawn_at.is_(None)
    )
    notices, threats, minors = work.session.execute(standing).one()
    case.notices, case.threat, case.minor = notices, threats > 0, minors > 0


def _standing(word: str) -> Standing:
    return word  # type: ignore[return-value]
