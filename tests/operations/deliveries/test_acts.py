"""Deliveries are posted out with what they tell of, once, and sealed."""

import pytest
from msgspec import ValidationError

from reseal.operations.deliveries import acts, views
from reseal.operations.deliveries.words import Acknowledged, Message, Standing, Withdrawn
from reseal.screening.policy.outbound import PersonalDataError
from reseal.storage.store import Store
from tests.conftest import Clock

CODE = Message("zhang@example.com", "zh", "验证码", "您的验证码在下面。")


def _posted(store: Store, about: str = "case-1", kind: str = "action.requested") -> str:
    with store.write() as work:
        return acts.post_out(work, kind, "platform", "webhook", about, {"action": "remove", "post": "p-77"})


def test_what_is_posted_out_waits_and_is_told_of_as_unacknowledged(store: Store) -> None:
    name = _posted(store)
    with store.read() as work:
        (shown,) = views.unacknowledged(work, "case-1")
        assert (shown.id, shown.state, shown.tries) == (name, "due", 0)
        assert views.unacknowledged(work, "case-2") == []


def test_posting_out_is_undone_with_the_work_that_it_tells_of(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write() as work:
        acts.post_out(work, "action.requested", "platform", "webhook", "case-1", {})
        raise RuntimeError
    with store.read() as work:
        assert views.of(work, "case-1") == []


def test_an_acknowledgement_counts_once_and_stays(store: Store) -> None:
    name = _posted(store)
    with store.write() as work:
        first = acts.acknowledge(work, name)
    with store.write() as work:
        again = acts.acknowledge(work, name)
        assert isinstance(first, Acknowledged) and isinstance(again, Acknowledged)
        assert (first.first, again.first, first.about, first.at == again.at) == (True, False, "case-1", True)
        assert views.unacknowledged(work, "case-1") == []
        assert acts.acknowledge(work, "nothing") is None


def test_what_was_withdrawn_is_not_acknowledged_and_what_stands_is_told(either_store: Store) -> None:
    first = _posted(either_store)
    with either_store.write() as work:
        acts.withdraw(work, "case-1")
    with either_store.write() as work:
        assert acts.acknowledge(work, first) == Withdrawn(first, "action.requested", "case-1", None)
    second = _posted(either_store)
    with either_store.write() as work:
        taken_back = acts.acknowledge(work, first)
        assert taken_back == Withdrawn(first, "action.requested", "case-1", Standing(second, "remove"))
        assert [one.acknowledged_at for one in views.of(work, "case-1")] == [None, None]


def test_what_something_newer_stands_before_is_acknowledged_as_such(either_store: Store, clock: Clock) -> None:
    first = _posted(either_store)
    clock.pass_(1)
    second = _posted(either_store)
    with either_store.write() as work:
        old, new = acts.acknowledge(work, first), acts.acknowledge(work, second)
        assert isinstance(old, Acknowledged) and isinstance(new, Acknowledged)
        assert (old.stands, new.stands) == (False, True)


def test_messages_to_people_are_not_the_platforms_to_acknowledge(store: Store) -> None:
    with store.write() as work:
        name = acts.post_out(work, "claim.code", "exposed", "sender", "notice-1", CODE)
        assert acts.acknowledge(work, name) is None


def test_what_is_withdrawn_is_erased_and_no_longer_asked_for(store: Store) -> None:
    _posted(store)
    _posted(store, kind="statement.author")
    with store.write() as work:
        assert acts.withdraw(work, "case-1", kind="action.requested") == 1
        assert acts.withdraw(work, "case-1") == 1
        assert [shown.state for shown in views.of(work, "case-1")] == ["withdrawn", "withdrawn"]


@pytest.mark.parametrize("place", [{"note": "打13800001234"}, {"post": [{"comment": "zhang@example.com"}]}])
def test_free_text_with_personal_data_does_not_leave(store: Store, place: object) -> None:
    """SOR-01."""
    with pytest.raises(PersonalDataError), store.write() as work:
        acts.post_out(work, "statement.author", "author", "webhook", "case-1", place)


def test_the_sender_takes_messages_only(store: Store) -> None:
    with pytest.raises(ValidationError), store.write() as work:
        acts.post_out(work, "claim.code", "exposed", "sender", "notice-1", {"to": "zhang@example.com"})


def test_nothing_of_a_payload_stands_readable_in_the_database(store: Store) -> None:
    """PI-12."""
    with store.write() as work:
        acts.post_out(work, "claim.code", "exposed", "sender", "notice-1", CODE)
    with store.database.engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert "notice-1" in dump  # the control: the dump does show what is not sealed
    assert "zhang" not in dump and "验证码" not in dump
