"""Against what only the screener decided its author asks for a person, and a person's decision is the answer."""

import pytest

from reseal.operations.appeals import acts, views
from reseal.operations.appeals.words import NotNow, Refused, Ruling
from reseal.operations.cases import acts as cases
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.rulings import SCREENER
from reseal.operations.cases.words import Choice
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.appeals.given import KEPT, SAID, appealed, member, rule


def objected(store: Store, ref: str = "p1", account: str = "author of p1") -> tuple[str, str]:
    """A post that the answer removed, and what its author says to it; answers the case and the appeal."""
    with store.write() as work:
        case_id = made.gather(work, made.post(ref, made.OTHER_DOX)).case_id
    with store.write("platform:1") as work:
        return case_id, acts.by_platform(work, ref, account, SAID, "zh").id


def decide(store: Store, by: str, case_id: str, choice: Choice) -> str:
    with store.write(by) as work:
        return cases.decide(work, case_id, choice, made.row(work, case_id).version).decision_id


def state(store: Store, appeal: str) -> str:
    with store.read() as work:
        return views.one(work, appeal).row.state


@pytest.mark.parametrize(("choice", "outcome"), [(KEPT, "upheld"), (made.REMOVE, "rejected")])
def test_whoever_decides_the_case_answers_it(either_store: Store, clock: Clock, choice: Choice, outcome: str) -> None:
    store = either_store
    case_id, appeal = objected(store)
    with store.read() as work:
        view = views.one(work, appeal)
        assert (view.decided_first, view.row.action, view.barred) == (SCREENER, "remove", frozenset())
        assert [one.mine for one in view.posts] == [True]
        assert [one.id for one in views.of_case(work, case_id)] == [appeal]
    decide(store, member(store, "first"), case_id, choice)
    assert state(store, appeal) == outcome


def test_the_person_s_decision_can_be_appealed_to_another_in_turn(store: Store, clock: Clock) -> None:
    case_id, appeal = objected(store)
    first, second = member(store, "first"), member(store, "second")
    decide(store, first, case_id, made.REMOVE)
    clock.pass_(undo_lasts() + 1)
    again = appealed(store)
    assert again != appeal
    rule(store, second, again)
    assert state(store, again) == "upheld" and state(store, appeal) == "rejected"


def test_a_decision_that_is_undone_leaves_it_waiting(store: Store, clock: Clock) -> None:
    case_id, appeal = objected(store)
    first = member(store, "first")
    decision = decide(store, first, case_id, KEPT)
    with store.write(first) as work:
        cases.undo(work, decision)
    assert state(store, appeal) == "open"
    decide(store, first, case_id, made.REMOVE)
    assert state(store, appeal) == "rejected"


def test_it_is_said_once_and_by_its_author_alone(store: Store, clock: Clock) -> None:
    objected(store)
    for ref, account, why in (("p1", "author of p1", "again"), ("p1", "another", "unknown"), ("p9", "x", "unknown")):
        with store.write("platform:1") as work, pytest.raises(Refused) as refused:
            acts.by_platform(work, ref, account, SAID, "zh")
        assert refused.value.why == why


def test_it_is_not_decided_without_the_case(store: Store, clock: Clock) -> None:
    _, appeal = objected(store)
    for ruling in (Ruling("rejected", "identifies"), Ruling("upheld", "mistaken")):
        with pytest.raises(NotNow, match="decide the case"):
            rule(store, member(store, f"one-{ruling.outcome}"), appeal, ruling)
