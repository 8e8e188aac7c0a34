"""Breaks from hard content (SYS-08)."""

from collections.abc import Callable

import pytest

from reseal.operations.staff import breaks
from reseal.operations.staff.breaks import Exposed, bounded, looked, proposed, rules
from reseal.operations.staff.words import Reminder
from reseal.storage.clock import DAY, HOUR, MINUTE, SECOND
from reseal.storage.store import Store
from tests.conftest import NOON, Clock
from tests.operations.staff.conftest import Person


def test_time_between_looks_counts_but_not_the_time_of_a_page_left_open() -> None:
    first = looked(None, NOON)
    assert first == Exposed(0, 0, NOON)
    after = looked(first, NOON + 20 * SECOND)
    assert after == Exposed(20 * SECOND, 20 * SECOND, NOON + 20 * SECOND)
    left = looked(after, NOON + 5 * MINUTE)
    assert left.today == 20 * SECOND + rules().glance_seconds * SECOND
    assert looked(left, NOON) == Exposed(left.today, left.since_break, NOON)  # a clock that goes back takes nothing


def test_a_break_begins_the_count_anew_but_not_that_of_the_day() -> None:
    rested = looked(Exposed(HOUR, HOUR, NOON), NOON + rules().break_minutes * MINUTE)
    assert rested.today == HOUR and rested.since_break == 0


@pytest.mark.parametrize(
    ("since", "today", "after", "due"),
    [
        (44, 44, 45, None),
        (45, 45, 45, Reminder(45, 45, False)),
        (16, 16, 1, Reminder(16, 16, False)),
        (80, 80, 900, None),
        (1, 240, 45, Reminder(1, 240, True)),
        (0, 240, 45, None),
    ],
)
def test_a_break_is_proposed_when_it_is_time(since: int, today: int, after: int, due: Reminder | None) -> None:
    assert proposed(Exposed(today * MINUTE, since * MINUTE, NOON), NOON, after) == due


def test_nothing_is_proposed_to_whoever_has_stopped() -> None:
    assert proposed(Exposed(HOUR, HOUR, NOON), NOON + 10 * MINUTE, 45) is None


def test_what_may_be_chosen_is_bounded() -> None:
    assert (bounded(0), bounded(30), bounded(1000)) == (rules().after_least, 30, rules().after_most)


def test_looks_are_kept_by_day_and_a_break_ends_the_reminder(
    store: Store, clock: Clock, person: Callable[..., Person]
) -> None:
    mei = person()

    def reminder() -> Reminder | None:
        with store.read() as work:
            return breaks.reminder(work, mei.id, 45)

    def look(times: int) -> None:
        for _ in range(times):
            clock.pass_(MINUTE)
            with store.write() as work:
                breaks.look(work, mei.id)

    assert reminder() is None
    look(45)
    assert reminder() is None
    look(1)
    assert reminder() == Reminder(45, 45, False)
    with store.write() as work:
        breaks.take(work, mei.id)
    assert reminder() is None
    clock.pass_(DAY - clock.now % DAY - 30 * MINUTE)  # until shortly before midnight
    look(50)
    found = reminder()
    assert found is not None and found.since_break == 49 and found.today < 25  # midnight is no break
    clock.pass_(91 * DAY)
    with store.write() as work:
        assert breaks.erase_due(work, 10) == 2 and breaks.erase_due(work, 10) == 0
