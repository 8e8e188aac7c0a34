import pytest
from sqlalchemy import select

from reseal.operations.cases import acts as cases
from reseal.operations.cases import following
from reseal.operations.cases import views as case_views
from reseal.operations.cases.words import Choice, Content
from reseal.operations.guards import acts, views
from reseal.operations.guards.tables import GuardLook
from reseal.operations.posts import views as posts
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.counting import statements
from tests.operations.guards import given
from tests.operations.guards.given import ADDRESS, ASKS, PHONE


def test_a_post_that_breaks_no_rule_comes_before_a_person(either_store: Store) -> None:
    given.watched(either_store)
    post = made.post("p1", ASKS)
    assert made.decision(post).violates is False
    given.arrive(either_store, post)
    (row,) = given.rows(either_store)
    assert (row.severity, row.category, row.state) == ("medium", "exposure", "open")
    with either_store.read() as work:
        view = case_views.case(work, row.id)
        assert [(one.how, one.role, one.action) for one in view.snapshots] == [("guarded", "origin", None)]
        assert [(one.type, one.posts) for one in views.of_case(work, row.id)] == [("phone", 1)]
        assert views.watched_in(work, [row.id, "another"]) == {row.id}


def test_without_a_guard_it_comes_before_nobody(store: Store) -> None:
    given.watched(store, value="13800001234")
    given.arrive(store, made.post("p1", ASKS))
    assert given.rows(store) == [] and given.hits(store) == 0


def test_a_case_that_stands_becomes_graver(store: Store) -> None:
    given.arrive(store, made.post("p0", made.DOX, author="somebody"))
    (before,) = given.rows(store)
    given.watched(store, "address", ADDRESS)
    given.arrive(store, made.post("p1", made.DOX))
    (row,) = given.rows(store)
    assert row.id == before.id and row.posts == 2 and row.due_at <= before.due_at
    assert given.hits(store) == 1


@pytest.mark.parametrize("written", ["北京市海淀区东华路12号3单元401", "海淀区东华路１２号３单元４０１", ADDRESS])
def test_an_address_is_known_without_what_comes_before_its_street(store: Store, written: str) -> None:
    given.watched(store, "address", "北京市海淀区东华路12号3单元401")
    given.arrive(store, made.post("p1", f"大家冲他！真名李小四，住在{written}，见一次骂一次"))
    assert given.hits(store) == 1


def test_what_its_owner_shows_is_no_hit(store: Store) -> None:
    given.watched(store, account="my-own-account")
    given.arrive(store, made.post("p1", ASKS, author="my-own-account"))
    assert given.hits(store) == 0 and given.rows(store) == []
    given.arrive(store, made.post("p2", ASKS, author="another"), made.post("p3", ASKS, author=None))
    assert given.hits(store) == 2


def test_the_same_post_is_one_hit_and_an_edited_one_another(store: Store) -> None:
    given.watched(store)
    for _ in range(3):
        given.arrive(store, made.post("p1", ASKS))
    assert given.hits(store) == 1 and given.rows(store)[0].posts == 1
    given.arrive(store, made.post("p1", f"{ASKS}，急"))
    assert given.hits(store) == 2 and len(given.rows(store)) == 1


def test_a_decided_post_is_not_brought_up_again(store: Store) -> None:
    given.watched(store)
    given.arrive(store, made.post("p1", ASKS))
    (row,) = given.rows(store)
    with store.write("staff:1") as work:
        cases.decide(work, row.id, Choice("allow", "none", "no-exposure"), row.version)
    given.arrive(store, made.post("p1", ASKS))
    assert given.rows(store) == []


def test_posts_of_one_value_stand_in_one_case(store: Store) -> None:
    given.watched(store)
    given.arrive(store, *(made.post(f"p{n}", f"{ASKS}，第{n}次问") for n in range(5)))
    (row,) = given.rows(store)
    assert row.posts == 5 and given.hits(store) == 5


def test_the_request_does_the_same_whether_anything_is_watched_or_not(store: Store) -> None:
    """No question is asked while somebody waits for an answer: the row that is left says which posts, no more."""
    seen = []
    given.arrive(store, made.post("before", ASKS))
    for number in range(2):
        with statements() as run:
            given.arrive(store, made.post(f"p{number}", ASKS), look=False)
        seen.append(run)
        if number == 0:
            given.watched(store)
            with store.write() as work:
                acts.look_due(work)
    assert seen[0] == seen[1] and not any("guard_print" in one for one in seen[1])
    with store.read() as work:
        (look,) = work.session.scalars(select(GuardLook))
        kept = posts.find(work, "p1")
        assert kept is not None and look.posts == {kept.id: []}


def test_one_question_for_many_requests(store: Store) -> None:
    given.watched(store)
    for number in range(20):
        given.arrive(store, made.post(f"p{number}", f"捡到手机，打了1370000{number:04}没人接"), look=False)
    with store.write() as work, statements() as run:
        assert acts.look_due(work, 50) == 20
    assert sum("guard_print" in one for one in run) == 1
    assert given.hits(store) == 0


def test_nothing_that_shows_nothing_is_noted(store: Store) -> None:
    given.arrive(store, made.post("p1", made.HARMLESS), look=False)
    with store.read() as work:
        assert not acts.looks_wait(work)


def test_a_guard_that_is_over_watches_no_more(store: Store, clock: Clock) -> None:
    given.watched(store)
    clock.pass_(366 * DAY)
    given.arrive(store, made.post("p1", ASKS))
    assert given.hits(store) == 0


@pytest.mark.parametrize("first", ["p1", "p2"])
def test_whoever_reports_a_post_learns_nothing_from_the_counts(store: Store, first: str) -> None:
    """Two posts of a value, one of them reported: counts and cases are as if nothing was watched."""
    told = []
    for watched in (False, True):
        if watched:
            given.watched(store)
        names = {"p1": f"a{watched}", "p2": f"b{watched}"}
        number = PHONE if watched else "13900004321"
        for name in names.values():
            given.arrive(store, made.post(name, f"谁认识这个号码的主人，{number}，东西落在我车上了，{name}"))
        with store.write("public") as work:
            kept = posts.find(work, names[first])
            assert kept is not None
            gathered = cases.gather(work, Content.of(kept), "noticed")
        with store.read() as work:
            seen = following.progress(work, gathered.case_id)
            told.append((gathered.new, seen.found, seen.held, seen.state, seen.viewed))
    assert given.hits(store) == 2
    assert told[0] == told[1]
