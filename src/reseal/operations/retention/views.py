"""What is held back from erasure, and why."""

from collections.abc import Collection

from sqlalchemy import select

from reseal.operations.retention.tables import LegalHold
from reseal.operations.retention.words import Ground, Hold
from reseal.storage.store import Work


def held(work: Work, abouts: Collection[str]) -> set[str]:
    """Which of these cases and notices may not be erased now: ask before every erasure (SYS-03)."""
    if not abouts:
        return set()
    query = select(LegalHold.about).where(LegalHold.about.in_(abouts), LegalHold.released_at.is_(None))
    return set(work.session.scalars(query))


def of(work: Work, about: str) -> list[Hold]:
    """All holds that were ever put on this and are still known, the oldest first."""
    rows = work.session.scalars(select(LegalHold).where(LegalHold.about == about).order_by(LegalHold.id))
    return [_shown(row) for row in rows]


def hold(work: Work, hold_id: str) -> Hold | None:
    """The hold of that id."""
    row = work.session.get(LegalHold, hold_id)
    return None if row is None else _shown(row)


def in_force(work: Work, after: str, limit: int) -> list[Hold]:
    """The holds in force, by id; `after` is the last id known."""
    query = select(LegalHold).where(LegalHold.released_at.is_(None), LegalHold.id > after).order_by(LegalHold.id)
    return [_shown(row) for row in work.session.scalars(query.limit(limit))]


def _shown(row: LegalHold) -> Hold:
    ground: Ground = row.ground  # type: ignore[assignment]
    return Hold(row.id, row.about, ground, row.by, row.at, row.released_at)
