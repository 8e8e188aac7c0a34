from reseal.operations.notices import acts, views
from reseal.operations.notices.rules import rules
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.notices.given import EXPOSING, file, id_of, keep, status


def test_a_helper_reads_the_status_until_the_link_ends(store: Store, clock: Clock) -> None:
    keep(store, {"t-1": EXPOSING})
    got = file(store)
    notice = id_of(store, got)
    with store.write("public") as work:
        secret = acts.helper_link(work, notice)
    assert secret is not None
    with store.read("public") as work:
        assert views.helped(work, secret) == notice
        assert views.helped(work, secret + "x") is None and views.helped(work, "") is None
    assert status(store, got).helpers == 1
    clock.pass_(rules().helper.days * DAY)
    with store.read("public") as work:
        assert views.helped(work, secret) is None


def test_there_are_a_few_links_and_they_end_together(store: Store) -> None:
    got = file(store)
    notice = id_of(store, got)
    with store.write("public") as work:
        links = [acts.helper_link(work, notice) for _ in range(rules().helper.links + 1)]
        assert links[-1] is None and len(set(links)) == len(links)
        acts.revoke_helpers(work, notice)
        assert [views.helped(work, link) for link in links if link] == [None] * rules().helper.links
        assert acts.helper_link(work, notice)


def test_a_link_is_not_in_the_database(store: Store) -> None:
    got = file(store)
    notice = id_of(store, got)
    with store.write("public") as work:
        secret = acts.helper_link(work, notice)
    with store.database.engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert secret is not None and secret not in dump
