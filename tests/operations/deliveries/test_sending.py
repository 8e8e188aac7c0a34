"""What is due is taken, tried, settled: at least once, under one id, never by two at a time."""

import threading

import pytest

from reseal.operations.deliveries import acts, endpoints, sending, views
from reseal.operations.deliveries.rules import lease, wait_after
from reseal.operations.deliveries.words import Message, Outgoing
from reseal.operations.retention import acts as retention
from reseal.operations.retention.rules import keep
from reseal.storage.clock import DAY, HOUR, SECOND
from reseal.storage.store import Store
from tests.conftest import Clock

URL = "https://example.com/webhooks"


def _post(store: Store, about: str = "case-1") -> str:
    with store.write() as work:
        return acts.post_out(work, "action.requested", "platform", "webhook", about, {"action": "remove"})


def _register(store: Store, url: str = URL, kinds: list[str] | None = None) -> str:
    with store.write() as work:
        return endpoints.register(work, url, kinds).id


def _take(store: Store) -> list[Outgoing]:
    with store.write() as work:
        return sending.take_due(work, 10)


def _settle(store: Store, name: str, fault: str | None = None) -> None:
    with store.write() as work:
        sending.settle(work, name, fault)  # type: ignore[arg-type]


def _state(store: Store, about: str = "case-1") -> list[tuple[str, int, str | None]]:
    with store.read() as work:
        return [(shown.state, shown.tries, shown.problem) for shown in views.of(work, about)]


def test_a_webhook_waits_for_an_endpoint_and_goes_as_soon_as_there_is_one(store: Store, clock: Clock) -> None:
    name = _post(store)
    assert _take(store) == []
    clock.pass_(SECOND)
    assert _state(store) == [("due", 0, "no_endpoint")]
    _register(store)
    (taken,) = _take(store)
    assert (taken.id, taken.origin, taken.url, taken.tries, taken.payload) == (name, name, URL, 1, {"action": "remove"})
    assert [len(secret) for secret in taken.secrets] == [32]


def test_what_is_to_wait_waits_and_a_new_endpoint_does_not_hurry_it(store: Store, clock: Clock) -> None:
    with store.write() as work:
        acts.post_out(work, "statement.author", "author", "webhook", "case-1", {}, not_before=clock.now + HOUR)
    _register(store)
    assert _take(store) == []
    with store.read() as work:
        assert views.asked(work, "", 10) == []
    clock.pass_(HOUR)
    assert len(_take(store)) == 1


def test_what_the_platform_may_fetch(store: Store) -> None:
    """Without an endpoint, too; until it is acknowledged or withdrawn."""
    first, second, third = _post(store), _post(store, "case-2"), _post(store, "case-3")
    _take(store)
    with store.write() as work:
        assert [one.id for one in views.asked(work, "", 10)] == [first, second, third]
        assert [one.id for one in views.asked(work, first, 1)] == [second]
        acts.acknowledge(work, first)
        acts.withdraw(work, "case-2")
        (left,) = views.asked(work, "", 10)
        assert (left.id, left.kind, left.payload) == (third, "action.requested", {"action": "remove"})


def test_nobody_takes_what_is_taken_until_the_lease_is_over(store: Store, clock: Clock) -> None:
    """A crash between taking and settling loses nothing."""
    _register(store)
    name = _post(store)
    assert [taken.id for taken in _take(store)] == [name]
    assert _take(store) == []
    clock.pass_(lease())
    assert [(taken.id, taken.tries) for taken in _take(store)] == [(name, 2)]


def test_what_arrives_is_sent_and_what_does_not_is_tried_by_the_ladder_until_it_fails(
    store: Store, clock: Clock
) -> None:
    _register(store)
    name = _post(store)
    tries = 0
    while _take(store):
        tries += 1
        _settle(store, name, "unreachable")
        clock.pass_(round((wait_after("webhook", tries) or 0) * 1.2))
    assert _state(store) == [("failed", tries, "unreachable")]
    with store.read() as work:
        assert [shown.id for shown in views.failed(work, None, 10)] == [name]
        assert views.failed(work, name, 10) == []
    assert wait_after("webhook", tries) is None and wait_after("webhook", tries - 1)
    with store.write() as work:
        assert sending.replay_failed(work, since=0) == 1
    assert [taken.id for taken in _take(store)] == [name]
    _settle(store, name)
    assert _state(store) == [("sent", 1, None)]
    assert _take(store) == []


@pytest.mark.parametrize("fault", ["unsendable", "erased"])
def test_what_can_never_be_sent_is_not_tried_again(store: Store, fault: str) -> None:
    _register(store)
    name = _post(store)
    _take(store)
    _settle(store, name, fault)
    assert _state(store) == [("failed", 1, fault)]


def test_every_endpoint_that_takes_the_kind_gets_it_and_one_acknowledgement_counts(store: Store) -> None:
    _register(store)
    _register(store, "https://example.org/all")
    _register(store, "https://example.net/other", ["statement.author"])
    name = _post(store)
    first, *_ = _take(store)
    (second,) = _take(store)
    assert {first.url, second.url} == {URL, "https://example.org/all"}
    assert (first.id, first.origin, second.origin) == (name, name, name)
    assert second.id != name
    with store.write() as work:
        assert acts.acknowledge(work, second.id) is None
        assert acts.acknowledge(work, name) is not None
        assert views.unacknowledged(work, "case-1") == []


def test_a_removed_endpoint_gets_nothing_and_what_was_due_to_it_goes_elsewhere(store: Store, clock: Clock) -> None:
    removed = _register(store)
    name = _post(store)
    _take(store)
    _settle(store, name, "unreachable")
    with store.write() as work:
        assert endpoints.remove(work, removed)
        assert not endpoints.remove(work, removed)
        assert endpoints.shown(work) == []
    clock.pass_(HOUR)
    assert _take(store) == []
    _register(store, "https://example.org/new")
    assert [(taken.id, taken.url) for taken in _take(store)] == [(name, "https://example.org/new")]


def test_an_acknowledgement_that_comes_before_the_answer_stays(store: Store) -> None:
    _register(store)
    name = _post(store)
    _take(store)
    with store.write() as work:
        acts.acknowledge(work, name)
    _settle(store, name)
    assert _state(store) == [("acknowledged", 1, None)]


def test_what_was_withdrawn_while_it_was_being_sent_stays_withdrawn(store: Store) -> None:
    _register(store)
    name = _post(store)
    _take(store)
    with store.write() as work:
        acts.withdraw(work, "case-1")
    _settle(store, name, "unreachable")
    assert _state(store) == [("withdrawn", 1, None)]
    with store.write() as work:
        assert not sending.replay(work, name)


def test_a_replay_sends_it_again_under_its_id(store: Store) -> None:
    _register(store)
    name = _post(store)
    _take(store)
    _settle(store, name)
    with store.write() as work:
        assert sending.replay(work, name)
        assert not sending.replay(work, "nothing")
    assert [taken.id for taken in _take(store)] == [name]


def test_content_is_erased_in_time_then_the_record_and_a_legal_hold_beats_both(store: Store, clock: Clock) -> None:
    """PI-01, SYS-03."""
    _register(store)
    _register(store, "https://example.org/second")
    name = _post(store)
    with store.write() as work:
        other = acts.post_out(work, "action.requested", "platform", "webhook", "snapshot-2", {}, under="case-2")
    for taken in [*_take(store), *_take(store)]:
        _settle(store, taken.id)
    with store.write() as work:
        held = retention.hold(work, "case-2", "order")

    def erase() -> int:
        with store.write() as work:
            return acts.erase_due(work, 100)

    assert erase() == 0
    clock.pass_(keep("delivery"))
    assert erase() == 4
    with store.write() as work:
        assert not sending.replay(work, name)
        assert sending.replay(work, other)
    (taken,) = _take(store)
    _settle(store, taken.id)
    clock.pass_(keep("delivery_record") + DAY)
    erase()
    assert _state(store) == []
    with store.write() as work:
        assert sending.replay(work, other)
        retention.release(work, held)
    _settle(store, _take(store)[0].id)
    clock.pass_(keep("delivery"))
    erase()
    with store.write() as work:
        assert not sending.replay(work, other)


def test_what_stands_under_an_erased_case_is_erased_with_it(store: Store) -> None:
    _register(store)
    _register(store, "https://example.org/second")
    with store.write() as work:
        acts.post_out(work, "action.requested", "platform", "webhook", "snapshot-1", {}, under="case-1")
    _take(store)
    _post(store, "case-2")
    with store.write() as work:
        assert acts.erase(work, "case-1") == 2
        assert views.of(work, "snapshot-1") == [] and len(views.of(work, "case-2")) == 1


def test_the_sender_needs_no_endpoint(store: Store) -> None:
    message = Message("zhang@example.com", "zh", "验证码", "您的验证码在下面。")
    with store.write() as work:
        acts.post_out(work, "claim.code", "exposed", "sender", "notice-1", message)
        assert sending.is_due(work)
    (taken,) = _take(store)
    assert (taken.payload["to"], taken.url) == ("zhang@example.com", None)


def test_two_hosts_never_take_the_same_delivery(either_store: Store) -> None:
    store = either_store
    _register(store)
    names = {_post(store, f"case-{number}") for number in range(40)}
    taken: list[str] = []

    def take() -> None:
        while found := _take(store):
            taken.extend(outgoing.id for outgoing in found)

    hosts = [threading.Thread(target=take) for _ in range(4)]
    for host in hosts:
        host.start()
    for host in hosts:
        host.join()
    assert len(taken) == 40 and set(taken) == names
