"""How often a notifier was right is forgotten some day (PI-01)."""

from reseal.operations.notices import acts, rows
from reseal.operations.retention.rules import keep
from reseal.storage.store import Store
from tests.conftest import Clock


def test_records_of_notifiers_are_forgotten_in_time(either_store: Store, clock: Clock) -> None:
    old, new = (bytes([number]) * 32 for number in range(2))
    with either_store.write() as work:
        rows.record_of(work, old)
    clock.pass_(keep("reporter"))
    with either_store.write() as work:
        rows.record_of(work, new)
        assert acts.forget_reporters(work, 10) == 1
        assert acts.forget_reporters(work, 10) == 0
        assert [rows.reporter_of(work, one) is not None for one in (old, new)] == [False, True]
