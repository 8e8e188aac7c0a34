"""What notices say in a case, counted where they are kept: a case with a thousand of them costs as one with three."""

from collections.abc import Iterator

from sqlalchemy import Select, func, select

from reseal.operations.cases.holding import SURE, Heard, heard_from, needed
from reseal.operations.cases.tables import Case, CaseVoice
from reseal.operations.cases.words import Standing, Voice
from reseal.storage.store import Work

_AT_ONCE = 32


def speaks(
    work: Work, case: Case, notice_id: str, threat: bool, minor: bool, weight: float, voice: Voice, *, new: bool = False
) -> None:
    """A notice counts in a case, or counts anew; the case learns what it says. `new`: it has counted nowhere yet."""
    row = None if new else work.session.get(CaseVoice, (case.id, notice_id))
    again = row is not None
    if row is None:
        row = CaseVoice(case_id=case.id, notice_id=notice_id, at=work.now)
        work.session.add(row)
    row.standing, row.contact_print, row.origin_print = voice.standing, voice.contact, voice.origin
    row.weight, row.threat, row.minor, row.withdrawn_at = weight, threat, minor, None
    work.session.flush()
    if again:
        _count_anew(work, case)
    else:
        case.notices += 1
        case.threat, case.minor = case.threat or threat, case.minor or minor


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
    first = list(work.session.scalars(_counted(case_id).limit(_AT_ONCE)))
    if len(first) == _AT_ONCE:  # a crowd
        sure = _counted(case_id).where(CaseVoice.standing.in_(SURE))
        picked = [*work.session.scalars(sure.limit(1)), *_apart(work, sure), *_apart(work, _counted(case_id))]
        first = sorted({row.notice_id: row for row in picked}.values(), key=lambda row: (row.at, row.notice_id))
    return [Heard(_standing(row.standing), row.contact_print, row.origin_print, row.weight) for row in first]


def could_sway(voice: Voice, weight: float) -> bool:
    """Whether a hold may ever rest on what the notice says."""
    standings, least = heard_from()
    return voice.standing in standings and weight >= least


def _counted(case_id: str) -> Select[CaseVoice]:
    standings, least = heard_from()
    query = select(CaseVoice).where(
        CaseVoice.case_id == case_id,
        CaseVoice.standing.in_(standings),
        CaseVoice.weight >= least,
        CaseVoice.withdrawn_at.is_(None),
    )
    return query.order_by(CaseVoice.at, CaseVoice.notice_id)


def _apart(work: Work, query: Select[CaseVoice]) -> Iterator[CaseVoice]:
    """The first of them, the first that shares neither contact nor origin with it, and so on, as many as are needed."""
    contacts: list[bytes] = []
    origins: list[bytes] = []
    query = query.where(CaseVoice.contact_print.is_not(None), CaseVoice.origin_print.is_not(None))
    for _ in range(needed()):
        others = query.where(CaseVoice.contact_print.not_in(contacts), CaseVoice.origin_print.not_in(origins))
        row = work.session.scalars(others.limit(1)).first()
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
