"""What comes in by the hundred, written: by a process of its own once one stands, else in a thread here."""

import asyncio
from collections.abc import Mapping, Sequence

from reseal.configuration import Configuration
from reseal.interfaces.api.beside import FROM, Beside
from reseal.interfaces.api.together import Together
from reseal.interfaces.arriving import Arrived, keep, make_ready
from reseal.interfaces.door.filing import Filing, file
from reseal.interfaces.rooms import RoomError
from reseal.interfaces.writing_room import File, Keep, Outcome, Task, WritingRoom, Written
from reseal.operations.posts.words import Pictured
from reseal.storage.idempotency import Answer
from reseal.storage.store import Store
from reseal.vocabulary import Decision

_MOST = 400
"""So many posts take effect together: whoever comes next, or decides at the desk, waits for no more than they take."""
_NOTICE = 20
"""A notice takes about as long as so many posts."""


def _weight(task: Task) -> int:
    return _NOTICE if isinstance(task, File) else len(task.ready)


class Writing:
    """Writes for all doors of one server."""

    def __init__(self, store: Store, chosen: Configuration, *, beside: bool = False) -> None:
        """With `beside` a process writes to the store of `chosen` from the first request of many posts on."""
        self._store, self._chosen = store, chosen
        self.beside = Beside(WritingRoom(chosen)) if beside else None
        self._together: Together[Task, Outcome] = Together(self._written_beside, _weight, _MOST)

    async def keep(
        self, arrived: Arrived, decisions: Sequence[Decision], pictured: Mapping[int, Sequence[Pictured]]
    ) -> None:
        """See `arriving.keep`."""
        ready = await asyncio.to_thread(make_ready, self._store, arrived, decisions, pictured)
        if self.beside is not None:
            if len(ready) >= FROM:
                self.beside.begin()
            if await self._written(Keep(ready, arrived.actor)) is not None:
                return
        await asyncio.to_thread(keep, self._store, self._chosen, ready, arrived.actor)

    async def file(self, filing: Filing) -> tuple[Answer, bool]:
        """See `filing.file`.

        Raises:
            TooMany: the notifier is slowed down.
            OtherRequestError: the key of the request came with another one before.
        """
        written = await self._written(File(filing))
        if written is not None and written.answer is not None:
            return written.answer, written.again
        return await asyncio.to_thread(file, self._store, filing)

    async def _written(self, task: Task) -> Written | None:
        """What a process of its own made of it; None where none did: do it here."""
        if self.beside is None:
            return None
        try:
            outcome = await self._together.done(task)
        except RoomError:
            return None
        if isinstance(outcome, RoomError):
            return None
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def _written_beside(self, tasks: Sequence[Task]) -> Sequence[Outcome]:
        assert self.beside is not None
        return await self.beside.told(lambda room: room.write(tasks))

    def close(self) -> None:
        """End the process."""
        if self.beside is not None:
            self.beside.close()
