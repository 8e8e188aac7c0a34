"""The whole way of a notice on SQLite and on PostgreSQL, and many at once."""

from concurrent.futures import ThreadPoolExecutor

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.words import Choice
from reseal.operations.notices import acts, views
from reseal.operations.notices.acts import Judged, More
from reseal.operations.notices.rules import rules
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from reseal.vocabulary import Post
from tests.conftest import Clock
from tests.operations.notices.given import EXPOSING, OTHER, case_of, decide, file, id_of, keep, status
from tests.operations.notices.test_claiming import ask, code_in, prove


def test_from_filing_to_erasure(either_store: Store, clock: Clock) -> None:
    store = either_store
    keep(store, {"t-1": EXPOSING})
    got = file(store, contact="name@example.com", pictures=(b"\x89PNG\r\n\x1a\n",))
    again = file(store, contact="name@example.com", pictures=(b"\x89PNG\r\n\x1a\n",))
    notice = id_of(store, got)
    with store.write("public") as work:
        acts.add(work, notice, More("还有我的住址", ("t-9",), threat=True), Judged(Post("n", ""), decide("")))
        secret = acts.helper_link(work, notice)
        acts.missed(work, got.ticket)
        acts.missed(work, "AAAA-BBBB-CCCC")
    assert secret is not None and ask(store, got, OTHER) == []
    assert prove(store, got, code_in(ask(store, got)[0]))
    with store.write() as work:
        acts.pictures_read(work, notice, None)
        assert views.helped(work, secret) == notice
    (case,) = case_of(store, got)
    assert status(store, got).locations == ("t-1",) and status(store, again).status == "held"
    with store.write("staff:1") as work:
        cases.take(work, case, "1")
        version = case_views.case(work, case).row.version
        cases.decide(work, case, Choice("remove", "exposure", "no-exposure"), version)
        assert len(views.of_case(work, case)) == 2 and views.coordinated(work, case) == ()
        acts.unfounded(work, notice)
    assert status(store, got).status == status(store, again).status == "removed"
    clock.pass_(366 * DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 2 and acts.forget_requests(work) == 2 and acts.forget_tries(work) == 2


def test_many_at_once_lose_nothing(either_store: Store) -> None:
    """Notices on one post from many people at the same moment: each has its ticket, and counts once."""
    store = either_store
    keep(store, {"t-1": EXPOSING})

    def one(number: int) -> str:
        got = file(store, origin=f"192.0.2.{number}", contact=f"n{number}@example.com", description=f"第{number}个人")
        return got.ticket

    with ThreadPoolExecutor(6) as hands:
        tickets = list(hands.map(one, range(18)))
    assert len(set(tickets)) == 18
    with store.read() as work:
        (row,) = case_views.queue(work, state="open", limit=10).cases or case_views.queue(work, state="held").cases
        assert row.notices == 18 and len(views.of_case(work, row.id)) == 18


def test_guesses_at_once_are_all_counted(either_store: Store) -> None:
    """PIN brute force by many hands: the lock comes all the same."""
    store = either_store
    got = file(store)

    def guess(_: int) -> None:
        with store.write("public") as work:
            acts.missed(work, got.ticket)

    with ThreadPoolExecutor(6) as hands:
        list(hands.map(guess, range(rules().lock.tries)))
    with store.read("public") as work:
        assert views.entered(work, got.ticket, got.pin) is None
