"""A person decides: one decision acts on a whole case, says why to all whom it touches, and can be undone at first."""

from collections.abc import Sequence
from typing import Any, get_args

from sqlalchemy import select

from reseal.operations.audit.acts import record
from reseal.operations.cases.answered import RESTRICTED, answered, is_restricted
from reseal.operations.cases.carrying import carry_out, let_go, tell_author
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.naming import acted_on_by_name
from reseal.operations.cases.noting import note_decision
from reseal.operations.cases.reasons import Reason, pack_of
from reseal.operations.cases.rows import locked, newest, snapshots_of
from reseal.operations.cases.sanctioning import Acted, strike_authors
from reseal.operations.cases.tables import Case, CaseDecision, Snapshot
from reseal.operations.cases.telling import tell_decided, tell_reopened, tell_undone
from reseal.operations.cases.words import CaseChanged, Choice, Decided, NoCase, NotNow, Settled
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.retention.rules import keep
from reseal.screening.policy.by_person import rules_of, told_to_reporter
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.wording import LANGS
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.vocabulary import Action


def decide(work: Work, case_id: str, choice: Choice, version: int, *, pack: Pack | None = None) -> Decided:
    """Decide a case as it was seen at `version`: every origin and copy gets the action, every author a statement.

    `pack` is the one whose clauses are named; left out, it is the case's own. Statements wait until the decision can no
    longer be undone.

    Raises:
        NoCase: there is none.
        CaseChanged: something came in that was not seen.
        NotNow: it is decided already, or the choice does not hold together.
    """
    case = locked(work, case_id)
    if case.version != version:
        raise CaseChanged(case_id, case.version)
    if case.state == "decided":
        raise NotNow("the case is decided; undo the decision first")
    pack = pack or pack_of(case)
    check(choice, pack)
    snapshots = newest(snapshots_of(work, case_id))
    acted = _acted_on(snapshots, choice)
    passed_over = [snapshot for snapshot in snapshots if snapshot.action == "hold" and snapshot not in acted]
    decision = new_id()
    before: dict[str, Any] = {
        "state": case.state,
        "hold_until": case.hold_until,
        "category": case.category,
        "acted": [snapshot.id for snapshot in acted],
        "actions": {snapshot.id: snapshot.action for snapshot in (*acted, *passed_over)},
    }
    reason = Reason(pack, choice.clause, choice.category)
    contents = [_apply(work, case, snapshot, choice.action, reason, decision) for snapshot in acted]
    for snapshot in passed_over:  # no hold outlasts the decision
        let_go(work, case, snapshot, decision, work.now + undo_lasts(), by_machine=False)
    note_decision(work, decision, case, choice, pack, before)
    case.state, case.outcome, case.decided_at = "decided", choice.action, work.now
    case.category = choice.category
    case.first_viewed_at = case.first_viewed_at or work.now
    case.hold_until = case.assigned_to = case.assigned_until = None
    case.erase_at = work.now + keep("case")
    case.version += 1
    work.session.flush()
    told = {lang: told_to_reporter(pack, choice.clause, choice.action, lang) for lang in LANGS}
    decided = Decided(decision, case_id, choice.action, choice.category, tuple(s.id for s in acted), case.version, told)
    tell_decided(work, decided)
    strike_authors(work, case, choice, pack.id, decision, [one for one in contents if one is not None])
    record(
        work,
        "case.decided",
        case_id,
        decision=decision,
        action=choice.action,
        category=choice.category,
        clause=choice.clause,
        pack=pack.id,
        posts=len(acted),
    )
    return decided


def undo(work: Work, decision_id: str) -> str:
    """Take a decision back while it is minutes old: content is as before, unsent statements never leave; the case's id.

    Raises:
        NoCase: there is no such decision.
        NotNow: it is too old, undone already, or not the last one.
    """
    decision = work.session.get(CaseDecision, decision_id, with_for_update=True)
    if decision is None:
        raise NoCase(decision_id)
    case = locked(work, decision.case_id)
    if decision.undone_at is not None or case.state != "decided":
        raise NotNow("the decision does not stand any more")
    if decision.snapshots.get("revises") or revised(work, decision):
        raise NotNow("it was decided on an appeal, and that stands")
    if work.now > decision.at + undo_lasts():
        raise NotNow("the time in which a decision can be undone is over; its statements have left")
    before = decision.snapshots
    deliveries.withdraw(work, decision_id)
    for snapshot in snapshots_of(work, case.id):
        if snapshot.id in before["actions"]:
            former: Action | None = before["actions"][snapshot.id]
            again = former or answered(snapshot)
            if snapshot.action in RESTRICTED or again in RESTRICTED:
                carry_out(work, case, snapshot, again)
            snapshot.action = former
    decision.undone_at, decision.undone_by = work.now, work.actor
    held = before["state"] == "held" and (before["hold_until"] or 0) > work.now
    case.state, case.hold_until = before["state"], before["hold_until"]
    if before["state"] == "held" and not held:
        case.hold_until = work.now  # the sweep of holds lets go of what is out of sight
    case.category, case.outcome = before["category"], None
    case.decided_at = case.erase_at = None
    case.version += 1
    work.session.flush()
    tell_reopened(work, case.id)
    tell_undone(work, decision_id)
    record(work, "case.undone", case.id, decision=decision_id)
    return case.id


def revised(work: Work, decision: CaseDecision) -> bool:
    """Whether another decision came in the place of this one, on an appeal."""
    query = select(CaseDecision.snapshots).where(
        CaseDecision.case_id == decision.case_id, CaseDecision.id > decision.id, CaseDecision.undone_at.is_(None)
    )
    return any(later.get("revises") == decision.id for later in work.session.scalars(query))


def check(choice: Choice, pack: Pack) -> None:
    """See to it that a choice holds together.

    Raises:
        NotNow: it does not.
    """
    if choice.action not in get_args(Settled):
        raise NotNow(f"an action is one of {', '.join(get_args(Settled))}", "action")
    try:
        rules_of(pack, choice.clause)
    except ValueError as error:
        raise NotNow(str(error), "clause") from None
    if choice.action in ("remove", "redact") and choice.category == "none":
        raise NotNow("what is removed or masked belongs to a category; name it", "category")
    if choice.action == "allow" and choice.category != "none":
        raise NotNow("what breaks a rule is not let go without an action; name the category none", "category")


def _acted_on(snapshots: Sequence[Snapshot], choice: Choice) -> list[Snapshot]:
    known = {snapshot.id for snapshot in snapshots}
    for name in (*choice.also, *choice.spare):
        if name not in known:
            raise NotNow("a snapshot that is named is not one of the case as it is now", "also")
    by_name = acted_on_by_name(snapshots, choice.also)
    return [
        snapshot
        for snapshot in snapshots
        if (snapshot.role != "told" or snapshot in by_name)
        and snapshot.id not in choice.spare
        and (snapshot.role != "mention" or snapshot.id in choice.also)
    ]


def _apply(work: Work, case: Case, snapshot: Snapshot, action: Settled, reason: Reason, decision: str) -> Acted | None:
    if action == "allow" and not is_restricted(snapshot):
        snapshot.action, snapshot.acted_at = "allow", work.now  # nothing was restricted, nobody is told
        return None
    content = carry_out(work, case, snapshot, action)
    tell_author(work, snapshot, content, action, reason, decision, work.now + undo_lasts())
    return snapshot, content
