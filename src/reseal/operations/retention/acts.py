"""Legal holds are put on and released; every one stands in the audit."""

from sqlalchemy import select

from reseal.operations.audit.acts import record
from reseal.operations.retention.rules import keep
from reseal.operations.retention.tables import LegalHold
from reseal.operations.retention.words import Ground
from reseal.storage.ids import new_id
from reseal.storage.store import Work


def hold(work: Work, about: str, ground: Ground) -> str:
    """Erase nothing of this case or notice until the hold is released; answers the hold's id (SYS-03)."""
    name = new_id()
    work.session.add(
        LegalHold(id=name, about=about, ground=ground, by=work.actor, at=work.now, released_at=None, released_by=None)
    )
    record(work, "legal_hold.put", about, hold=name, ground=ground)
    return name


def release(work: Work, hold_id: str) -> bool:
    """End a hold; False where there is none of that id, or it was released before."""
    row = work.session.get(LegalHold, hold_id, with_for_update=True)
    if row is None or row.released_at is not None:
        return False
    row.released_at, row.released_by = work.now, work.actor
    record(work, "legal_hold.released", row.about, hold=hold_id)
    return True


def erase_due(work: Work, limit: int) -> int:
    """Forget up to `limit` holds that were released long ago; answers how many."""
    ended = select(LegalHold).where(LegalHold.released_at <= work.now - keep("legal_hold")).limit(limit)
    rows = work.session.scalars(ended).all()
    for row in rows:
        work.session.delete(row)
    return len(rows)
