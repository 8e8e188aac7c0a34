import pytest

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.notices import acts, views
from reseal.operations.notices.acts import Judged, More
from reseal.operations.notices.rules import rules
from reseal.operations.notices.words import Receipt
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store
from reseal.vocabulary import Post
from tests.conftest import Clock
from tests.operations.notices.given import EXPOSING, HARMLESS, case_of, decide, file, id_of, keep, status


def add(store: Store, got: Receipt, **more: object) -> None:
    notice = id_of(store, got)
    given = More(**more)  # type: ignore[arg-type]
    with store.write("public") as work:
        acts.add(work, notice, given, Judged(Post("notice", given.words), decide(given.words)))


@pytest.fixture
def got(store: Store) -> Receipt:
    keep(store, {"t-1": EXPOSING, "t-2000": "曝光这个骗子王五三，手机号13900005678，大家打爆他电话"})
    return file(store)


def test_what_is_added_is_with_the_notice(store: Store, got: Receipt) -> None:
    add(store, got, words="他还发了我的公司")
    notice = id_of(store, got)
    with store.read("staff:1") as work:
        assert views.words_of(work, notice).description == "他还发了我的公司"
    assert status(store, got).history[-1].kind == "added"


def test_more_posts_can_be_named_once_each(store: Store, got: Receipt) -> None:
    add(store, got, posts=("t-2000", "t-1", "https://e.example.com/x/t-2000", "unknown-9"))
    copies = status(store, got).copies
    assert copies is not None and copies.found == 2
    notice = id_of(store, got)
    with store.read() as work:
        assert [bool(snapshot) for snapshot in views.named_posts(work, notice)] == [True, True, False]


def test_what_was_asked_for_is_no_longer_asked_once_something_came(store: Store, got: Receipt) -> None:
    """Art 26: insufficient proof is asked for, never a reason to close."""
    notice = id_of(store, got)
    with store.write("staff:1") as work:
        acts.ask(work, notice, "relation")
        acts.ask(work, notice, "pictures")
        acts.ask(work, notice, "pictures")
    assert status(store, got).status == "asked" and status(store, got).asked == ("relation", "pictures")
    add(store, got, words="我是她妈妈")
    assert status(store, got).status == "received" and status(store, got).asked == ()


def test_a_threat_that_comes_later_goes_to_the_top(store: Store, got: Receipt, clock: Clock) -> None:
    """DSA 18."""
    (case,) = case_of(store, got)
    clock.pass_(3 * HOUR)
    add(store, got, threat=True)
    told = status(store, got)
    assert told.threat and told.answer_by == clock() + HOUR
    with store.read() as work:
        assert case_views.case(work, case).row.threat


def test_a_notice_that_was_passed_on_comes_back_when_something_is_added(store: Store) -> None:
    got = file(store, posts=(), description="他一直骂我", about="harassment")
    add(store, got, words="他刚刚公开了我的手机号13900005678和住址")
    assert status(store, got).status == "received"
    assert len(case_of(store, got)) == 1


def test_staff_pass_a_notice_on_and_it_is_answered(store: Store, got: Receipt) -> None:
    notice = id_of(store, got)
    with store.write("staff:1") as work:
        acts.reroute(work, notice, "impersonation")
    assert status(store, got).status == "rerouted"


def test_a_notice_holds_a_bounded_number_of_additions(store: Store, got: Receipt) -> None:
    for number in range(rules().limits.additions):
        add(store, got, words=f"{number}")
    with pytest.raises(acts.Closed):
        add(store, got, words="one too many")


def test_a_notice_sent_twice_takes_additions_by_either_ticket(store: Store, got: Receipt) -> None:
    again = file(store)
    add(store, again, words="他还发了我的公司")
    assert status(store, got).history[-1].kind == "added"


def test_a_withdrawn_notice_takes_nothing_and_counts_nowhere(store: Store, got: Receipt) -> None:
    notice = id_of(store, got)
    (case,) = case_of(store, got)
    with store.write("public") as work:
        acts.withdraw(work, notice)
        acts.withdraw(work, notice)
    assert status(store, got).status == "withdrawn"
    with pytest.raises(acts.Closed):
        add(store, got, words="x")
    with store.read() as work:
        row = case_views.case(work, case).row
        assert row.notices == 0 and row.state == "open", "the screener stands behind it: the case goes on"


def test_the_first_human_look_is_on_the_page(store: Store, got: Receipt) -> None:
    """CAC-04."""
    (case,) = case_of(store, got)
    with store.write("staff:1") as work:
        cases.take(work, case, "1")
        cases.take(work, case, "1")
    assert status(store, got).status == "in_review"
    assert [line.kind for line in status(store, got).history].count("viewed") == 1


def test_a_hold_and_its_end_are_on_the_page(store: Store, got: Receipt, clock: Clock) -> None:
    (case,) = case_of(store, got)
    with store.write("staff:1") as work:
        cases.hold(work, case, "person")
    told = status(store, got)
    assert told.status == "held" and told.hold_until == clock() + DAY
    assert told.copies is not None and told.copies.held == 1
    clock.pass_(DAY)
    with store.write() as work:
        cases.end_holds(work)
    told = status(store, got)
    assert told.status == "received" and [line.kind for line in told.history][-2:] == ["held", "hold_ended"]


def test_the_page_never_shows_the_abuse_again(store: Store, got: Receipt) -> None:
    """Neither what was published nor what the notifier wrote comes back by ticket and PIN."""
    add(store, got, words="他说我住在青檐路")
    told = repr(status(store, got))
    for word in ("青檐路", "王砚青", "4471", "打爆", "t-1"):
        assert word not in told


def test_a_harmless_post_that_somebody_reports_is_looked_at_and_not_held(store: Store) -> None:
    keep(store, {"t-9": HARMLESS})
    got = file(store, posts=("t-9",), trusted=True)
    with store.read() as work:
        assert case_views.case(work, case_of(store, got)[0]).row.state == "open"
