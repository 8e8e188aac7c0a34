"""Work done in processes of their own, which take bytes and answer bytes: whatever happens there, the server goes on.

A process is begun with the first task that needs it, ended when it fails or takes too long, and then begun anew.
"""

import multiprocessing
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
Answer = Callable[[bytes], bytes]
Begin = Callable[..., Answer]
"""Makes a process ready and gives what answers. It is a function of a module: the process finds it by its name."""

_START_SECONDS = 60.0
_MOST_ANSWERED = 64 * 1024 * 1024


class RoomError(RuntimeError):
    """A task was not answered: its process ended over it."""


class NotBegunError(RoomError):
    """No process starts, or the room is closed."""


class TooSlowError(RoomError):
    """The process did not come to an end in time, and was ended."""


class Room:
    """So many processes; each takes one task at a time. Threads may share it."""

    def __init__(self, processes: int, begin: Begin, *arguments: Any) -> None:
        self._seats = [_Seat(begin, arguments) for _ in range(processes)]
        self._free: SimpleQueue[_Seat] = SimpleQueue()
        for seat in self._seats:
            self._free.put(seat)

    def ask(self, task: bytes, read: Callable[[bytes], T], seconds: float | None = None) -> T:
        """The answer to a task as `read` reads it, waiting for a process that is free.

        `seconds` bound the answering, not the waiting. A process whose answer cannot be read is not asked again.

        Raises:
            RoomError: it was not answered.
        """
        seat = self._free.get()
        try:
            return seat.ask(task, read, seconds)
        finally:
            self._free.put(seat)

    def begin(self) -> None:
        """Begin one process before there is a task for it.

        Raises:
            NotBegunError: it does not start.
        """
        seat = self._free.get()
        try:
            seat.begun()
        finally:
            self._free.put(seat)

    def close(self) -> None:
        """End the processes, whatever they do; none begins any more."""
        for seat in self._seats:
            seat.over = True
            seat.end()


class _Seat:
    """The place of one process."""

    def __init__(self, begin: Begin, arguments: tuple[Any, ...]) -> None:
        self._begin, self._arguments = begin, arguments
        self.over = False
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, task: bytes, read: Callable[[bytes], T], seconds: float | None) -> T:
        process, pipe = self.begun()
        try:
            return read(_asked(pipe, task) if seconds is None else _asked_in_time(process, pipe, task, seconds))
        except TooSlowError:
            self.end()
            raise
        except (OSError, EOFError, msgspec.MsgspecError):
            self.end()
            raise RoomError("the process ended over its task") from None

    def end(self) -> None:
        """End the process."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
        if pipe is not None:
            pipe.close()

    def begun(self) -> tuple[BaseProcess, Connection]:
        """A process that is ready, and the pipe to it.

        Raises:
            NotBegunError: none starts.
        """
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._process, self._pipe
        self.end()
        context = multiprocessing.get_context("spawn")
        try:
            if self.over:
                raise EOFError
            pipe, theirs = context.Pipe()
            self._pipe = pipe
            process: BaseProcess = context.Process(
                target=_serve, args=(theirs, self._begin, self._arguments), daemon=True
            )
            process.start()
            self._process = process
            theirs.close()  # or its end would not be seen
            if not pipe.poll(_START_SECONDS):
                raise EOFError
            pipe.recv_bytes(0)
        except (OSError, EOFError):
            self.end()
            raise NotBegunError("no process starts") from None
        return process, pipe


def _asked(pipe: Connection, task: bytes) -> bytes:
    pipe.send_bytes(task)
    return pipe.recv_bytes(_MOST_ANSWERED)


def _asked_in_time(process: BaseProcess, pipe: Connection, task: bytes, seconds: float) -> bytes:
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()  # the pipe then ends, however far an answer has come

    clock = threading.Timer(seconds, give_up)
    clock.daemon = True
    clock.start()
    try:
        return _asked(pipe, task)
    finally:
        clock.cancel()
        clock.join()
        if late.is_set():
            raise TooSlowError(f"no answer within {seconds} s")


def _serve(pipe: Connection, begin: Begin, arguments: tuple[Any, ...]) -> None:
    """The process. Ctrl-C is the parent's business; it ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = begin(*arguments)
    with suppress(EOFError, OSError):
        pipe.send_bytes(b"")
        while True:
            pipe.send_bytes(answer(pipe.recv_bytes()))
