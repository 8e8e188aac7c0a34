"""What waits is counted; who is meant is not told."""

from reseal.interfaces.api.waiting import waiting_text
from reseal.operations.deliveries import acts, sending
from reseal.operations.retention.rules import keep
from reseal.storage.clock import HOUR, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock


def numbers(store: Store) -> dict[str, float]:
    lines = [line.split() for line in waiting_text(store).splitlines() if not line.startswith("#")]
    return {name.removeprefix("reseal_deliveries_"): float(value) for name, value in lines}


def test_what_is_due_and_what_has_failed_is_counted(store: Store, clock: Clock) -> None:
    assert numbers(store) == {"due": 0, "due_seconds": 0, "failed": 0}
    with store.write() as work:
        first, *_ = [acts.post_out(work, "action.requested", "platform", "webhook", "case", {}) for _ in range(3)]
        acts.post_out(work, "statement.author", "author", "webhook", "case", {}, not_before=clock.now + HOUR)
    clock.pass_(MINUTE)
    assert numbers(store) == {"due": 3, "due_seconds": 60, "failed": 0}
    with store.write() as work:
        sending.settle(work, first, "unsendable")
    assert numbers(store) == {"due": 2, "due_seconds": 60, "failed": 1}
    assert "case" not in waiting_text(store)
    clock.pass_(keep("delivery"))
    with store.write() as work:
        acts.erase_due(work, 10)
    assert numbers(store)["failed"] == 0
