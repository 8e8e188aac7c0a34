"""Limits of time with hard content (SYS-08)."""

from collections.abc import Callable

import pytest

from reseal.operations.audit import views as audit
from reseal.operations.staff import breaks, limits
from reseal.operations.staff.breaks import LimitExample, rules
from reseal.operations.staff.words import Rest
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.staff.conftest import Person


@pytest.mark.parametrize("example", rules().limit.example)
def test_which_limit_is_reached(example: LimitExample) -> None:
    assert (limits.reached(example.since_break, example.day, example.week) or "") == example.rest


def look(store: Store, clock: Clock, who: str, minutes: int) -> None:
    for _ in range(minutes + 1):
        clock.pass_(MINUTE)
        with store.write() as work:
            breaks.look(work, who)


def rest(store: Store, who: str) -> Rest | None:
    with store.read() as work:
        return limits.rest(work, who)


def test_a_week_is_enough_and_fades(store: Store, clock: Clock, person: Callable[..., Person]) -> None:
    mei = person()
    clock.pass_(DAY - clock.now % DAY)
    days = rules().limit.week_minutes // (rules().limit.day_minutes - 1) + 1
    for _ in range(days):
        begun = clock.now
        for _ in range(3):
            look(store, clock, mei.id, (rules().limit.day_minutes - 1) // 3)
            clock.pass_(20 * MINUTE)
        clock.now = begun + DAY
    clock.now -= 12 * 60 * MINUTE
    found = rest(store, mei.id)
    assert found is not None and found.why == "week" and found.minutes >= rules().limit.week_minutes
    assert found.until % DAY == 0 and found.until > clock.now
    clock.pass_(4 * DAY)
    assert rest(store, mei.id) is None
    with store.read() as work:
        [load] = limits.workload(work, [mei.id])
    assert len(load.days) == 7 and load.week == sum(load.days) < rules().limit.week_minutes


def test_going_on_is_counted_and_on_record(store: Store, clock: Clock, person: Callable[..., Person]) -> None:
    mei = person()
    assert rest(store, mei.id) is None
    look(store, clock, mei.id, rules().limit.stretch_minutes)
    found = rest(store, mei.id)
    assert found is not None and (found.why, found.may_go_on) == ("stretch", rules().limit.grace_times)
    for left in range(rules().limit.grace_times, 0, -1):
        with store.write(f"staff:{mei.id}") as work:
            assert limits.go_on(work, mei.id)
        assert rest(store, mei.id) is None
        look(store, clock, mei.id, rules().limit.grace_minutes)
        again = rest(store, mei.id)
        assert again is not None and again.may_go_on == left - 1
    with store.write() as work:
        assert not limits.go_on(work, mei.id)
    with store.read() as work:
        assert [one.detail["times"] for one in audit.page(work, act="staff.went_on").entries] == [2, 1]
    clock.pass_(rules().break_minutes * MINUTE)
    assert rest(store, mei.id) is None
