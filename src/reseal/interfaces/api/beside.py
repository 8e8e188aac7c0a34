"""Rooms for an event loop: what is much is done beside it, while it answers others."""

import asyncio
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

from reseal.interfaces.rooms import NotBegunError

T = TypeVar("T")
FROM = 16
"""From so many posts a request on a room pays: the way there costs as much as judging a few."""

FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
"""So many seconds after a process did not start the next try waits; each time twice as long."""


class _Begins(Protocol):
    def begin(self) -> None: ...

    def close(self) -> None: ...


R = TypeVar("R", bound=_Begins)


class Beside(Generic[R]):
    """A room of one process. Until it stands nobody waits for it, and what it does not do is done here."""

    def __init__(self, room: R, clock: Callable[[], float] = time.monotonic) -> None:
        self._room, self._clock = room, clock
        self._thread = ThreadPoolExecutor(1)  # of its own: the others may all wait for the database
        self.stands = False
        self._beginning: asyncio.Task[None] | None = None
        self._wait, self._again_at = FIRST_WAIT, clock()
        self._over = False

    def begin(self) -> None:
        """See to it that the process stands or begins; nobody waits for that. One that failed has its time to wait."""
        if not (self.stands or self._over) and self._beginning is None and self._clock() >= self._again_at:
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
            if self.stands:
                self._failed()
            raise

    def close(self) -> None:
        """End the process, whatever it does."""
        self._over = True
        self._room.close()
        self._thread.shutdown(cancel_futures=True)

    async def _begin(self) -> None:
        """Begin the process. Where none starts, all is done here: slower, and no different."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._room.begin)
            self.stands, self._wait = True, FIRST_WAIT
        except NotBegunError:
            self._failed()
        finally:
            self._beginning = None

    def _failed(self) -> None:
        self.stands = False
        if self._over:
            return
        self._again_at = self._clock() + self._wait
        print(
            f"reseal: a process beside the server does not start; it goes on without, and tries again in "
            f"{self._wait:.0f} s",
            file=sys.stderr,
            flush=True,
        )
        self._wait = min(2 * self._wait, LONGEST_WAIT)
