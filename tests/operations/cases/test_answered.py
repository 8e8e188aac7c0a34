"""What the screener's answer did before any person looked: a post that is let stand is asked back (DSA 20(6))."""

from reseal.operations.cases import acts
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import Choice
from reseal.operations.deliveries import views as deliveries
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made

ALLOW = Choice("allow", "none", "open")


def asked(store: Store) -> list[tuple[str, str]]:
    with store.read() as work:
        found = deliveries.asked(work, "", 100)
        return [(one.kind, one.payload.get("action", "")) for one in found]


def decided(store: Store, clock: Clock, *posts: str, choice: Choice = ALLOW) -> str:
    with store.write() as work:
        for number, text in enumerate(posts):
            case = made.gather(work, made.post(f"p{number}", text)).case_id
    with store.write("staff:1") as work:
        return acts.decide(work, case, choice, made.row(work, case).version).decision_id


def test_what_the_answer_removed_and_a_person_lets_stand_is_shown_again_and_its_author_hears_it(
    either_store: Store, clock: Clock
) -> None:
    assert made.decision(made.post("p0", made.OTHER_DOX)).action == "remove"
    decided(either_store, clock, made.OTHER_DOX)
    assert asked(either_store) == [("action.requested", "allow")]
    clock.pass_(undo_lasts() + 1)
    assert asked(either_store) == [("action.requested", "allow"), ("statement.author", "")]


def test_what_the_answer_let_stand_is_asked_of_nobody(store: Store, clock: Clock) -> None:
    quiet = made.judged("p0", category="none", severity="none", action="allow")
    with store.write() as work:
        case = made.gather_as(work, made.post("p0"), quiet, "noticed").case_id
    with store.write("staff:1") as work:
        acts.decide(work, case, ALLOW, made.row(work, case).version)
    assert asked(store) == []


def test_undone_it_is_again_as_the_answer_left_it(store: Store, clock: Clock) -> None:
    decision = decided(store, clock, made.OTHER_DOX)
    with store.write("staff:1") as work:
        acts.undo(work, decision)
    assert asked(store) == [("action.requested", "remove")]
