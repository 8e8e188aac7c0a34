"""Entries are added here, at the end of a piece of work."""

from functools import partial
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import select

from reseal.operations.audit.tables import AuditEntry
from reseal.storage.store import Work

FIRST = bytes(32)
_LAST = select(AuditEntry.number, AuditEntry.hash).order_by(AuditEntry.number.desc()).limit(1)
_ORDER = 0x5EA1
_WAITING = "audit entries"
_Entry = tuple[str, str, dict[str, Any]]
_encode = msgspec.json.Encoder(order="deterministic").encode


def record(work: Work, act: str, about: str, **detail: Any) -> None:
    """Add an entry: `act` as in `case.decided`, `about` the id of what it was done to, `detail` words and counts.

    It is added at the end of the work, with all others of it. Entries follow one another, so that each work waits here
    for the one before it; whoever held rows of others while waiting, or waited for rows while others waited for it,
    would block both.
    """
    waiting: list[_Entry] = work.session.info.setdefault(_WAITING, [])
    if not waiting:
        work.last.append(partial(_add, work, waiting))
    waiting.append((act, about, detail))


def _add(work: Work, waiting: list[_Entry]) -> None:
    work.store.database.alone(work.session, _ORDER)
    number, before = next(((last.number, last.hash) for last in work.rows(_LAST)), (0, FIRST))
    rows = []
    for act, about, detail in waiting:
        number += 1
        hash_ = digest(number, work.now, work.actor, act, about, detail, before)
        row = {"number": number, "at": work.now, "actor": work.actor, "act": act, "about": about, "detail": detail}
        rows.append({**row, "before": before, "hash": hash_})
        before = hash_
    waiting.clear()
    work.add(AuditEntry, rows)


def digest(number: int, at: int, actor: str, act: str, about: str, detail: dict[str, Any], before: bytes) -> bytes:
    """What binds an entry to all before it."""
    return sha256(before + _encode([number, at, actor, act, about, detail])).digest()
