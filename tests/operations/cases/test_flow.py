"""The whole way of a case, on SQLite and on PostgreSQL, and what happens when several do it at once."""

from concurrent.futures import ThreadPoolExecutor

from reseal.operations.cases import acts, views
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import CaseChanged, Choice, Decided, Voice
from reseal.operations.posts import acts as posts
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made

REMOVE = Choice("remove", "incitement", "no-incitement")


def test_from_the_first_post_to_erasure(either_store: Store, clock: Clock) -> None:
    store = either_store
    mention = "我自己的号码13800001234，常联系"
    own = made.judged("m", made.shows(mention, "phone", "13800001234", "self"), category="none", action="allow")
    given = [made.post(f"p{number}", made.DOX + "！" * number) for number in range(5)]
    with store.write("platform:1") as work:
        kept = posts.take_in(work, given, made.screener().decide(given))
        found = acts.arrived(work, kept.fresh)
        acts.arrived(work, [made.keep_as(work, made.post("m", mention), own)])
        case = found[0].case_id
        assert {one.case_id for one in found} == {case} and made.row(work, case).posts == 6
    with store.write("public") as work:
        acts.noticed(work, case, "n1", False, True, 1.0, voice=Voice("verified", b"c", b"o"))
    clock.pass_(HOUR)
    with store.write("staff:1") as work:
        acts.take(work, case, "m1")
        page = views.queue(work, free_for="m1")
        assert page.cases[0].state == "held" and page.cases[0].minor
        done = acts.decide(work, case, REMOVE, page.cases[0].version)
        assert len(done.snapshots) == 5
    with store.write("staff:1") as work:
        acts.undo(work, done.decision_id)
        assert acts.decide(work, case, REMOVE, made.row(work, case).version).snapshots
    clock.pass_(undo_lasts() + DAY)
    with store.write() as work:
        assert acts.end_holds(work) == acts.escalate_due(work) == 0
        assert made.gather(work, made.post("late")).case_id != case
    clock.pass_(400 * DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 1
        while posts.erase_due(work):
            pass
        assert views.case(work, case).snapshots == ()


def test_copies_that_come_at_once_open_one_case(either_store: Store) -> None:
    given = [made.post(f"p{number}") for number in range(12)]
    said = made.screener().decide(given)  # one thread screens

    def come(number: int) -> str:
        with either_store.write("platform:1") as work:
            return made.gather_as(work, given[number], said[number]).case_id

    with ThreadPoolExecutor(6) as hands:
        cases = set(hands.map(come, range(12)))
    with either_store.read() as work:
        assert len(cases) == 1 and made.row(work, cases.pop()).posts == 12


def test_of_many_who_decide_at_once_one_does(either_store: Store) -> None:
    with either_store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        version = made.row(work, case).version

    def decide(number: int) -> Decided | None:
        try:
            with either_store.write(f"staff:{number}") as work:
                return acts.decide(work, case, REMOVE, version)
        except CaseChanged:
            return None

    with ThreadPoolExecutor(6) as hands:
        made_ = [one for one in hands.map(decide, range(6)) if one is not None]
    with either_store.read() as work:
        assert len(made_) == 1 and len(views.case(work, case).decisions) == 1


def test_the_same_post_sent_at_once_is_kept_once(either_store: Store) -> None:
    said = made.decision(made.post("p1"))

    def come(number: int) -> str:
        with either_store.write("platform:1") as work:
            return posts.keep(work, [made.post("p1")], [said])[0]

    with ThreadPoolExecutor(6) as hands:
        assert len(set(hands.map(come, range(12)))) == 1
