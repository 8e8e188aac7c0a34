"""Legal holds: put on, asked for before erasure, released, forgotten (SYS-03)."""

from reseal.operations.retention import acts, views
from reseal.operations.retention.rules import keep
from reseal.storage.store import Store
from tests.conftest import Clock


def test_what_is_held_is_held_until_the_last_hold_is_released(store: Store, clock: Clock) -> None:
    with store.write("staff:1") as work:
        first = acts.hold(work, "case-1", "order")
        second = acts.hold(work, "case-1", "dispute")
        assert views.held(work, ["case-1", "case-2"]) == {"case-1"}
        assert views.held(work, []) == set()
        assert acts.release(work, first) and not acts.release(work, first)
        assert views.held(work, ["case-1"]) == {"case-1"}
        assert acts.release(work, second)
        assert views.held(work, ["case-1"]) == set()
        assert not acts.release(work, "nothing")
        assert [(hold.ground, hold.by) for hold in views.of(work, "case-1")] == [
            ("order", "staff:1"),
            ("dispute", "staff:1"),
        ]
        assert views.in_force(work, "", 10) == []
    clock.pass_(keep("legal_hold"))
    with store.write() as work:
        assert acts.erase_due(work, 10) == 2
        assert views.of(work, "case-1") == []
