"""Entries are read here, and the chain that binds them is looked at."""

from collections.abc import Collection

from sqlalchemy import func, select

from reseal.operations.audit.acts import FIRST, digest
from reseal.operations.audit.tables import AuditEntry
from reseal.operations.audit.words import AuditPage, Checked, Entry
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

MOST = 200
_BATCH = 2_000


def page(
    work: Work,
    *,
    act: str = "",
    actor: str = "",
    about: str = "",
    since: Milliseconds | None = None,
    until: Milliseconds | None = None,
    before: int | None = None,
    limit: int = 50,
) -> AuditPage:
    """Entries, the newest first. `act` also takes a beginning up to a dot (`case.`); `before` is a page's `next`."""
    wanted = select(AuditEntry).order_by(AuditEntry.number.desc()).limit(min(max(limit, 1), MOST) + 1)
    if act.endswith("."):
        wanted = wanted.where(AuditEntry.act >= act, AuditEntry.act < act[:-1] + "/")
    elif act:
        wanted = wanted.where(AuditEntry.act == act)
    if actor:
        wanted = wanted.where(AuditEntry.actor == actor)
    if about:
        wanted = wanted.where(AuditEntry.about == about)
    if since is not None:
        wanted = wanted.where(AuditEntry.at >= since)
    if until is not None:
        wanted = wanted.where(AuditEntry.at < until)
    if before is not None:
        wanted = wanted.where(AuditEntry.number < before)
    rows = work.session.scalars(wanted).all()
    shown, more = rows[: min(max(limit, 1), MOST)], len(rows) > min(max(limit, 1), MOST)
    return AuditPage(tuple(_shown(row) for row in shown), shown[-1].number if more else None)


def about(work: Work, what: str, limit: int = MOST) -> list[Entry]:
    """What was done to one thing, the newest first."""
    return list(page(work, about=what, limit=limit).entries)


def actors(work: Work, abouts: Collection[str]) -> dict[str, frozenset[str]]:
    """Who has had a part in each of these things: by the acts that stand here."""
    query = select(AuditEntry.about, AuditEntry.actor).where(AuditEntry.about.in_(list(abouts))).distinct()
    found: dict[str, set[str]] = {}
    for what, actor in work.session.execute(query) if abouts else ():
        found.setdefault(what, set()).add(actor)
    return {what: frozenset(who) for what, who in found.items()}


def newest(work: Work) -> int:
    """The number of the last entry; 0 where there is none. It grows with every act of importance."""
    return work.session.scalar(select(func.max(AuditEntry.number))) or 0


def kinds(work: Work) -> list[str]:
    """The acts that there are entries of: each found by one step along the index, however many entries there are."""
    found: list[str] = []
    last = ""
    following = select(AuditEntry.act).order_by(AuditEntry.act).limit(1)
    while (act := work.session.scalar(following.where(AuditEntry.act > last))) is not None:
        found.append(act)
        last = act
    return found


def check(work: Work, after: int = 0, seal: bytes = FIRST, most: int | None = None) -> Checked:
    """Look at the chain from behind entry `after`, whose seal is `seal`, to its end or for `most` entries.

    An entry is broken when it does not bind what stands in it and the entry before it, or when one is missing.
    """
    seen, number = 0, after
    while most is None or seen < most:
        batch = min(_BATCH, most - seen) if most is not None else _BATCH
        rows = work.session.scalars(
            select(AuditEntry).where(AuditEntry.number > number).order_by(AuditEntry.number).limit(batch)
        ).all()
        for row in rows:
            bound = digest(row.number, row.at, row.actor, row.act, row.about, row.detail, row.before)
            if row.number != number + 1 or row.before != seal or row.hash != bound:
                return Checked(seen, number, seal.hex(), number + 1, True)
            number, seal, seen = row.number, row.hash, seen + 1
            work.session.expunge(row)
        if len(rows) < batch:
            return Checked(seen, number, seal.hex(), None, True)
    return Checked(seen, number, seal.hex(), None, False)


def _shown(row: AuditEntry) -> Entry:
    return Entry(row.number, row.at, row.actor, row.act, row.about, row.detail)
