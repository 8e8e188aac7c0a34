"""What is read of cases: masked by typed tokens, unless staff has revealed it (`snapshot_text`)."""

from collections.abc import Collection
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import aliased

from reseal.operations.cases.correcting import agreed, seen
from reseal.operations.cases.first_views import FirstViews, first_views
from reseal.operations.cases.holding import needs_person, undo_lasts
from reseal.operations.cases.naming import NAMED
from reseal.operations.cases.queue import queue, row_of
from reseal.operations.cases.reasons import statements_of
from reseal.operations.cases.rows import snapshots_of
from reseal.operations.cases.snapshots import SealedContent, opened
from reseal.operations.cases.summaries import summaries
from reseal.operations.cases.tables import SAYS_IT_FIRST, Case, CaseDecision, CaseIdentifier, CaseVoice, Snapshot
from reseal.operations.cases.undoable import taken, undoable
from reseal.operations.cases.words import (
    ACTIVE,
    GUARDED,
    CaseRow,
    CaseView,
    DecisionView,
    How,
    NoCase,
    OfPerson,
    Point,
    Role,
    SnapshotView,
)
from reseal.operations.posts.sealed import decision_of
from reseal.screening.policy.wording import Lang
from reseal.screening.redact import redact
from reseal.storage.store import Work
from reseal.vocabulary import Action, Exposure

_EARLIER = 20


def case(work: Work, case_id: str, lang: Lang = "en") -> CaseView:
    """Everything about a case but what is personal; an erased one has no snapshots.

    Raises:
        NoCase: there is none.
    """
    row = work.session.get(Case, case_id)
    if row is None:
        raise NoCase(case_id)
    authors: dict[bytes, str] = {}
    found = snapshots_of(work, case_id)
    shown = seen(work, found)
    snapshots = tuple(_snapshot(work, row, one, shown[one.id], lang, authors) for one in found)
    decisions = tuple(_decisions(work, row))
    return CaseView(
        row_of(row, work.now), snapshots, _timeline(work, row, snapshots, decisions), decisions, _earlier(work, row)
    )


def exists(work: Work, case_id: str) -> bool:
    """Whether there is a case of that id."""
    return work.session.get(Case, case_id) is not None


def guarded_in(work: Work, case_ids: Collection[str]) -> set[str]:
    """Those of some cases a post of which stands in an open case, that one or another, because it is watched."""
    other = aliased(Snapshot)
    watched = select(other.id).join(Case, Case.id == other.case_id)
    watched = watched.where(other.ref_print == Snapshot.ref_print, other.how == GUARDED, Case.state.in_(ACTIVE))
    found = select(Snapshot.case_id).where(Snapshot.case_id.in_(case_ids), watched.exists())
    return set(work.session.scalars(found.distinct()))


def decision_on(work: Work, ref: str) -> OfPerson | None:
    """What a person last decided about the post that a platform calls so, if that stands and was about this post."""
    query = (
        select(Snapshot, CaseDecision)
        .join(CaseDecision, CaseDecision.case_id == Snapshot.case_id)
        .where(Snapshot.ref_print == work.prints.of("post", ref), CaseDecision.undone_at.is_(None))
        .order_by(CaseDecision.id.desc(), Snapshot.id.desc())
    )
    for snapshot, decision in work.session.execute(query):
        if snapshot.id in decision.snapshots["acted"]:
            return OfPerson(decision.action, decision.category, statements_of(decision, snapshot))
    return None


def snapshot_text(work: Work, snapshot_id: str) -> str:
    """The text of a snapshot as it was published; of a post that is known by its name alone, the name.

    Only for a reveal, which asks a purpose and is logged.

    Raises:
        NoCase: there is none, or the case is erased.
    """
    content = content_of(work, snapshot_id)
    snapshot = work.session.get(Snapshot, snapshot_id)
    return content.ref if snapshot is not None and snapshot.how == NAMED else content.text


def content_of(work: Work, snapshot_id: str) -> SealedContent:
    """A snapshot opened, with the platform's names of post and author. As `snapshot_text`: only where it is logged.

    Raises:
        NoCase: there is none, or the case is erased.
    """
    snapshot = work.session.get(Snapshot, snapshot_id)
    row = work.session.get(Case, snapshot.case_id) if snapshot is not None else None
    if snapshot is None or row is None:
        raise NoCase(snapshot_id)
    try:
        return opened(work, row.vault_id, snapshot.id, snapshot.sealed)
    except LookupError:
        raise NoCase(snapshot_id) from None


def case_row(work: Work, case_id: str) -> CaseRow:
    """A case as lists show it, without its posts.

    Raises:
        NoCase: there is none.
    """
    row = work.session.get(Case, case_id)
    if row is None:
        raise NoCase(case_id)
    return row_of(row, work.now)


def case_of(work: Work, snapshot_id: str) -> str | None:
    """Which case a snapshot belongs to."""
    return work.session.scalar(select(Snapshot.case_id).where(Snapshot.id == snapshot_id))


def _snapshot(
    work: Work, row: Case, one: Snapshot, shown: tuple[Exposure, ...], lang: Lang, authors: dict[bytes, str]
) -> SnapshotView:
    content = opened(work, row.vault_id, one.id, one.sealed)
    decision = decision_of(one.decision, "", None)
    author = None
    if one.author_print is not None:
        author = authors.setdefault(one.author_print, f"{len(authors) + 1}")
    return SnapshotView(
        one.id,
        cast(Role, one.role),
        cast(How, one.how),
        redact(content.text, shown, lang),
        shown,
        one.decision,
        needs_person(decision),
        dict(one.counts),
        len(content.media),
        one.created_at,
        one.taken_at,
        one.gone_at,
        cast("Action | None", one.action),
        one.acted_at,
        one.acknowledged_at,
        author,
    )


def _decisions(work: Work, row: Case) -> list[DecisionView]:
    query = select(CaseDecision).where(CaseDecision.case_id == row.id).order_by(CaseDecision.id)
    made = []
    for one in work.session.scalars(query):
        until = one.at + undo_lasts()
        stands = one.undone_at is None and row.state == "decided" and until >= work.now
        made.append(
            DecisionView(
                one.id,
                one.by,
                one.at,
                one.action,
                one.category,
                one.clause,
                one.pack,
                len(one.snapshots["acted"]),
                one.undone_at,
                one.undone_by,
                until if stands else None,
            )
        )
    return made


def _timeline(
    work: Work, row: Case, snapshots: tuple[SnapshotView, ...], decisions: tuple[DecisionView, ...]
) -> tuple[Point, ...]:
    """How it spread and what was done, in order of time."""
    points = [Point(one.created_at, "post", one.id, {"role": one.role, "how": one.how}) for one in snapshots]
    points += [Point(one.gone_at, "gone", one.id, {}) for one in snapshots if one.gone_at is not None]
    voices = work.session.scalars(select(CaseVoice).where(CaseVoice.case_id == row.id))
    points += [Point(one.at, "notice", one.notice_id, {"standing": one.standing}) for one in voices]
    if row.auto_held_at is not None:
        points.append(Point(row.auto_held_at, "held", row.id, {"basis": "corroborated"}))
    if row.escalated_at is not None:
        points.append(Point(row.escalated_at, "escalated", row.id, {}))
    for decision in decisions:
        points.append(Point(decision.at, "decision", decision.id, {"action": decision.action}))
        if decision.undone_at is not None:
            points.append(Point(decision.undone_at, "undone", decision.id, {}))
    return tuple(sorted(points, key=lambda point: (point.at, point.id)))


def _earlier(work: Work, row: Case) -> tuple[str, ...]:
    """Decided cases about the same values or the same texts, the newest first."""
    values = select(CaseIdentifier.value_print).where(CaseIdentifier.case_id == row.id)
    texts = select(Snapshot.text_print).where(Snapshot.case_id == row.id)
    by_value = select(CaseIdentifier.case_id).where(CaseIdentifier.value_print.in_(values))
    by_text = select(Snapshot.case_id).where(Snapshot.text_print.in_(texts), SAYS_IT_FIRST)
    query = select(Case.id).where(Case.state == "decided", Case.id != row.id)
    query = query.where(Case.id.in_(by_value.union(by_text)))
    return tuple(work.session.scalars(query.order_by(Case.id.desc()).limit(_EARLIER)))


__all__ = [
    "FirstViews",
    "agreed",
    "case",
    "case_of",
    "case_row",
    "content_of",
    "decision_on",
    "first_views",
    "guarded_in",
    "queue",
    "snapshot_text",
    "summaries",
    "taken",
    "undoable",
]
