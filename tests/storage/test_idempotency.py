"""The same request gets the same answer, for a day, and never another one's."""

import threading

import pytest
from sqlalchemy import func, select

from reseal.storage.clock import DAY
from reseal.storage.idempotency import Answer, Answered, OtherRequestError, erase_due, keep, recall
from reseal.storage.store import Store
from reseal.storage.vaults import Vault
from tests.conftest import Clock

ANSWER = Answer(201, b'{"ticket":"T","pin":"P"}')


def test_an_answer_is_recalled_by_who_door_key_and_request(store: Store) -> None:
    with store.write() as work:
        assert recall(work, "a", "POST /x", "k", b"1") is None
        keep(work, "a", "POST /x", "k", b"1", ANSWER, DAY)
    with store.write() as work:
        assert recall(work, "a", "POST /x", "k", b"1") == ANSWER
        for other in (("b", "POST /x", "k"), ("a", "POST /y", "k"), ("a", "POST /x", "l"), ("a", "POST /xk", "")):
            assert recall(work, *other, b"1") is None
        with pytest.raises(OtherRequestError):
            recall(work, "a", "POST /x", "k", b"2")


def test_it_is_forgotten_in_time_with_its_vault(store: Store, clock: Clock) -> None:
    """PI-01."""
    with store.write() as work:
        keep(work, "a", "POST /x", "k", b"1", ANSWER, DAY)
        assert erase_due(work, 10) == 0
    clock.pass_(DAY)
    with store.write() as work:
        assert recall(work, "a", "POST /x", "k", b"2") is None
        keep(work, "a", "POST /x", "k", b"2", Answer(200, b"2"), DAY)
    clock.pass_(DAY)
    with store.write() as work:
        assert erase_due(work, 10) == 1
    with store.read() as work:
        assert work.session.scalar(select(func.count()).select_from(Answered)) == 0
        assert work.session.scalar(select(func.count()).select_from(Vault)) == 0


def test_nothing_of_request_key_or_answer_is_readable(store: Store) -> None:
    """PI-12."""
    with store.write() as work:
        keep(work, "who", "POST /door", "key-key", b"body-body", ANSWER, DAY)
    with store.database.engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert "201" in dump
    assert not any(word in dump for word in ('pin":', "key-key", "body-body", "/door"))


def test_of_two_at_the_same_time_one_has_the_effect_and_the_other_its_answer(either_store: Store) -> None:
    store, effects, answers = either_store, list[int](), list[bytes]()

    def request() -> None:
        with store.write() as work:
            known = recall(work, "a", "POST /x", "k", b"1")
            if known is None:
                effects.append(1)
                known = Answer(201, str(len(effects)).encode())
                keep(work, "a", "POST /x", "k", b"1", known, DAY)
            answers.append(known.body)

    senders = [threading.Thread(target=request) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert effects == [1] and answers == [b"1"] * 8
