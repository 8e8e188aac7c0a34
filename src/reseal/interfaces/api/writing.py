"""What comes in by the hundred, written: by a process of its own once one stands, else in a thread here."""

import asyncio
from collections.abc import Mapping, Sequence

from reseal.configuration import Configuration
from reseal.interfaces.api.beside import FROM, Beside
from reseal.interfaces.arriving import Arrived, keep, make_ready
from reseal.interfaces.door.filing import Filing, file
from reseal.interfaces.rooms import RoomError
from reseal.interfaces.writing_room import WritingRoom
from reseal.operations.posts.words import Pictured
from reseal.storage.idempotency import Answer
from reseal.storage.store import Store
from reseal.vocabulary import Decision


class Writing:
    """Writes for all doors of one server."""

    def __init__(self, store: Store, chosen: Configuration, *, beside: bool = False) -> None:
        """With `beside` a process writes to the store of `chosen` from the first request of many posts on."""
        self._store, self._chosen = store, chosen
        self.beside = Beside(WritingRoom(chosen)) if beside else None

    async def keep(
        self, arrived: Arrived, decisions: Sequence[Decision], pictured: Mapping[int, Sequence[Pictured]]
    ) -> None:
        """See `arriving.keep`."""
        ready = await asyncio.to_thread(make_ready, self._store, arrived, decisions, pictured)
        if self.beside is not None:
            if len(ready) >= FROM:
                self.beside.begin()
            try:
                return await self.beside.told(lambda room: room.keep(ready, arrived.actor))
            except RoomError:
                pass
        await asyncio.to_thread(keep, self._store, self._chosen, ready, arrived.actor)

    async def file(self, filing: Filing) -> tuple[Answer, bool]:
        """See `filing.file`.

        Raises:
            TooMany: the notifier is slowed down.
            OtherRequestError: the key of the request came with another one before.
        """
        if self.beside is not None:
            try:
                return await self.beside.told(lambda room: room.file(filing))
            except RoomError:
                pass
        return await asyncio.to_thread(file, self._store, filing)

    def close(self) -> None:
        """End the process."""
        if self.beside is not None:
            self.beside.close()
