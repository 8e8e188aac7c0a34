"""What answers in these tests fails in every way in which a process can."""

import multiprocessing
import os
import time
from collections.abc import Iterator

import msgspec
import pytest

from reseal.interfaces.rooms import Answer, NotBegunError, Room, RoomError, TooSlowError


def echoing(greeting: bytes) -> Answer:
    """Answers a task with a greeting, its process and the task, unless the task says otherwise."""

    def answer(task: bytes) -> bytes:
        if task == b"ends":
            os._exit(3)
        if task == b"hangs":
            time.sleep(3600)
        return b" ".join((greeting, str(os.getpid()).encode(), task))

    return answer


def read(answer: bytes) -> list[bytes]:
    if answer.endswith(b"nonsense"):
        raise msgspec.DecodeError("nobody can read it")
    return answer.split(b" ")


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room(1, echoing, b"hello")
    yield room
    room.close()
    assert multiprocessing.active_children() == []


def test_one_process_answers_task_after_task(room: Room) -> None:
    room.begin()
    greeting, first, task = room.ask(b"one", read)
    assert (greeting, task) == (b"hello", b"one") and int(first) != os.getpid()
    assert room.ask(b"two", read, seconds=60) == [b"hello", first, b"two"]


@pytest.mark.parametrize(("task", "seconds", "error"), [("ends", None, RoomError), ("hangs", 0.5, TooSlowError)])
def test_a_process_that_fails_is_followed_by_another(
    room: Room, task: str, seconds: float | None, error: type[RoomError]
) -> None:
    before = room.ask(b"one", read)[1]
    with pytest.raises(error):
        room.ask(task.encode(), read, seconds)
    assert room.ask(b"two", read)[1] != before


def test_a_process_whose_answer_cannot_be_read_is_not_asked_again(room: Room) -> None:
    before = room.ask(b"one", read)[1]
    with pytest.raises(RoomError):
        room.ask(b"nonsense", read)
    assert room.ask(b"two", read)[1] != before


def test_a_closed_room_begins_no_process(room: Room) -> None:
    room.close()
    with pytest.raises(NotBegunError):
        room.ask(b"one", read)


def test_a_process_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch, room: Room) -> None:
    monkeypatch.setattr("reseal.interfaces.rooms._serve", len)  # it ends at once
    with pytest.raises(NotBegunError):
        room.begin()
