"""Reveals: for minutes, for a purpose, on record; unusual ones alert."""

from collections.abc import Callable

import pytest

from reseal.operations.audit import views as audit
from reseal.operations.cases import views as cases
from reseal.operations.staff import reveals
from reseal.operations.staff.reveals import Habit, NotRevealedError, unusual
from reseal.operations.staff.words import Revealed
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.staff.conftest import Person

Making = Callable[..., Person]
CALM = Habit(1, 1, 1, 1, 3.0, False)


def case_of(store: Store, ref: str = "p1", number: str = "13800004471") -> tuple[str, str]:
    """A case and its one snapshot."""
    with store.write() as work:
        gathered = made.gather(work, made.post(ref, f"她的手机 {number}，去找她"))
        return gathered.case_id, gathered.snapshot_id


def reveal(store: Store, member: str, case: tuple[str, str], minutes: int = 5, taken_by: str | None = None) -> Revealed:
    with store.write(f"staff:{member}") as work:
        return reveals.reveal(work, member, case[0], case[1], "decide", minutes, taken_by)


def test_a_text_is_readable_to_one_member_for_minutes(store: Store, clock: Clock, person: Making) -> None:
    mei, lan = person(), person("lan")
    case = case_of(store)
    done = reveal(store, mei.id, case)
    assert done.until == clock() + 5 * MINUTE and done.unusual == ()
    with store.read() as work:
        assert "13800004471" in reveals.text(work, mei.id, case[1])
        assert reveals.open_until(work, mei.id, case[0]) == {case[1]: done.until}
        with pytest.raises(NotRevealedError):
            reveals.text(work, lan.id, case[1])
    clock.pass_(5 * MINUTE)
    with store.read() as work, pytest.raises(NotRevealedError):
        reveals.text(work, mei.id, case[1])


def test_it_can_be_ended_before_its_time(store: Store, person: Making) -> None:
    mei = person()
    case = case_of(store)
    reveal(store, mei.id, case)
    with store.write() as work:
        reveals.hide(work, mei.id, case[1])
    with store.read() as work, pytest.raises(NotRevealedError):
        reveals.text(work, mei.id, case[1])


def test_it_asks_a_purpose_bounded_minutes_and_a_snapshot_of_that_case(store: Store, person: Making) -> None:
    mei = person()
    case, other = case_of(store), case_of(store, "p2", "13900004472")
    with store.write() as work:
        with pytest.raises(ValueError, match="purpose"):
            reveals.reveal(work, mei.id, *case, "curious", 5)
        for minutes in (0, 16):
            with pytest.raises(ValueError, match="minutes"):
                reveals.reveal(work, mei.id, *case, "decide", minutes)
        for wrong in ((case[0], other[1]), (case[0], "none"), ("none", case[1])):
            with pytest.raises(LookupError):
                reveals.reveal(work, mei.id, *wrong, "decide", 5)


def test_it_stands_in_the_audit_without_a_word_of_the_text(store: Store, person: Making) -> None:
    mei = person()
    case = case_of(store)
    reveal(store, mei.id, case)
    with store.read() as work:
        (entry,) = audit.page(work, act="reveal.").entries
    assert entry.actor == f"staff:{mei.id}" and entry.about == case[0]
    assert entry.detail == {"snapshot": case[1], "purpose": "decide", "minutes": 5}


def test_a_case_that_another_has_taken_raises_an_alert(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    case = case_of(store)
    assert reveal(store, mei.id, case, taken_by=mei.id).unusual == ()
    assert reveal(store, mei.id, case, taken_by="another").unusual == ("taken_by_another",)
    with store.read() as work:
        (alert,) = reveals.alerts(work, clock() - DAY)
        assert (alert.member_id, alert.count) == (mei.id, 1)
        assert audit.page(work).entries[0].act == "reveal.unusual"
        assert reveals.alerts(work, clock() + 1) == []


def test_many_in_a_short_time_raise_an_alert_that_counts_one_member_alone(
    store: Store, clock: Clock, person: Making
) -> None:
    mei, lan = person(), person("lan")
    case = case_of(store)
    alerts = [reveal(store, mei.id, case).unusual for _ in range(13)]
    assert alerts[:12] == [()] * 12 and alerts[12] == ("ten_minutes",)
    assert reveal(store, lan.id, case).unusual == ()
    clock.pass_(11 * MINUTE)
    assert reveal(store, mei.id, case).unusual == ()


@pytest.mark.parametrize(
    ("habit", "found"),
    [
        (CALM, ()),
        (Habit(12, 30, 100, 15, 50, False), ()),
        (Habit(13, 13, 13, 1, 5, False), ("ten_minutes",)),
        (Habit(2, 31, 31, 16, 20, False), ("hour", "cases_an_hour")),
        (Habit(2, 2, 101, 2, 60, False), ("day",)),
        (Habit(2, 2, 13, 2, 1.0, False), ("times_the_average",)),
        (Habit(2, 2, 12, 2, 0.1, False), ()),
        (Habit(2, 2, 13, 2, 0.0, False), ()),  # the first days have no average
        (Habit(1, 1, 1, 1, 3, True), ("taken_by_another",)),
    ],
)
def test_what_is_unusual(habit: Habit, found: tuple[str, ...]) -> None:
    assert unusual(habit) == found


def test_records_of_reveals_are_erased_after_their_time(store: Store, clock: Clock, person: Making) -> None:
    mei = person()
    reveal(store, mei.id, case_of(store))
    clock.pass_(1094 * DAY)
    with store.write() as work:
        assert reveals.erase_due(work, 10) == 0
    clock.pass_(DAY)
    with store.write() as work:
        assert reveals.erase_due(work, 10) == 1


def test_a_snapshot_names_its_case(store: Store) -> None:
    case = case_of(store)
    with store.read() as work:
        assert cases.case_of(work, case[1]) == case[0] and cases.case_of(work, "none") is None
