"""What comes in by the hundred is written by a process of its own (ADR 0019): nobody there waits for an interpreter.

The same acts write there, in the same store. Whoever gets no answer writes it again here: a post that is kept twice is
kept once, and a notice that is filed twice is merged.
"""

import threading
import time
from collections.abc import Sequence

import msgspec

from reseal.configuration import Configuration
from reseal.faults import report
from reseal.interfaces.arriving import keep
from reseal.interfaces.door.filing import Filing, file
from reseal.interfaces.memory import SERVING, leave_loaded
from reseal.interfaces.opening import open_store
from reseal.interfaces.rooms import Answer, Room, RoomError
from reseal.operations.notices.acts import TooMany
from reseal.operations.posts.preparing import Prepared
from reseal.storage.clock import Milliseconds
from reseal.storage.idempotency import Answer as Answered
from reseal.storage.idempotency import OtherRequestError
from reseal.storage.store import Store


class Keep(msgspec.Struct, array_like=True, frozen=True, tag="keep"):
    """Posts to keep, as by `arriving.keep`."""

    ready: Sequence[Prepared]
    actor: str


class File(msgspec.Struct, array_like=True, frozen=True, tag="file"):
    """A notice to file, as by `filing.file`."""

    filing: Filing


class Written(msgspec.Struct, array_like=True, frozen=True, tag="written"):
    """It is done. Of a notice: the answer, and whether it was given before."""

    answer: Answered | None = None
    again: bool = False


class _TooMany(msgspec.Struct, array_like=True, frozen=True, tag="too_many"):
    until: Milliseconds


class _OtherRequest(msgspec.Struct, array_like=True, frozen=True, tag="other_request"):
    pass


class _Failed(msgspec.Struct, array_like=True, frozen=True, tag="failed"):
    pass


_SETTLED_SECONDS = 0.5
Task = Keep | File
_Told = Written | _TooMany | _OtherRequest | _Failed
Outcome = Written | TooMany | OtherRequestError | RoomError
_tasks = msgspec.msgpack.Decoder(list[Task])
_answer = msgspec.msgpack.Decoder(list[_Told])
_encode = msgspec.msgpack.Encoder().encode


class WritingRoom:
    """One process that does some tasks after others."""

    def __init__(self, chosen: Configuration) -> None:
        self._room = Room(1, _write, chosen)

    def begin(self) -> None:
        """Begin before there is anything to write; it takes a second.

        Raises:
            NotBegunError: the process does not start.
        """
        self._room.begin()

    def write(self, tasks: Sequence[Task]) -> list[Outcome]:
        """What became of each task, in their order. They take effect together; one that fails spoils no other.

        A `RoomError` among the outcomes: that task was not done.

        Raises:
            RoomError: none was done, or nobody knows: do them here.
        """
        sent = [_sent(task) for task in tasks]
        told = iter(self._room.ask(_encode([one for one in sent if one is not None]), _answer.decode))
        return [RoomError("a text that is no Unicode") if one is None else _outcome(next(told)) for one in sent]

    def close(self) -> None:
        """End the process; it does not begin any more."""
        self._room.close()


def _sent(task: Task) -> msgspec.Raw | None:
    try:
        return msgspec.Raw(_encode(task))
    except UnicodeEncodeError:
        return None


def _outcome(told: _Told) -> Outcome:
    if isinstance(told, _TooMany):
        return TooMany(told.until)
    if isinstance(told, _OtherRequest):
        return OtherRequestError()
    return RoomError("it was not done") if isinstance(told, _Failed) else told


def _write(chosen: Configuration) -> Answer:
    """Makes a process ready to write."""
    store = open_store(chosen)
    leave_loaded(*SERVING)
    threading.Thread(target=_settle, args=(store,), daemon=True).start()

    def done(task: Task) -> _Told:
        try:
            if isinstance(task, File):
                return Written(*file(store, task.filing))
            keep(store, chosen, task.ready, task.actor)
            return Written()
        except TooMany as wait:
            return _TooMany(wait.until)
        except OtherRequestError:
            return _OtherRequest()
        except Exception as error:
            report(error)
            return _Failed()  # it is done again where somebody can be told

    def answer(sent: bytes) -> bytes:
        tasks = _tasks.decode(sent)
        try:
            with store.together():
                told = [done(task) for task in tasks]
        except Exception as error:
            report(error)
            told = [_Failed()] * len(tasks)
        return _encode(told)

    return answer


def _settle(store: Store) -> None:
    """See to it, again and again, that no task has to bring the journal to its place."""
    while True:
        time.sleep(_SETTLED_SECONDS)
        try:
            store.database.settle()
        except Exception as error:
            report(error)  # the next writer does it, once there is much
