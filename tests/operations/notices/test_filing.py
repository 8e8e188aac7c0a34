import pytest

from reseal.operations.cases import views as cases
from reseal.operations.notices import acts, views
from reseal.operations.notices.words import Status
from reseal.operations.posts import acts as posts
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.counting import statements
from tests.operations.notices.given import EXPOSING, HARMLESS, PHONE, case_of, file, id_of, keep, status


def test_a_notice_is_answered_at_once_and_its_post_sealed(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    got = file(store)
    told = status(store, got)
    assert told.status == "received"
    assert told.copies is not None and told.copies.found == 1
    assert [line.kind for line in told.history] == ["received", "sealed"]


def test_deleting_the_post_afterwards_changes_nothing(store: Store, clock: Clock) -> None:
    """Art 25: what was sealed stays, also when the post is deleted and its day erased."""
    keep(store, {"t-1": EXPOSING})
    got = file(store)
    with store.write("platform:1") as work:
        posts.forget(work, "t-1")
    clock.pass_(30 * DAY)
    with store.write() as work:
        while posts.erase_due(work, 100):
            pass
    told = status(store, got)
    assert told.copies is not None and told.copies.found == 1


def test_a_post_is_found_by_the_address_that_people_paste(store: Store) -> None:
    keep(store, {"1024881": EXPOSING})
    told = status(store, file(store, posts=("https://forum.example.com/t/1024881?from=share",)))
    assert told.copies is not None and told.copies.found == 1


def test_posts_that_are_not_about_one_person_are_in_cases_of_their_own(store: Store) -> None:
    other = "曝光这个骗子王五三，手机号13900005678，大家打爆他电话"
    keep(store, {"t-1": EXPOSING, "t-2": other})
    got = file(store, posts=("t-1", "t-2"))
    with store.read() as work:
        assert len(cases.queue(work, state="open", limit=10).cases) == 2
    told = status(store, got)
    assert told.copies is not None and told.copies.found == 2
    for case in case_of(store, got):
        with store.read() as work:
            assert len(views.of_case(work, case)) == 1


def test_without_a_known_post_the_words_are_sealed_and_tell_nothing(store: Store) -> None:
    """PI-13: no notice about a number answers whether that number stands anywhere."""
    keep(store, {"t-1": EXPOSING})
    got = file(store, posts=(), description=f"有人公开了我的手机{PHONE}，到处都是，请帮帮我")
    told = status(store, got)
    assert told.status == "received" and told.copies is None
    (case,) = case_of(store, got)
    with store.read() as work:
        view = cases.case(work, case)
        assert [snapshot.role for snapshot in view.snapshots] == ["told"]
        assert PHONE not in view.snapshots[0].masked


def test_what_is_missing_is_asked_for_and_the_case_waits_all_the_same(store: Store) -> None:
    """Art 26: insufficient proof is asked for; the notice is in the queue from the first moment."""
    got = file(store, posts=(), description="救命")
    told = status(store, got)
    assert told.status == "asked" and told.asked == ("posts",)
    got = file(store, posts=("unknown-77",), description="", contact="name@example.com")
    assert status(store, got).asked == ("pictures",)
    with store.read() as work:
        assert len(cases.queue(work, state="open", limit=10).cases) == 2


def test_what_is_not_about_doxxing_is_passed_on_and_answered(store: Store) -> None:
    got = file(store, posts=(), description="他一直骂我", about="harassment")
    told = status(store, got)
    assert told.status == "rerouted"
    assert ("rerouted", "harassment") in [(line.kind, line.detail.get("to")) for line in told.history]
    with store.read() as work:
        assert not cases.queue(work, state="open", limit=10).cases


@pytest.mark.parametrize("values", [{"threat": True}, {"posts": ("t-1",)}, {"description": f"他发了我的手机{PHONE}"}])
def test_a_wrong_choice_in_the_form_loses_nobody(store: Store, values: dict[str, object]) -> None:
    """A life in danger, a known post or somebody's data in the words: a person looks, whatever was chosen."""
    keep(store, {"t-1": EXPOSING})
    got = file(store, **{"posts": (), "description": "他一直骂我", "about": "harassment", **values})
    assert status(store, got).status in ("received", "asked")
    assert case_of(store, got)


def test_threats_and_minors_come_first(store: Store, clock: Clock) -> None:
    """CAC-04, Art 27, MIN-03, DSA 18."""
    texts = {f"t-{n}": f"曝光他，手机号1390000567{n}，大家打爆他电话" for n in range(3)}
    keep(store, texts)
    plain = file(store, posts=("t-0",), origin="192.0.2.10")
    minor = file(store, posts=("t-1",), origin="192.0.2.11", relation="guardian", minor=True)
    threat = file(store, posts=("t-2",), origin="192.0.2.12", relation="bystander", threat=True)
    clock.pass_(HOUR // 2)
    with store.read() as work:
        order = [row.id for row in cases.queue(work, state="open", limit=10).cases]
    assert order == [case_of(store, got)[0] for got in (threat, minor, plain)]
    assert threat.answer_by < minor.answer_by < plain.answer_by


def test_the_same_notice_sent_twice_is_one(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    first = file(store, description="他公开了我的手机和住址，请尽快处理")
    again = file(store, description="他公开了我的手机和住址，请尽快处理！")
    assert first.ticket != again.ticket
    assert [line.kind for line in status(store, again).history] == ["received", "sealed", "received", "merged"]
    (case,) = case_of(store, first)
    with store.read() as work:
        assert cases.case(work, case).row.notices == 1, "one notifier counts once"
    assert _same_but_ticket(status(store, first), status(store, again))


@pytest.mark.parametrize(
    "values",
    [
        {"origin": "192.0.2.99"},
        {"contact": "other@example.com"},
        {"posts": ("t-1", "t-2")},
        {"threat": True},
        {"minor": True},
        {"relation": "guardian"},
        {"description": "还有一件事，他刚刚也发了我的身份证号码"},
        {"pictures": (b"\x89PNG\r\n\x1a\n",)},
    ],
)
def test_a_notice_that_says_more_is_never_merged(store: Store, values: dict[str, object]) -> None:
    keep(store, {"t-1": EXPOSING, "t-2": HARMLESS})
    words = "他公开了我的手机和住址，请尽快处理"
    file(store, description=words)
    again = file(store, **{"description": words, **values})
    assert "merged" not in [line.kind for line in status(store, again).history]


def test_after_a_week_the_same_notice_counts_anew(store: Store, clock: Clock) -> None:
    keep(store, {"t-1": EXPOSING})
    file(store)
    clock.pass_(7 * DAY)
    assert "merged" not in [line.kind for line in status(store, file(store)).history]


def test_a_notifier_who_was_often_plainly_wrong_is_slowed_never_silenced(store: Store, clock: Clock) -> None:
    """BEN-05, DSA 23: three a day, less weight; a threat to life always passes; the time is told."""
    me = {"contact": "name@example.com", "relation": "bystander"}
    for number in range(3):
        got = file(store, **me, description=f"第{number}次举报，这个人我看不顺眼，请处理一下他")
        with store.write("staff:1") as work:
            acts.unfounded(work, id_of(store, got))
    clock.pass_(DAY)
    for number in range(3):
        file(store, **me, description=f"又是第{number}次举报，这个人我看不顺眼，请处理一下他")
    with pytest.raises(acts.TooMany) as wait:
        file(store, **me, description="再来一次")
    assert wait.value.until == clock() + DAY
    assert file(store, **me, description="他说要来杀我", threat=True).ticket
    assert file(store, **{**me, "origin": "192.0.2.77"}).ticket, "nobody's record is spoilt from elsewhere"
    clock.pass_(8 * DAY)
    assert file(store, **me, description="真的有人公开了我的手机").ticket


def test_pictures_are_sealed_as_they_came(store: Store) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"somebody's address" * 40
    file(store, pictures=(picture,))
    with store.database.engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert picture[:60].hex() not in dump.lower() and b"somebody's address".hex() not in dump.lower()


def test_nothing_that_was_written_stands_readable_in_the_database(store: Store) -> None:
    """PI-12: words, contacts, links, ids of posts and origins are sealed or prints."""
    keep(store, {"post-of-the-platform-1": EXPOSING})
    file(
        store,
        posts=("post-of-the-platform-1", "https://forum.example.com/secret-thread"),
        description=f"住在青檐路的王砚青，手机{PHONE}",
        contact="victim@example.com",
        origin="192.0.2.44",
    )
    with store.database.engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    for planted in (PHONE, "青檐路", "王砚青", "victim@", "secret-thread", "post-of-the-platform", "192.0.2.44"):
        assert planted not in dump and planted.encode().hex() not in dump.lower(), planted
    assert "notice.filed" in dump, "the control: this search finds what stands there"


def _same_but_ticket(one: Status, other: Status) -> bool:
    return (one.status, one.copies, one.answer_by) == (other.status, other.copies, other.answer_by)


def test_a_notice_asks_and_writes_a_bounded_number_of_times(either_store: Store) -> None:
    """However many there are of one post: the desk takes them by the second, and one process writes."""
    keep(either_store, {"t-1": EXPOSING})
    cost = []
    for number in range(6):
        with statements() as run:
            file(either_store, contact=f"name{number}@example.com", origin=f"192.0.2.{number}", relation="bystander")
        cost.append(len([one for one in run if "advisory" not in one]))
    assert cost[-1] <= 20 and max(cost[3:]) == cost[-1]
