import pytest

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.words import Choice
from reseal.operations.deliveries import sending
from reseal.operations.notices import acts
from reseal.operations.notices.rules import rules
from reseal.operations.notices.words import Receipt
from reseal.operations.retention import acts as retention
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.notices.given import EXPOSING, case_of, file, id_of, keep, status

REMOVE = Choice("remove", "exposure", "no-exposure")
ALLOW = Choice("allow", "none", "open")


def decide(store: Store, case: str, choice: Choice = REMOVE) -> str:
    with store.write("staff:1") as work:
        return cases.decide(work, case, choice, case_views.case(work, case).row.version).decision_id


def messages(store: Store) -> list[dict[str, str]]:
    with store.write() as work:
        taken = sending.take_due(work, 100)
        for one in taken:
            sending.settle(work, one.id, None)
    return [one.payload for one in taken if one.kind == "statement.reporter"]


@pytest.fixture
def got(store: Store) -> Receipt:
    keep(store, {"t-1": EXPOSING})
    return file(store, contact="name@example.com")


def test_a_decision_is_on_the_page_at_once_with_its_reason(store: Store, got: Receipt) -> None:
    """DSA 16, 17: the decision, the clause, and what can be done about it."""
    decide(store, case_of(store, got)[0])
    told = status(store, got)
    assert told.status == "removed"
    (line,) = [line for line in told.history if line.kind == "decided"]
    assert line.detail["action"] == "remove" and "个人信息" in str(line.detail["zh"]) and line.detail["en"]


def test_the_notifier_hears_it_when_it_can_no_longer_be_undone(store: Store, got: Receipt, clock: Clock) -> None:
    decide(store, case_of(store, got)[0])
    assert messages(store) == []
    clock.pass_(HOUR)
    (message,) = messages(store)
    assert message["to"] == "name@example.com" and message["lang"] == "zh" and message["text"]
    assert messages(store) == []


def test_an_undone_decision_leaves_no_letter_and_the_page_says_so(store: Store, got: Receipt, clock: Clock) -> None:
    decision = decide(store, case_of(store, got)[0])
    with store.write("staff:1") as work:
        cases.undo(work, decision)
    told = status(store, got)
    assert told.status in ("received", "in_review") and told.history[-1].kind == "reopened"
    clock.pass_(HOUR)
    assert messages(store) == []


def test_a_post_that_stays_is_told_as_such(store: Store, got: Receipt) -> None:
    decide(store, case_of(store, got)[0], ALLOW)
    assert status(store, got).status == "kept"


def test_a_removal_that_the_platform_does_not_confirm_is_told(store: Store, got: Receipt) -> None:
    (case,) = case_of(store, got)
    decide(store, case)
    copies = status(store, got).copies
    assert copies is not None and (copies.removed, copies.unconfirmed) == (1, 1)
    with store.write("platform:1") as work:
        for snapshot in case_views.case(work, case).snapshots:
            cases.acknowledged(work, snapshot.id)
    copies = status(store, got).copies
    assert copies is not None and (copies.removed, copies.unconfirmed) == (1, 0)


def test_a_notice_in_several_cases_is_decided_with_the_last(store: Store) -> None:
    keep(store, {"t-1": EXPOSING, "t-2": "曝光这个骗子王五三，手机号13900005678，大家打爆他电话"})
    got = file(store, posts=("t-1", "t-2"))
    first, second = case_of(store, got)
    decide(store, first)
    assert status(store, got).status not in ("removed", "kept")
    decide(store, second, ALLOW)
    assert status(store, got).status == "removed", "something came down"


def test_an_undone_decision_of_one_case_leaves_that_of_the_other(store: Store) -> None:
    keep(store, {"t-1": EXPOSING, "t-2": "曝光这个骗子王五三，手机号13900005678，大家打爆他电话"})
    got = file(store, posts=("t-1", "t-2"), contact="name@example.com")
    first, second = case_of(store, got)
    decide(store, first)
    undone = decide(store, second, ALLOW)
    with store.write("staff:1") as work:
        cases.undo(work, undone)
    assert status(store, got).status not in ("removed", "kept")
    with store.read() as work:
        rows = work.session.connection().exec_driver_sql("SELECT agreed, disagreed FROM reporter").fetchall()
    assert [tuple(row) for row in rows] == [(1, 0)]
    decide(store, second, ALLOW)
    assert status(store, got).status == "removed"


def test_records_count_what_held_and_are_as_before_when_it_is_undone(store: Store, got: Receipt) -> None:
    def record() -> list[tuple[int, int]]:
        with store.read() as work:
            rows = work.session.connection().exec_driver_sql("SELECT agreed, disagreed FROM reporter")
            return [tuple(row) for row in rows]  # type: ignore[misc]

    decision = decide(store, case_of(store, got)[0])
    assert record() == [(1, 0)]
    with store.write("staff:1") as work:
        cases.undo(work, decision)
    assert record() == [(0, 0)]
    decide(store, case_of(store, got)[0], ALLOW)
    assert record() == [(0, 1)]


def test_a_notice_without_a_contact_leaves_no_record(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    decide(store, case_of(store, file(store))[0])
    with store.read() as work:
        assert work.session.connection().exec_driver_sql("SELECT count(*) FROM reporter").scalar() == 0


def test_a_withdrawn_notice_hears_nothing(store: Store, got: Receipt, clock: Clock) -> None:
    notice = id_of(store, got)
    with store.write("public") as work:
        acts.withdraw(work, notice)
    decide(store, case_of(store, got)[0])
    clock.pass_(HOUR)
    assert messages(store) == [] and status(store, got).status == "withdrawn"


def test_a_decided_notice_is_erased_in_its_time(store: Store, got: Receipt, clock: Clock) -> None:
    """PI-01, and nothing is left that opens."""
    again = file(store, contact="name@example.com")
    decide(store, case_of(store, got)[0])
    clock.pass_(365 * DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 2
        counted = work.session.connection().exec_driver_sql(
            "SELECT (SELECT count(*) FROM notice) + (SELECT count(*) FROM notice_event) + "
            "(SELECT count(*) FROM noticed_post) + (SELECT count(*) FROM notice_picture)"
        )
        assert counted.scalar() == 0
        purposes = work.session.connection().exec_driver_sql(
            "SELECT count(*) FROM vault WHERE purpose = 'notice' AND wrapped IS NOT NULL"
        )
        assert purposes.scalar() == 0
    assert again.ticket != got.ticket


def test_a_legal_hold_beats_erasure(store: Store, got: Receipt, clock: Clock) -> None:
    """SYS-03."""
    decide(store, case_of(store, got)[0])
    with store.write("staff:1") as work:
        hold = retention.hold(work, case_of(store, got)[0], "order")
    clock.pass_(365 * DAY)
    with store.write() as work:
        acts.erase_due(work)
    assert status(store, got).status == "removed"
    with store.write("staff:1") as work:
        retention.release(work, hold)
    clock.pass_(DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 1


def test_a_withdrawn_notice_is_erased_soon(store: Store, got: Receipt, clock: Clock) -> None:
    notice = id_of(store, got)
    with store.write("public") as work:
        acts.withdraw(work, notice)
    clock.pass_(rules().keep["withdrawn_days"] * DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 1
