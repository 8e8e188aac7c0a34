"""Pictures of strangers read in processes of their own: whatever a decoder does there, the server goes on.

A process that ends, hangs or wants too much memory costs the one picture in its hands; the next begins with a new one.
It answers in MessagePack, never in pickles, so that not even one that is taken over has a say here.
"""

import multiprocessing
import resource
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple

import msgspec
import numpy as np

from reseal.faults import report
from reseal.screening.copies.imprint import PictureImprint
from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.page import Written
from reseal.screening.pictures.preview import preview
from reseal.screening.pictures.read import Reading, read_picture, read_pictures
from reseal.screening.pictures.refusal import PictureError, refusal_codes
from reseal.vocabulary import Exposure

Read = Callable[[bytes, int], Reading]
"""Reads the picture of a number. It is a function of a module: the processes find it by its name."""

_START_SECONDS = 60.0
_MOST_ANSWERED = 64 * 1024 * 1024


class Bounds(NamedTuple):
    """What reading one picture may take: seconds until it is given up, bytes of memory beyond those of an idle process.

    The bound on memory holds on Linux.
    """

    seconds: float
    memory: int


class _Task(msgspec.Struct, array_like=True, frozen=True):
    """One picture. With `exposures` it is not read, but shown with these covered."""

    number: int
    content: bytes
    exposures: tuple[Exposure, ...] | None = None


class _Refused(msgspec.Struct, array_like=True, frozen=True):
    code: str
    found: int = 0
    limit: int = 0


class _Told(msgspec.Struct, array_like=True, frozen=True):
    written: list[Written]
    seen: list[Seen]
    refused: list[_Refused]
    shown: bytes = b""
    imprint: PictureImprint | None = None


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _corners(_: type, value: Any) -> Any:
    return np.array(value, dtype=np.float32).reshape(-1, 2)


_task = msgspec.msgpack.Decoder(_Task)
_answer = msgspec.msgpack.Decoder(_Told, dec_hook=_corners)
_encode = msgspec.msgpack.Encoder(enc_hook=_plain).encode


class ReadingRoom:
    """So many processes that read pictures, each begun with the first picture that needs it. Threads may share it."""

    def __init__(self, processes: int, bounds: Bounds, read: Read = read_picture) -> None:
        self._desks = [_Desk(bounds, read) for _ in range(processes)]
        self._free: SimpleQueue[_Desk] = SimpleQueue()
        for desk in self._desks:
            self._free.put(desk)

    def read(self, pictures: Sequence[bytes | PictureError]) -> Reading:
        """As `read_pictures` does, in another process; it waits for one that is free."""
        return read_pictures(pictures, self._read_one)

    def show(self, content: bytes, exposures: Sequence[Exposure]) -> bytes | None:
        """As `preview` does, in another process; None where it cannot be shown."""
        with suppress(PictureError):
            return self._told(_Task(0, content, tuple(exposures))).shown or None
        return None

    def close(self) -> None:
        """End the processes, whatever they do; none begins any more."""
        for desk in self._desks:
            desk.over = True
            desk.end()

    def _read_one(self, content: bytes, number: int) -> Reading:
        told = self._told(_Task(number, content))
        imprints = {number: told.imprint} if told.imprint is not None and _is_whole(told.imprint) else {}
        return Reading(told.written, told.seen, [(number, _error(refused)) for refused in told.refused], imprints)

    def _told(self, task: _Task) -> _Told:
        desk = self._free.get()
        try:
            return desk.told(task)
        finally:
            self._free.put(desk)


class _Desk:
    """The place of one process: it is begun when a picture comes, ended when it fails, and then begun anew."""

    def __init__(self, bounds: Bounds, read: Read) -> None:
        self._bounds, self._read = bounds, read
        self.over = False
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def told(self, task: _Task) -> _Told:
        """What the process tells of a picture.

        Raises:
            PictureError: the process ended over it, or did not come to an end in time.
        """
        process, pipe = self._begun()
        try:
            return _answer.decode(self._answered(process, pipe, _encode(task)))
        except (OSError, EOFError, msgspec.MsgspecError):
            self.end()
            raise PictureError("broken") from None
        except PictureError:
            self.end()
            raise

    def end(self) -> None:
        """End the process."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
        if pipe is not None:
            pipe.close()

    def _begun(self) -> tuple[BaseProcess, Connection]:
        """A process that is ready, and the pipe to it.

        Raises:
            PictureError: none starts.
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
            process: BaseProcess = context.Process(target=_serve, args=(theirs, self._bounds, self._read), daemon=True)
            process.start()
            self._process = process
            theirs.close()  # or its end would not be seen
            if not pipe.poll(_START_SECONDS):
                raise EOFError
            pipe.recv_bytes(0)
        except (OSError, EOFError):
            self.end()
            print("reseal: the process that reads pictures does not start", file=sys.stderr, flush=True)
            raise PictureError("no_reader") from None
        return process, pipe

    def _answered(self, process: BaseProcess, pipe: Connection, task: bytes) -> bytes:
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()  # the pipe then ends, however far an answer has come

        clock = threading.Timer(self._bounds.seconds, give_up)
        clock.daemon = True
        clock.start()
        try:
            pipe.send_bytes(task)
            return pipe.recv_bytes(_MOST_ANSWERED)
        finally:
            clock.cancel()
            clock.join()
            if late.is_set():
                raise PictureError("too_slow", limit=round(self._bounds.seconds))


def _serve(pipe: Connection, bounds: Bounds, read: Read) -> None:
    """The process. Ctrl-C is the parent's business; it ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound(bounds.memory)
    with suppress(EOFError, OSError):
        pipe.send_bytes(b"")
        while True:
            task = _task.decode(pipe.recv_bytes())
            pipe.send_bytes(_encode(_told(read, task)))


def _bound(memory: int) -> None:
    """Bound this process: its memory, and no image of it is laid down on disk when it ends badly."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (held + memory, held + memory))


def _told(read: Read, task: _Task) -> _Told:
    try:
        if task.exposures is not None:
            return _Told([], [], [], preview(task.content, task.exposures))
        reading = read(task.content, task.number)
    except PictureError as error:
        return _Told([], [], [_Refused(error.code, error.found, error.limit)])
    except MemoryError:
        return _Told([], [], [_Refused("too_heavy")])
    except Exception as error:
        report(error)
        return _Told([], [], [_Refused("broken")])
    refused = [_Refused(error.code, error.found, error.limit) for _, error in reading.refused]
    return _Told(reading.written, reading.seen, refused, imprint=reading.imprints.get(task.number))


def _is_whole(imprint: PictureImprint) -> bool:
    """Whether an imprint that a process tells is one: hashes of 32 bytes, as many corners as places."""
    corners, rest = divmod(len(imprint.marks), 32)
    return not rest and len(imprint.places) == 4 * corners and all(len(one) == 32 for one in imprint.hashes)


def _error(told: _Refused) -> PictureError:
    """The refusal that a process tells; what it makes up is `broken`."""
    return PictureError(told.code if told.code in refusal_codes() else "broken", found=told.found, limit=told.limit)
