"""Two decide about one account at once: two strikes, one above the other, on both databases (PRA-01)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from reseal.operations.sanctions import acts, views
from reseal.operations.sanctions.words import NotProposed, Sanctioned
from reseal.storage.store import Store
from tests.operations.sanctions.given import CASE, decided, person, put, standing


def test_each_of_two_at_once_is_a_strike_of_its_own(either_store: Store) -> None:
    together = Barrier(4)

    def one(number: int) -> Sanctioned:
        together.wait()
        with either_store.write(f"staff:{number}") as work:
            return decided(work, "u1", "low")[0]

    with ThreadPoolExecutor(4) as hands:
        made = list(hands.map(one, range(4)))
    assert sorted(one.rung for one in made) == ["educate", "mute_15", "mute_7", "warn"]
    assert len({one.account_id for one in made}) == 1, "the account was made once"
    with either_store.read() as work:
        assert (standing(work).strikes, standing(work).credit) == (4, 80)


def test_the_same_decision_told_twice_at_once_is_one_strike(either_store: Store) -> None:
    together = Barrier(3)

    def one(_: int) -> int:
        together.wait()
        with either_store.write("staff:1") as work:
            return len(decided(work, "u1", "high", id=CASE))

    with ThreadPoolExecutor(3) as hands:
        assert sorted(hands.map(one, range(3))) == [0, 0, 1]


def test_authors_in_any_order_do_not_wait_for_each_other(either_store: Store) -> None:
    """Decisions on two accounts and their agencies at once: taken in one order, so that none blocks the other."""
    with either_store.write() as work:
        put(work, "u1", agency="u2")
        put(work, "u2", agency="u1")
    together = Barrier(2)

    def one(ref: str) -> None:
        together.wait()
        for _ in range(5):
            with either_store.write("staff:1") as work:
                decided(work, ref, "high")

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(one, ["u1", "u2"]))
    with either_store.read() as work:
        assert standing(work, "u1").strikes == standing(work, "u2").strikes == 10


def test_of_two_who_answer_at_once_one_is_told(either_store: Store) -> None:
    who = person(either_store)
    with either_store.write("staff:1") as work:
        decided(work, "u1", category="trade", part="seller")
        waiting = views.proposed(work, "", 10)[0].sanction.id
    together = Barrier(2)

    def one(yes: bool) -> str:
        together.wait()
        try:
            with either_store.write(f"staff:{who}") as work:
                (acts.confirm if yes else acts.refuse)(work, waiting, who)
        except NotProposed:
            return "late"
        return "confirmed" if yes else "refused"

    with ThreadPoolExecutor(2) as hands:
        told = list(hands.map(one, [True, False]))
    assert told.count("late") == 1
    with either_store.read() as work:
        assert standing(work).blocked == ("confirmed" in told)


@pytest.mark.parametrize("first", ["decision", "appeal"])
def test_a_decision_and_an_appeal_at_once_end_alike(either_store: Store, first: str) -> None:
    with either_store.write("staff:1") as work:
        made = decided(work, "u1", "high")[0]
    together = Barrier(2)

    def strike() -> None:
        together.wait()
        with either_store.write("staff:1") as work:
            decided(work, "u1", "low")

    def back() -> None:
        together.wait()
        with either_store.write("staff:2") as work:
            acts.taken_back(work, made.decision_id, "appeal")

    with ThreadPoolExecutor(2) as hands:
        for job in [hands.submit(one) for one in ((strike, back) if first == "decision" else (back, strike))]:
            job.result()
    with either_store.read() as work:
        assert (standing(work).rung, standing(work).strikes, standing(work).credit) == ("educate", 1, 95)
