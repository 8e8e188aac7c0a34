"""What rested on a decision goes with it: strikes, measures and credit, of those whose posts come back (BEN-03)."""

from reseal.interfaces.door.standing import standing_of
from reseal.operations.appeals.words import Ruling
from reseal.operations.cases import acts as cases
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.deliveries import views as deliveries
from reseal.operations.sanctions import views as sanctions
from reseal.operations.sanctions.words import Standing
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.appeals.given import REJECTED, actions, appealed, decided, member, rule

OTHER = "这个骗子欠了三个学生的学费不还，被揭穿还倒打一耙，现在把他挂出来：手机13800001234，知道单位的来补充，打爆他"
"""Of the same person by the number, and near to the first under no key."""


def standing(store: Store, number: int) -> Standing:
    with store.read() as work:
        return sanctions.standing(work, work.prints.of("account", f"author of p{number}"))


def test_strike_and_all_that_follows_go_and_credit_comes_back(either_store: Store, clock: Clock) -> None:
    store = either_store
    first, second = member(store, "first"), member(store, "second")
    decided(store, clock, first, texts=(made.DOX, made.DOX, OTHER))
    struck = [standing(store, number) for number in (1, 2, 3)]
    assert [one.strikes for one in struck] == [1, 1, 1] and len({one.credit for one in struck}) == 1
    rule(store, second, appealed(store))
    free = [standing(store, number) for number in (1, 2, 3)]
    assert [one.strikes for one in free] == [0, 0, 1], "of the third, whose post stays down, it stays"
    assert free[0].credit == free[1].credit > free[2].credit == struck[0].credit
    assert free[0].sanctions == () == free[1].sanctions
    rule(store, second, appealed(store, "p3"), REJECTED)
    assert standing(store, 3).strikes == 1


def two_posts_of_ada(store: Store, clock: Clock, by: str) -> tuple[str, str]:
    """A post of another, and two of Ada: a copy of it, and one that says something else; the case and its decision."""
    with store.write() as work:
        made.gather(work, made.post("p1", made.DOX))
        made.gather(work, made.post("p2", made.DOX, author="ada"))
        case_id = made.gather(work, made.post("p3", OTHER, author="ada")).case_id
    with store.write(by) as work:
        done = cases.decide(work, case_id, made.REMOVE, made.row(work, case_id).version)
    clock.pass_(undo_lasts() + 1)
    return case_id, done.decision_id


def of_ada(store: Store) -> Standing:
    with store.read() as work:
        return sanctions.standing(work, work.prints.of("account", "ada"))


def test_of_an_author_some_of_whose_posts_come_back_the_strike_stands_for_the_rest(
    either_store: Store, clock: Clock
) -> None:
    """PRA-01, DSA 23: who broke the rules by one post of two is no less a repeater."""
    store = either_store
    first, second = member(store, "first"), member(store, "second")
    case_id, decision = two_posts_of_ada(store, clock, first)
    assert of_ada(store).strikes == 1
    rule(store, second, appealed(store))
    assert standing(store, 1).strikes == 0, "all posts of the other author came back"
    assert [one.decision_id for one in of_ada(store).struck] == [decision]
    assert list(actions(store, case_id).values()) == ["allow", "allow", "remove"]
    rule(store, second, appealed(store, "p3"))
    assert of_ada(store).strikes == 0, "now the rest came back, too"


def test_a_milder_decision_on_some_posts_is_no_second_strike(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    _, decision = two_posts_of_ada(store, clock, first)
    new = rule(store, second, appealed(store), Ruling("upheld", "milder", action="redact"))
    assert [one.decision_id for one in of_ada(store).struck] == [decision]
    assert [one.decision_id for one in standing(store, 1).struck] == [new]


def test_a_milder_decision_strikes_anew_in_the_place_of_the_former(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first)
    new = rule(store, second, appealed(store), Ruling("upheld", "milder", action="redact"))
    struck = standing(store, 1).struck
    assert [one.decision_id for one in struck] == [new] and new != done.decision_id


def test_the_holder_reads_what_counts_and_until_when(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    decided(store, clock, first)
    with store.read() as work:
        mine = standing_of(work, work.prints.of("account", "author of p1"), "en")
    assert mine.strikes and mine.strikes[0][0].startswith("Strike of ") and "counts until" in mine.strikes[0][1]
    rule(store, second, appealed(store))
    with store.read() as work:
        free = standing_of(work, work.prints.of("account", "author of p1"), "en")
        kinds = [one.kind for one in deliveries.asked(work, "", 100)]
    assert free.measures == free.strikes == () and free.credit > mine.credit
    assert "statement.account" in kinds
