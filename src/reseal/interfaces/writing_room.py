"""What comes in by the hundred is written by a process of its own (ADR 0019): nobody there waits for an interpreter.

The same acts write there, in the same store. Whoever gets no answer writes it again here: a post that is kept twice is
kept once, and a notice that is filed twice is merged.
"""

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


class _Keep(msgspec.Struct, array_like=True, frozen=True, tag="keep"):
    ready: Sequence[Prepared]
    actor: str


class _File(msgspec.Struct, array_like=True, frozen=True, tag="file"):
    filing: Filing


class _Done(msgspec.Struct, array_like=True, frozen=True, tag="done"):
    answer: Answered | None = None
    again: bool = False


class _TooMany(msgspec.Struct, array_like=True, frozen=True, tag="too_many"):
    until: Milliseconds


class _OtherRequest(msgspec.Struct, array_like=True, frozen=True, tag="other_request"):
    pass


class _Failed(msgspec.Struct, array_like=True, frozen=True, tag="failed"):
    pass


_Told = _Done | _TooMany | _OtherRequest | _Failed
_task = msgspec.msgpack.Decoder(_Keep | _File)
_answer = msgspec.msgpack.Decoder(_Told)
_encode = msgspec.msgpack.Encoder().encode


class WritingRoom:
    """One process that does one piece of work after another."""

    def __init__(self, chosen: Configuration) -> None:
        self._room = Room(1, _write, chosen)

    def begin(self) -> None:
        """Begin before there is anything to write; it takes a second.

        Raises:
            NotBegunError: the process does not start.
        """
        self._room.begin()

    def keep(self, ready: Sequence[Prepared], actor: str) -> None:
        """As `arriving.keep`.

        Raises:
            RoomError: it was not done there, or nobody knows: do it here.
        """
        self._told(_Keep(ready, actor))

    def file(self, filing: Filing) -> tuple[Answered, bool]:
        """As `filing.file`, with its errors.

        Raises:
            RoomError: it was not done there, or nobody knows: do it here.
        """
        told = self._told(_File(filing))
        assert told.answer is not None
        return told.answer, told.again

    def close(self) -> None:
        """End the process; it does not begin any more."""
        self._room.close()

    def _told(self, task: _Keep | _File) -> _Done:
        try:
            sent = _encode(task)
        except UnicodeEncodeError:
            raise RoomError("a text that is no Unicode") from None
        told: _Told = self._room.ask(sent, _answer.decode)
        if isinstance(told, _TooMany):
            raise TooMany(told.until)
        if isinstance(told, _OtherRequest):
            raise OtherRequestError
        if isinstance(told, _Failed):
            raise RoomError("it was not done")
        return told


def _write(chosen: Configuration) -> Answer:
    """Makes a process ready to write."""
    store = open_store(chosen)
    leave_loaded(*SERVING)

    def done(task: _Keep | _File) -> _Told:
        if isinstance(task, _File):
            return _Done(*file(store, task.filing))
        keep(store, chosen, task.ready, task.actor)
        return _Done()

    def answer(sent: bytes) -> bytes:
        try:
            return _encode(done(_task.decode(sent)))
        except TooMany as wait:
            return _encode(_TooMany(wait.until))
        except OtherRequestError:
            return _encode(_OtherRequest())
        except Exception as error:
            report(error)
            return _encode(_Failed())  # it is done again where somebody can be told

    return answer
