"""Content goes out of sight for some hours before anybody has decided, and comes back by itself (DESIGN, guards)."""

from sqlalchemy import select

from reseal.operations.audit.acts import record
from reseal.operations.cases.carrying import carry_out, let_go, tell_author
from reseal.operations.cases.growing import stakes_of, weigh
from reseal.operations.cases.holding import could_hold, hold_lasts, may_hold
from reseal.operations.cases.naming import acted_on_by_name
from reseal.operations.cases.reasons import held_on, pack_of
from reseal.operations.cases.rows import locked, newest, snapshots_of
from reseal.operations.cases.rules import due_at, weight_of
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.telling import tell_hidden
from reseal.operations.cases.voices import could_sway, falls_silent, heard, speaks
from reseal.operations.cases.words import Basis, NotNow, Voice
from reseal.operations.posts.sealed import decision_of
from reseal.storage.store import Work
from reseal.vocabulary import Decision

_UNKNOWN = Voice()


def noticed(
    work: Work,
    case_id: str,
    notice_id: str,
    threat: bool,
    minor: bool,
    weight: float,
    voice: Voice = _UNKNOWN,
    *,
    new: bool = False,
) -> None:
    """A notice counts in a case: it may make it more urgent, and with others hold it. Told again, it counts anew.

    `new`: it has counted nowhere yet.

    Raises:
        NoCase: there is none.
    """
    case = locked(work, case_id)
    speaks(work, case, notice_id, threat, minor, weight, voice, new=new)
    # a threat that comes late has its own short time from then on
    stakes = stakes_of(case)
    case.due_at = min(case.due_at, due_at(work.now, case.pack, stakes))
    case.weight = weight_of(stakes)
    if not could_sway(voice, weight) or case.state != "open" or case.auto_held_at is not None:
        return
    if corroborated(work, case):
        hold(work, case_id, "corroborated")


def withdrawn(work: Work, case_id: str, notice_id: str) -> None:
    """A notice was taken back: it counts no more. The case goes on."""
    case = locked(work, case_id)
    if falls_silent(work, case, notice_id):
        weigh(case)


def organised(work: Work, case_id: str, coordinated: bool) -> None:
    """Whether the notices of a case look organised: the reviewer sees it, and only sure ones hold content then."""
    case = locked(work, case_id)
    if case.coordinated != coordinated:
        case.coordinated = coordinated


def corroborated(work: Work, case: Case) -> list[Snapshot]:
    """The posts of a case that may be held without a person, as things stand."""
    voices = heard(work, case.id)
    if not could_hold(voices):
        return []
    return [
        snapshot
        for snapshot in newest(snapshots_of(work, case.id))
        if snapshot.role in ("origin", "copy")
        and may_hold(_decision(snapshot), work.now - snapshot.created_at, voices, coordinated=case.coordinated)
    ]


def hold(work: Work, case_id: str, basis: Basis) -> int:
    """Ask the platform to put a case's posts out of sight until somebody decides; answers how many.

    By a person every origin and copy is held; without one, only those for which the notices speak, and once only.

    Raises:
        NoCase: there is none.
        NotNow: it is decided, or held already, or nothing may be held on this basis.
    """
    case = locked(work, case_id)
    if case.state != "open":
        raise NotNow(f"the case is {case.state}; only an open one can be held")
    if basis == "corroborated" and case.auto_held_at is not None:
        raise NotNow("the case was held without a person before; a person decides now")
    found = corroborated(work, case) if basis == "corroborated" else _all_acted_on(work, case)
    if not found:
        raise NotNow("no post of the case may be held on this basis")
    pack = pack_of(case)
    for snapshot in found:
        content = carry_out(work, case, snapshot, "hold")
        reason = held_on(pack, _decision(snapshot))
        tell_author(work, snapshot, content, "hold", reason, snapshot.id, work.now, by_machine=basis != "person")
    case.state, case.hold_until, case.hold_basis = "held", work.now + hold_lasts(), basis
    if basis == "corroborated":
        case.auto_held_at = work.now
    case.version += 1
    work.session.flush()
    tell_hidden(work, case_id, True)
    record(work, "case.held", case_id, basis=basis, posts=len(found), until=case.hold_until)
    return len(found)


def release(work: Work, case_id: str) -> int:
    """Let go of what is held without deciding; answers how many posts come back.

    Raises:
        NoCase: there is none.
        NotNow: it is not held.
    """
    case = locked(work, case_id)
    if case.state != "held":
        raise NotNow("the case is not held")
    return _let_go(work, case, by_machine=False)


def end_holds(work: Work, limit: int = 100) -> int:
    """Let go of what nobody confirmed in time; answers how many cases: call until it answers 0."""
    due = select(Case).where(Case.state == "held", Case.hold_until <= work.now)
    cases = work.session.scalars(due.order_by(Case.hold_until).limit(limit).with_for_update()).all()
    for case in cases:
        _let_go(work, case, by_machine=True)
    return len(cases)


def _let_go(work: Work, case: Case, *, by_machine: bool) -> int:
    count = 0
    for snapshot in newest(snapshots_of(work, case.id)):
        if snapshot.action == "hold":
            let_go(work, case, snapshot, snapshot.id, work.now, by_machine=by_machine)
            count += 1
    case.state, case.hold_until = "open", None
    case.version += 1
    work.session.flush()
    tell_hidden(work, case.id, False)
    record(work, "case.released", case.id, posts=count)
    return count


def _all_acted_on(work: Work, case: Case) -> list[Snapshot]:
    found = newest(snapshots_of(work, case.id))
    by_name = acted_on_by_name(found, ())
    return [snapshot for snapshot in found if snapshot.role in ("origin", "copy") or snapshot in by_name]


def _decision(snapshot: Snapshot) -> Decision:
    return decision_of(snapshot.decision, "", None)
