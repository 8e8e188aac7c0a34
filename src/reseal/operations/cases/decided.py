"""Decisions that stand for good, as those see them who look at them again: words and ids, nothing that was posted."""

from collections.abc import Sequence
from typing import cast

import msgspec
from sqlalchemy import and_, or_, select

from reseal.operations.cases.carrying import lang_of
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.rows import snapshots_of
from reseal.operations.cases.snapshots import opened
from reseal.operations.cases.tables import Case, CaseDecision
from reseal.operations.cases.words import Settled
from reseal.screening.policy.wording import Lang
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work
from reseal.vocabulary import Category, Severity


class Standing(msgspec.Struct, frozen=True):
    """One decision that can no longer be undone."""

    id: str
    case_id: str
    by: str
    at: Milliseconds
    action: Settled
    category: Category
    pack: str
    revises: bool
    """Whether it took the place of an earlier decision: then somebody has looked twice already."""


def standing_since(work: Work, at: Milliseconds, behind: str, limit: int) -> Sequence[Standing]:
    """Decisions of people behind the one of that time and id that can no longer be undone, the oldest first."""
    later = or_(CaseDecision.at > at, and_(CaseDecision.at == at, CaseDecision.id > behind))
    query = select(CaseDecision).where(
        later, CaseDecision.at < work.now - undo_lasts(), CaseDecision.undone_at.is_(None)
    )
    return [
        Standing(
            one.id,
            one.case_id,
            one.by,
            one.at,
            cast(Settled, one.action),
            cast(Category, one.category),
            one.pack,
            "revises" in one.snapshots,
        )
        for one in work.session.scalars(query.order_by(CaseDecision.at, CaseDecision.id).limit(limit))
    ]


def written_in(work: Work, case_id: str) -> Lang | None:
    """The language of a case: that of its first post; None where it is erased."""
    row = work.session.get(Case, case_id)
    first = next(iter(snapshots_of(work, case_id)), None)
    if row is None or first is None:
        return None
    return lang_of(opened(work, row.vault_id, first.id, first.sealed))


def severities_of(work: Work, by: str, since: Milliseconds, most: int) -> list[Severity]:
    """How grave the cases were that somebody has decided since a time, the oldest first, the last so many."""
    query = (
        select(Case.severity)
        .join(CaseDecision, CaseDecision.case_id == Case.id)
        .where(CaseDecision.by == by, CaseDecision.at >= since)
        .order_by(CaseDecision.at.desc(), CaseDecision.id.desc())
        .limit(most)
    )
    return [cast(Severity, severity) for severity in reversed(work.session.scalars(query).all())]
