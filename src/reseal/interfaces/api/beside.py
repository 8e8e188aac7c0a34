"""A judging room for an event loop: many posts are judged, and kept, beside it, while it answers others."""

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from reseal.configuration import Configuration
from reseal.interfaces.judging_room import JudgingRoom, Remarkable
from reseal.interfaces.rooms import NotBegunError, RoomError
from reseal.vocabulary import Post

FROM = 16
"""From so many posts a request on it pays: the way there costs as much as judging a few."""


class Beside:
    """One process that judges, begun when many posts come for the first time; until it stands nobody waits for it."""

    def __init__(self, chosen: Configuration) -> None:
        self._room = JudgingRoom(chosen)
        self._thread = ThreadPoolExecutor(1, "judging")  # of its own: the others may all wait for the database
        self.stands = False
        self._beginning: asyncio.Task[None] | None = None

    async def decide(self, posts: Sequence[Post]) -> Remarkable | None:
        """The decisions on posts that are not plain, with their places; None where they are to be judged here."""
        return await self._told(partial(self._room.decide, posts))

    async def take_in(
        self, posts: Sequence[Post], counts: Sequence[Mapping[str, int]], actor: str
    ) -> Remarkable | None:
        """As `decide`, and the posts are kept; None where all of it is to be done here."""
        return await self._told(partial(self._room.take_in, posts, counts, actor))

    def close(self) -> None:
        """End the process, whatever it does."""
        self._room.close()
        self._thread.shutdown(cancel_futures=True)

    async def _told(self, ask: Callable[[], Remarkable]) -> Remarkable | None:
        if not self.stands:
            if self._beginning is None:
                self._beginning = asyncio.create_task(self._begin())
            return None
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, ask)
        except NotBegunError:
            self.stands = False
        except RoomError:
            pass
        return None

    async def _begin(self) -> None:
        """Begin the process. Where none starts, all is judged here: slower, and no different."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._room.begin)
            self.stands = True
        except NotBegunError:
            print("reseal: the process that judges beside the server does not start", file=sys.stderr, flush=True)
