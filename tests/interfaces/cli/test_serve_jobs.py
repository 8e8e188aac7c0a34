"""The server sends what is due by itself, and what a `kill -9` cut off arrives after the next start, under its id."""

from collections import Counter
from pathlib import Path

import pytest

from reseal.configuration import Configuration
from reseal.interfaces.opening import open_store
from reseal.operations.deliveries import acts, endpoints, views
from reseal.storage.store import Store
from tests.interfaces.cli.test_serve import Running
from tests.interfaces.cli.waiting import until
from tests.interfaces.webhooks.receiver import Receiver

MANY = 60


@pytest.fixture
def store(data_dir: Path) -> Store:
    return open_store(Configuration(data_dir=str(data_dir)), {})


def post(store: Store) -> list[str]:
    names = []
    for number in range(MANY):
        with store.write() as work:
            names.append(acts.post_out(work, "action.requested", "platform", "webhook", f"s-{number}", {"n": number}))
    return names


def left(store: Store, names: list[str]) -> set[str]:
    with store.read() as work:
        arrived = {name for number, name in enumerate(names) for one in views.of(work, f"s-{number}") if one.sent_at}
    return set(names) - arrived


def test_nothing_that_was_posted_out_is_lost_by_a_kill(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver = Receiver()
    monkeypatch.setenv("RESEAL_WEBHOOK_NETWORKS", "127.0.0.0/8")
    with store.write() as work:
        endpoints.register(work, receiver.url)
    names = post(store)
    server = Running()
    until(lambda: len(receiver.got) >= MANY // 3)
    server.process.kill()
    server.process.communicate()
    cut_off = left(store, names)
    assert cut_off, "the kill came too late to prove anything"
    # A delivery that the killed process had taken is left to it until its lease is over: let that be now.
    with store.write() as work:
        work.session.connection().exec_driver_sql("UPDATE delivery SET next_at = 0 WHERE state = 'due'")
    server = Running()
    until(lambda: not left(store, names))
    status, told = server.stop()
    assert status in (0, -15) and told == ""
    got = Counter(one.headers["webhook-id"] for one in receiver.got)
    assert set(got) == set(names)
    assert sum(got.values()) - len(got) <= len(cut_off), "only what was cut off may come twice"
    receiver.close()
    store.close()
