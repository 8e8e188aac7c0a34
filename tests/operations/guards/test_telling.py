from reseal.operations.cases import acts as cases
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import Choice
from reseal.operations.deliveries.sending import take_due
from reseal.operations.deliveries.words import Outgoing
from reseal.operations.guards import acts, views
from reseal.operations.guards.rules import rules
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.guards import given
from tests.operations.guards.given import ASKS

REMOVE = Choice("remove", "exposure", "no-exposure")


def letters(store: Store) -> list[Outgoing]:
    with store.write() as work:
        return [one for one in take_due(work, 100) if one.kind in ("guard.acted", "guard.ends")]


def lines(store: Store, guard: str) -> list[str]:
    with store.read() as work:
        return [line.kind for line in views.page(work, guard).history]


def test_the_owner_hears_after_a_person_has_acted_and_nothing_of_author_or_place(
    either_store: Store, clock: Clock
) -> None:
    guard = given.watched(either_store, contact="answers@example.com")
    given.arrive(either_store, made.post("p1", ASKS, author="the-author"))
    assert "acted" not in lines(either_store, guard), "nothing before a decision"
    (row,) = given.rows(either_store)
    with either_store.write("staff:1") as work:
        cases.decide(work, row.id, REMOVE, row.version)
    assert lines(either_store, guard)[-1] == "acted" and letters(either_store) == []
    clock.pass_(undo_lasts() + MINUTE)
    (letter,) = letters(either_store)
    assert letter.payload["to"] == "answers@example.com"
    said = str(letter.payload)
    for hidden in ("the-author", "p1", given.PHONE, row.id):
        assert hidden not in said
    with either_store.read() as work:
        acted = views.page(work, guard).history[-1]
        assert acted.detail == {"posts": 1}


def test_what_was_undone_was_not_said(store: Store, clock: Clock) -> None:
    guard = given.watched(store, contact="answers@example.com")
    given.arrive(store, made.post("p1", ASKS))
    (row,) = given.rows(store)
    with store.write("staff:1") as work:
        cases.undo(work, cases.decide(work, row.id, REMOVE, row.version).decision_id)
    clock.pass_(undo_lasts() + MINUTE)
    assert "acted" not in lines(store, guard) and letters(store) == []


def test_what_broke_no_rule_is_told_to_nobody(store: Store, clock: Clock) -> None:
    """Else a guard would say whether a value was ever posted."""
    guard = given.watched(store, contact="answers@example.com")
    given.arrive(store, made.post("p1", ASKS))
    (row,) = given.rows(store)
    with store.write("staff:1") as work:
        cases.decide(work, row.id, Choice("allow", "none", "no-exposure"), row.version)
    clock.pass_(DAY)
    assert "acted" not in lines(store, guard) and letters(store) == []


def test_the_end_is_announced_once_and_a_renewal_puts_it_off(store: Store, clock: Clock) -> None:
    guard = given.watched(store, contact="13800001234")
    keep = rules().keep
    clock.pass_((keep.days - keep.remind_days) * DAY)
    for expected in (1, 0):
        with store.write() as work:
            assert acts.remind_due(work) == expected
    assert len(letters(store)) == 1
    with store.write("public") as work:
        assert acts.renew(work, guard)
        assert views.page(work, guard).expires_at == clock.now + keep.days * DAY
    with store.write() as work:
        assert acts.remind_due(work) == 0
