"""A reading room for an event loop: pictures are read beside it, each post's in its turn."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reseal.configuration import Configuration
from reseal.interfaces.media import Fetched
from reseal.interfaces.reading_room import Bounds, Read, ReadingRoom
from reseal.screening.pictures.read import read_picture
from reseal.vocabulary import Exposure

if TYPE_CHECKING:
    from reseal.screening.pictures.read import Reading


class Readers:
    """So many processes. The posts that wait for one hold no thread, and texts wait for none of them."""

    def __init__(self, processes: int, bounds: Bounds, read: Read = read_picture) -> None:
        self._room = ReadingRoom(processes, bounds, read)
        self._turns = asyncio.Semaphore(processes)

    async def read(self, fetch: Callable[[], Sequence[Fetched]]) -> "Reading":
        """What the pictures of a post hold; `fetch` is called in its turn and in a thread."""
        async with self._turns:
            return await asyncio.to_thread(lambda: self._room.read(fetch()))

    async def show(self, picture: bytes, exposures: Sequence[Exposure]) -> bytes | None:
        """A small JPEG of the picture with the exposures covered; None where it cannot be shown."""
        async with self._turns:
            return await asyncio.to_thread(self._room.show, picture, exposures)

    def close(self) -> None:
        """End the processes, whatever they do."""
        self._room.close()


class ReadingRooms(NamedTuple):
    """Where a server reads pictures. Who needs no token keeps nobody waiting who has one."""

    platform: Readers
    visitors: Readers

    def close(self) -> None:
        """End the processes."""
        self.platform.close()
        self.visitors.close()


def reading_rooms(chosen: Configuration) -> ReadingRooms | None:
    """Those of a server; None where its level reads no pictures."""
    if chosen.level != "full":
        return None
    bounds = Bounds(chosen.picture_seconds, chosen.picture_memory_bytes)
    return ReadingRooms(Readers(chosen.picture_processes, bounds), Readers(1, bounds))
