"""How long cases wait until a person first looks (CAC-04)."""

import msgspec
from sqlalchemy import select

from reseal.operations.cases.tables import Case
from reseal.storage.clock import HOUR, MINUTE, Milliseconds
from reseal.storage.store import Work

STEPS = (15 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR)
"""Within these times looks are counted."""


class FirstViews(msgspec.Struct, frozen=True):
    """The waits, in milliseconds, of the cases that were opened in a time."""

    opened: int
    viewed: int
    median: Milliseconds | None
    ninth: Milliseconds | None
    """What nine in ten of those that were looked at did not exceed."""
    slowest: Milliseconds | None
    within: tuple[int, ...]
    """How many were looked at within each of `STEPS`."""


def first_views(work: Work, since: Milliseconds, until: Milliseconds) -> FirstViews:
    """The waits of the cases that were opened from `since` until before `until`."""
    rows = work.session.execute(
        select(Case.opened_at, Case.first_viewed_at).where(Case.opened_at >= since, Case.opened_at < until)
    ).all()
    waits = sorted(row.first_viewed_at - row.opened_at for row in rows if row.first_viewed_at is not None)
    within = tuple(sum(wait <= step for wait in waits) for step in STEPS)
    if not waits:
        return FirstViews(len(rows), 0, None, None, None, within)
    last = len(waits) - 1
    return FirstViews(
        len(rows), len(waits), waits[len(waits) // 2], waits[min(last, len(waits) * 9 // 10)], waits[-1], within
    )
