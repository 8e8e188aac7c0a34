"""Rooms for an event loop: what is much is done beside it, while it answers others."""

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

from reseal.interfaces.rooms import NotBegunError

T = TypeVar("T")
FROM = 16
"""From so many posts a request on a room pays: the way there costs as much as judging a few."""


class _Begins(Protocol):
    def begin(self) -> None: ...

    def close(self) -> None: ...


R = TypeVar("R", bound=_Begins)


class Beside(Generic[R]):
    """A room of one process. Until it stands nobody waits for it, and what it does not do is done here."""

    def __init__(self, room: R) -> None:
        self._room = room
        self._thread = ThreadPoolExecutor(1)  # of its own: the others may all wait for the database
        self.stands = False
        self._beginning: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """See to it that the process begins, once; nobody waits for that."""
        if self._beginning is None:
            self._beginning = asyncio.create_task(self._begin())

    async def told(self, ask: Callable[[R], T]) -> T:
        """What the room answers.

        Raises:
            RoomError: it does not stand, or did not do it: do it here.
        """
        if not self.stands:
            raise NotBegunError("no process stands yet")
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, ask, self._room)
        except NotBegunError:
            self.stands = False
            raise

    def close(self) -> None:
        """End the process, whatever it does."""
        self._room.close()
        self._thread.shutdown(cancel_futures=True)

    async def _begin(self) -> None:
        """Begin the process. Where none starts, all is done here: slower, and no different."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._room.begin)
            self.stands = True
        except NotBegunError:
            print("reseal: a process beside the server does not start; it goes on without", file=sys.stderr, flush=True)
