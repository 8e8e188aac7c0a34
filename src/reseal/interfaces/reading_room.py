"""Pictures of strangers read in processes of their own: whatever a decoder does there, the server goes on.

A process that ends, hangs or wants too much memory costs the one picture in its hands; the next begins with a new one.
It answers in MessagePack, never in pickles, so that not even one that is taken over has a say here.
"""

import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from reseal.faults import report
from reseal.interfaces.rooms import Answer, NotBegunError, Room, RoomError, TooSlowError
from reseal.screening.copies.imprint import PictureImprint
from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.page import Written
from reseal.screening.pictures.preview import preview
from reseal.screening.pictures.read import Reading, read_picture, read_pictures
from reseal.screening.pictures.refusal import PictureError, refusal_codes
from reseal.vocabulary import Exposure

Read = Callable[[bytes, int], Reading]
"""Reads the picture of a number. It is a function of a module: the processes find it by its name."""


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
        self._bounds = bounds
        self._room = Room(processes, _reader, bounds.memory, read)

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
        self._room.close()

    def _read_one(self, content: bytes, number: int) -> Reading:
        told = self._told(_Task(number, content))
        imprints = {number: told.imprint} if told.imprint is not None and _is_whole(told.imprint) else {}
        return Reading(told.written, told.seen, [(number, _error(refused)) for refused in told.refused], imprints)

    def _told(self, task: _Task) -> _Told:
        """What a process tells of a picture.

        Raises:
            PictureError: the process ended over it, did not come to an end in time, or none starts.
        """
        seconds = self._bounds.seconds
        try:
            return self._room.ask(_encode(task), _answer.decode, seconds)
        except TooSlowError:
            raise PictureError("too_slow", limit=round(seconds)) from None
        except NotBegunError:
            print("reseal: the process that reads pictures does not start", file=sys.stderr, flush=True)
            raise PictureError("no_reader") from None
        except RoomError:
            raise PictureError("broken") from None


def _reader(memory: int, read: Read) -> Answer:
    """Makes a process ready to read."""
    _bound(memory)
    return lambda task: _encode(_told_of(read, _task.decode(task)))


def _bound(memory: int) -> None:
    """Bound this process: its memory, and no image of it is laid down on disk when it ends badly."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (held + memory, held + memory))


def _told_of(read: Read, task: _Task) -> _Told:
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
