"""What rested on a decision goes with it: strikes, measures and credit, of those whose posts come back (BEN-03)."""

from reseal.interfaces.door.standing import standing_of
from reseal.operations.appeals.words import Ruling
from reseal.operations.deliveries import views as deliveries
from reseal.operations.sanctions import views as sanctions
from reseal.operations.sanctions.words import Standing
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.appeals.given import REJECTED, appealed, decided, member, rule

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
    assert mine.lines and mine.lines[0][0].startswith("Strike of ") and "Counts until" in mine.lines[0][1]
    rule(store, second, appealed(store))
    with store.read() as work:
        free = standing_of(work, work.prints.of("account", "author of p1"), "en")
        kinds = [one.kind for one in deliveries.asked(work, "", 100)]
    assert free.lines == () and free.credit > mine.credit
    assert "statement.account" in kinds
