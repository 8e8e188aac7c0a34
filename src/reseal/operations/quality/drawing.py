"""Lots are drawn: which decisions go blind to another reviewer."""

from typing import Any

from sqlalchemy import delete, select

from reseal.operations.audit.acts import record
from reseal.operations.cases import decided
from reseal.operations.cases.decided import Standing
from reseal.operations.quality.figures import kappa_by_category
from reseal.operations.quality.rules import drawn, look_waits, lot, rules
from reseal.operations.quality.tables import DrawnUntil, SecondLook
from reseal.operations.retention.rules import keep
from reseal.operations.sanctions import views as sanctions
from reseal.storage.ids import new_id
from reseal.storage.store import Work

_ONE = 1
_CLOSING = ("account.close", "group.dissolve", "agency.expel")


def draw(work: Work, limit: int = 100, *, share: float | None = None) -> int:
    """Draw lots for decisions that can no longer be undone; answers for how many: call until it answers 0.

    Each gets its lot once: how far it has come is kept in the same piece of work. `share`: another plain share than
    that of the rules, as for a desk with few decisions.
    """
    until = work.session.get(DrawnUntil, _ONE, with_for_update=True)
    if until is None:
        until = DrawnUntil(id=_ONE, at=0, decision_id="")
        work.session.add(until)
        work.session.flush()
    found = decided.standing_since(work, until.at, until.decision_id, limit)
    known = kappa_by_category(work) if found else {}
    plain = rules().sample.share if share is None else share
    rows = [row for one in found if not one.revises and (row := _row(work, one, known.get(one.category), plain))]
    if rows:
        work.add(SecondLook, rows)
    for row in rows:
        record(work, "second_look.drawn", row["id"], why=row["why"])
    if found:
        until.at, until.decision_id = found[-1].at, found[-1].id
    return len(found)


def _row(work: Work, one: Standing, known: float | None, plain: float) -> dict[str, Any] | None:
    at = lot(work.prints.of("sample", one.id))
    why = drawn(at, closure=_closes(work, one.id), kappa=known, share=plain)
    lang = decided.written_in(work, one.case_id) if why else None
    if why is None or lang is None or not one.by.startswith("staff:"):
        return None
    return {
        "id": new_id(),
        "decision_id": one.id,
        "case_id": one.case_id,
        "why": why,
        "plain": at < plain,
        "state": "waiting",
        "pack": one.pack,
        "lang": lang,
        "picked_at": work.now,
        "decided_at": one.at,
        "first_by": one.by,
        "first_action": one.action,
        "first_category": one.category,
    }


def _closes(work: Work, decision_id: str) -> bool:
    """Whether somebody lost an account or a group by it, or is about to."""
    return any(one.kind in _CLOSING for one in sanctions.of_decision(work, decision_id))


def let_go_due(work: Work, limit: int = 100) -> int:
    """Let go of looks that nobody took in time, or whose case is erased; answers how many: call until it answers 0."""
    late = select(SecondLook).where(
        SecondLook.state.in_(("waiting", "differs")), SecondLook.picked_at <= work.now - look_waits()
    )
    rows = work.session.scalars(late.order_by(SecondLook.picked_at).limit(limit).with_for_update()).all()
    for row in rows:
        row.state = "let_go"
    return len(rows)


def erase_due(work: Work, limit: int = 500) -> int:
    """Forget looks of long ago; answers how many: call until it answers 0."""
    old = select(SecondLook.id).where(SecondLook.picked_at <= work.now - keep("second_look")).limit(limit)
    found = work.session.scalars(old).all()
    if found:
        work.session.execute(delete(SecondLook).where(SecondLook.id.in_(found)))
    return len(found)
