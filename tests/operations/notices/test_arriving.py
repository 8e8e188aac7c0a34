"""Posts that come after the notice that names them, and those that never come, on SQLite and on PostgreSQL."""

import pytest

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.words import CaseChanged, CaseView, Choice
from reseal.operations.deliveries import views as deliveries
from reseal.operations.notices import acts
from reseal.operations.notices.words import Receipt
from reseal.operations.posts import acts as posts
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from reseal.vocabulary import Post
from tests.conftest import Clock
from tests.operations.counting import statements
from tests.operations.notices.given import EXPOSING, HARMLESS, case_of, decide, file, id_of, keep, status

URL = "https://forum.example.com/t/1024881?from=share"
REMOVE = Choice("remove", "exposure", "no-exposure")


def arrive(store: Store, *given: tuple[str, str]) -> None:
    """Posts as `POST /v1/posts` takes them."""
    made = [Post(id_, text, author="a-" + id_) for id_, text in given]
    with store.write("platform:1") as work:
        cases.arrived(work, posts.take_in(work, made, [decide(post.text, post.id) for post in made]).fresh)


def view(store: Store, case: str) -> CaseView:
    with store.read() as work:
        return case_views.case(work, case)


def told(store: Store, **values: object) -> Receipt:
    return file(store, **{"posts": (URL,), "description": "有人在这个帖子里公开了我的手机和住址", **values})


@pytest.mark.parametrize("name", ["1024881", URL.partition("?")[0], URL])
def test_a_post_that_comes_late_is_sealed_in_the_case_of_its_notice(either_store: Store, name: str) -> None:
    """CAC-03, Art 25: the page counts it, whatever it was called by."""
    got = told(either_store)
    assert status(either_store, got).copies is None
    arrive(either_store, ("other", HARMLESS), (name, EXPOSING))
    (case,) = case_of(either_store, got)
    seen = view(either_store, case)
    assert [(one.role, one.how) for one in seen.snapshots] == [
        ("told", "told"),
        ("told", "told"),
        ("origin", "noticed"),
    ]
    assert (seen.row.posts, seen.row.notices) == (1, 1)
    shown = status(either_store, got)
    assert shown.copies is not None and shown.copies.found == 1
    assert [line.kind for line in shown.history][-1] == "sealed"
    arrive(either_store, (name, EXPOSING))
    assert len(view(either_store, case).snapshots) == 3, "once"


def test_corroboration_is_as_if_it_had_been_there(either_store: Store) -> None:
    first = told(either_store, contact="one@example.com", origin="192.0.2.1")
    second = told(either_store, contact="two@example.com", origin="192.0.2.2", description="朋友的地址也在里面")
    arrive(either_store, ("1024881", EXPOSING))
    (case,) = case_of(either_store, first)
    assert case in case_of(either_store, second)
    row = view(either_store, case).row
    assert (row.state, row.notices) == ("held", 2)
    assert status(either_store, first).status == status(either_store, second).status == "held"


def test_anonymous_notices_hold_nothing_when_it_comes(either_store: Store) -> None:
    for number in range(3):
        told(either_store, origin=f"192.0.2.{number}", description=f"第{number}个人说他的信息在这里，请处理一下")
    arrive(either_store, ("1024881", EXPOSING))
    with either_store.read() as work:
        assert not case_views.queue(work, state="held", limit=9).cases


def test_what_waits_for_a_person_is_not_held_when_it_comes(either_store: Store) -> None:
    first = told(either_store, trusted=True, contact="one@example.com")
    arrive(either_store, ("1024881", "桂花开了"))
    (case,) = case_of(either_store, first)
    assert view(either_store, case).row.state == "open"


def test_a_post_that_exposes_what_a_case_is_about_joins_that_case(either_store: Store) -> None:
    keep(either_store, {"t-1": EXPOSING})
    (known,) = case_of(either_store, file(either_store, contact="one@example.com", origin="192.0.2.8"))
    got = told(either_store, contact="two@example.com")
    arrive(either_store, ("1024881", EXPOSING + "！"))
    assert known in case_of(either_store, got)
    row = view(either_store, known).row
    assert (row.notices, row.posts, row.state) == (2, 2, "held")


def test_only_open_notices_wait(either_store: Store) -> None:
    withdrawn, decided, twice = told(either_store), told(either_store, posts=("p-77",)), told(either_store)
    with either_store.write("public") as work:
        acts.withdraw(work, id_of(either_store, withdrawn))
    (case,) = case_of(either_store, decided)
    with either_store.write("staff:1") as work:
        allow = Choice("allow", "none", "open")
        cases.decide(work, case, allow, case_views.case(work, case).row.version)
    arrive(either_store, ("1024881", HARMLESS), ("p-77", HARMLESS))
    assert len(case_of(either_store, decided)) == 1
    assert [status(either_store, one).copies is None for one in (withdrawn, twice)] == [True, True]


def test_the_question_is_one_for_a_whole_request(either_store: Store) -> None:
    told(either_store)
    harmless = [(f"h{number}", f"{HARMLESS}{number}") for number in range(400)]
    costs = []
    for size in (20, 400):
        made = [Post(f"{size}{id_}", text) for id_, text in harmless[:size]]
        with either_store.write("platform:1") as work:
            fresh = posts.take_in(work, made, [decide("", post.id) for post in made]).fresh
            with statements() as run:
                assert acts.posts_arrived(work, fresh) == 0
            costs.append(len(run))
    assert costs == [1, 1]


def test_a_sweep_finds_what_was_kept_without_being_asked_for(either_store: Store, clock: Clock) -> None:
    """A notice and its post at the same moment, each before the other was there to see."""
    got, gone = told(either_store), told(either_store, posts=("late-2",), origin="192.0.2.9")
    keep(either_store, {"1024881": EXPOSING})
    with either_store.write() as work:
        assert acts.join_late(work, 100) == 1 and acts.join_late(work, 100) == 0
    shown = status(either_store, got)
    assert shown.copies is not None and shown.copies.found == 1
    keep(either_store, {"late-2": EXPOSING})
    clock.pass_(30 * DAY)
    with either_store.write() as work:
        while posts.erase_due(work, 100):
            pass
        assert acts.join_late(work, 100) == 0
    assert status(either_store, gone).copies is None


def test_a_removal_is_asked_for_by_the_name_that_the_notifier_gave(either_store: Store) -> None:
    """What was never handed in may stand on the platform all the same; without its word the page says so."""
    got = told(either_store, posts=(URL, "p-9"))
    (case,) = case_of(either_store, got)
    assert [(one.role, one.how, one.masked) for one in view(either_store, case).snapshots[1:]] == [
        ("told", "named", "")
    ] * 2
    with either_store.write("staff:1") as work:
        decided = cases.decide(work, case, REMOVE, case_views.case(work, case).row.version)
        assert len(decided.snapshots) == 2
    with either_store.read() as work:
        asked = deliveries.asked(work, "", 100)
        assert sorted(one.payload["post"] for one in asked if one.kind == "action.requested") == [URL, "p-9"]
        assert {one.payload["action"] for one in asked if one.kind == "action.requested"} == {"remove"}
        assert case_views.snapshot_text(work, decided.snapshots[0]) in (URL, "p-9")
    copies = status(either_store, got).copies
    assert copies is not None and (copies.found, copies.removed, copies.unconfirmed) == (2, 2, 2)
    with either_store.write("platform:1") as work:
        cases.acknowledged(work, decided.snapshots[0])
    copies = status(either_store, got).copies
    assert copies is not None and (copies.removed, copies.unconfirmed) == (2, 1)
    with either_store.write("staff:1") as work:
        cases.undo(work, decided.decision_id)
    assert status(either_store, got).copies is None
    assert b"1024881" not in _everything(either_store)


def test_a_person_holds_by_name_and_lets_go(either_store: Store) -> None:
    got = told(either_store)
    (case,) = case_of(either_store, got)
    with either_store.write("staff:1") as work:
        assert cases.hold(work, case, "person") == 1
        assert cases.release(work, case) == 1


def test_beside_real_posts_nobody_decides_on_a_mere_name(either_store: Store) -> None:
    """Abuse: an innocent post named beside a bad one would go with it, unseen."""
    got = told(either_store, posts=("1024881", "innocent-1"))
    (case,) = case_of(either_store, got)
    seen = view(either_store, case).row.version
    arrive(either_store, ("1024881", EXPOSING))
    with pytest.raises(CaseChanged), either_store.write("staff:1") as work:
        cases.decide(work, case, REMOVE, seen)
    with either_store.write("staff:1") as work:
        decided = cases.decide(work, case, REMOVE, case_views.case(work, case).row.version)
        assert len(decided.snapshots) == 1
    with either_store.write("staff:1") as work:
        cases.undo(work, decided.decision_id)
        also = tuple(one.id for one in case_views.case(work, case).snapshots if one.how == "named")
        version = case_views.case(work, case).row.version
        both = Choice("remove", "exposure", "no-exposure", also=also)
        assert len(cases.decide(work, case, both, version).snapshots) == 2


def _everything(store: Store) -> bytes:
    """What stands in the database as it is kept."""
    with store.database.engine.connect() as connection:
        rows = [
            repr(tuple(row)).encode()
            for table in ("snapshot", "noticed_post", "awaited_post", "delivery", "notice_event", "audit_entry")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert rows
    return b"\n".join(rows)
