"""First and later decisions on a case are noted alike."""

from reseal.operations.cases.tables import CaseDecision
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.appeals.given import UPHELD, appealed, decided, member, rule


def test_who_when_what_and_under_which_pack(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first)
    new = rule(store, second, appealed(store), UPHELD)
    with store.read() as work:
        rows = [work.session.get_one(CaseDecision, name) for name in (done.decision_id, new or "")]
    assert [(row.by, row.action, row.category) for row in rows] == [
        (first, made.REMOVE.action, made.REMOVE.category),
        (second, "allow", "none"),
    ]
    assert rows[0].at < rows[1].at == clock.now and len({row.pack_version for row in rows}) == 1
    assert rows[1].snapshots["revises"] == done.decision_id and "revises" not in rows[0].snapshots
