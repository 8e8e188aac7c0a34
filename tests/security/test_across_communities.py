"""What one community has opens nothing at another: 10,000 random requests, from a seed, over every door and page.

`make drill` does the same on PostgreSQL, too (drill/across.py).
"""

import random
from collections.abc import Iterator

import pytest

from drill import across

REQUESTS = 10_000


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[across.House]:
    with across.house(tmp_path_factory.mktemp("house")) as made:
        yield made


def test_nothing_of_one_is_answered_at_another_and_nothing_of_it_changes(at: across.House) -> None:
    operations = {door.operation for door in at.doors if door.operation}
    assert len(operations) > 20 and len(at.doors) > 90, "every door of the description and of the console"
    statuses, leaks = across.tried(at, REQUESTS)
    print(dict(statuses))
    assert leaks == []
    assert statuses.total() == REQUESTS
    assert not any(status >= 500 for status in statuses)


def test_nothing_that_one_has_changes_by_what_is_asked_at_others(at: across.House) -> None:
    turn = random.Random(across.SEED)
    alpha = at.things["alpha"]
    before = across.state(alpha)
    for _ in range(600):
        at.ask(at.things[turn.choice(["", "beta"])], alpha, turn)
    assert across.state(alpha) == before
    for _ in range(200):
        at.ask(alpha, alpha, turn)
    assert across.state(alpha) != before, "at home the same requests do something"


def test_the_same_requests_at_home_are_answered_so_the_look_sees_a_leak(at: across.House) -> None:
    assert across.answered_at_home(at, 500) > 50


def test_a_door_to_another_that_was_left_open_would_be_seen(at: across.House) -> None:
    """The host of one led to the other's application: what a mistake in the choice would be."""
    hosts = at.server._hosts
    before = dict(hosts)
    try:
        hosts[b"beta.localhost"] = at.server.named["alpha"]
        _, leaks = across.tried(at, 600)
    finally:
        hosts.update(before)
    assert len(leaks) > 5
