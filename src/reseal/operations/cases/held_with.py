"""What comes into a case while it is on hold is held with it, as if it had been there when the hold began.

The guards are those of the hold itself: posts about public office, in the news or condemning doxxing wait for a person.
A hold by corroboration takes in what its notices speak for; one by a person, who has seen only what was there, takes in
copies of it: the same text, or what the screener finds to expose somebody, too. It ends and is confirmed with the case.
"""

from reseal.operations.audit.acts import record
from reseal.operations.cases.carrying import carry_out, tell_author
from reseal.operations.cases.holding import is_exposed, may_hold, needs_person
from reseal.operations.cases.reasons import held_on, pack_of
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.voices import heard
from reseal.operations.posts.sealed import decision_of
from reseal.storage.store import Work


def hold_with(work: Work, case: Case, snapshot_id: str) -> bool:
    """Hold a post that just came into a case, if the case is on hold and its guards let it; whether it is held now."""
    if case.state != "held" or (case.hold_until or 0) <= work.now:
        return False
    snapshot = work.session.get(Snapshot, snapshot_id)
    if snapshot is None or snapshot.action is not None or not _held_as_well(work, case, snapshot):
        return False
    content = carry_out(work, case, snapshot, "hold")
    reason = held_on(pack_of(case), decision_of(snapshot.decision, "", None))
    tell_author(work, snapshot, content, "hold", reason, snapshot.id, work.now, by_machine=True)
    record(work, "case.held_with", case.id, basis=case.hold_basis, snapshot=snapshot.id, until=case.hold_until)
    return True


def _held_as_well(work: Work, case: Case, snapshot: Snapshot) -> bool:
    decision = decision_of(snapshot.decision, "", None)
    if snapshot.role not in ("origin", "copy"):
        return False
    if case.hold_basis == "corroborated":
        age = work.now - snapshot.created_at
        return may_hold(decision, age, heard(work, case.id), coordinated=case.coordinated)
    if needs_person(decision) or snapshot.role != "copy":
        return False
    return snapshot.how == "exact" or is_exposed(decision)
