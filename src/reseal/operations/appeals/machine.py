"""Appeals against what only the screener decided: they are answered by a person who decides the case (DSA 20(6)).

No person has looked yet, so there is nobody to be another than. The appeal brings the case before a person with what
its author says; their decision is the answer, has its own statement, and can be appealed to somebody else in turn.
"""

from sqlalchemy import select

from reseal.operations.appeals.tables import Appeal
from reseal.operations.appeals.words import WAITING
from reseal.operations.audit.acts import record
from reseal.operations.cases.words import Decided
from reseal.operations.retention.rules import keep
from reseal.storage.store import Work

GRAVITY = {"allow": 0, "nudge": 1, "redact": 2, "hold": 2, "remove": 3}
"""Which decision is milder than which."""


def looked_at(work: Work, decided: Decided) -> None:
    """A person has decided on a case: the appeals against what the screener did with its posts are answered by it."""
    query = select(Appeal).where(Appeal.case_id == decided.case_id, Appeal.state.in_(WAITING)).order_by(Appeal.id)
    for appeal in work.session.scalars(query.with_for_update()):
        if appeal.decision_id not in decided.snapshots:
            continue
        milder = GRAVITY[decided.action] < GRAVITY.get(appeal.action, 0)
        appeal.state = "upheld" if milder else "rejected"
        appeal.decided_at, appeal.decided_by, appeal.revised_by = work.now, work.actor, decided.decision_id
        appeal.assigned_to = appeal.assigned_until = appeal.asked_until = None
        appeal.erase_at = work.now + keep("appeal")
        appeal.version += 1
        record(work, f"appeal.{appeal.state}", appeal.id, decision=decided.decision_id, case=appeal.case_id)


def wait_again(work: Work, decision_id: str) -> None:
    """That decision was undone within its minutes: what it answered waits for a person again."""
    for appeal in work.session.scalars(select(Appeal).where(Appeal.revised_by == decision_id).with_for_update()):
        appeal.state = "open"
        appeal.decided_at = appeal.decided_by = appeal.revised_by = appeal.erase_at = None
        appeal.version += 1
        record(work, "appeal.reopened", appeal.id, decision=decision_id, case=appeal.case_id)
