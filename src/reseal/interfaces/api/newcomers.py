"""Communities that are added while the server runs: taken in without a start anew, each once it is made whole.

The folder of communities is looked at every few seconds. One that cannot be served is told, and tried again after waits
that grow; nobody else notices.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from litestar import Litestar

from reseal.communities import Community, communities, whole
from reseal.configuration import Configuration
from reseal.faults import report

LOOK_SECONDS = 2.0
LONGEST_WAIT = 300.0

Build = Callable[[Community], Litestar]
TakeIn = Callable[[Community, Litestar], None]


class Newcomers:
    """Looks for communities that nobody serves yet."""

    def __init__(self, main: Configuration, build: Build) -> None:
        """Of the installation `main`; `build` makes the application of one."""
        self._main, self._build, self._seconds = main, build, LOOK_SECONDS
        self._waits: dict[str, tuple[float, float]] = {}
        self._lives: list[tuple[asyncio.Task[None], asyncio.Event]] = []

    @asynccontextmanager
    async def watched(self, known: Collection[str], take_in: TakeIn) -> AsyncIterator[None]:
        """Look for them while this lasts; `take_in` gets each with its application, which lives until the end."""
        watching = asyncio.create_task(self._watch(known, take_in))
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            for life, over in self._lives:
                over.set()
                await asyncio.wait([life])

    async def _watch(self, known: Collection[str], take_in: TakeIn) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            try:
                found = await asyncio.to_thread(self._found, frozenset(known))
            except (ValueError, OSError) as error:  # the settings of one, or of two together
                self._tell("", str(error))
                continue
            for one in found:
                await self._serve(one, take_in)

    def _found(self, known: Collection[str]) -> list[Community]:
        fresh = [name for name in whole(self._main) if name not in known and self._is_due(name)]
        return [one for one in communities(self._main) if one.name in fresh] if fresh and self._is_due("") else []

    async def _serve(self, one: Community, take_in: TakeIn) -> None:
        over = asyncio.Event()
        try:
            app = await asyncio.to_thread(self._build, one)
            stands: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._lives.append((asyncio.create_task(_live(app, stands, over)), over))
            await stands
            take_in(one, app)
        except (ValueError, OSError, RuntimeError) as error:
            over.set()
            self._tell(one.name, str(error))
        except Exception as error:
            over.set()
            report(error)
            self._tell(one.name, "it does not start.")
        else:
            print(f"reseal: the community {one.name} is served at {', '.join(one.hosts)}", flush=True)

    def _is_due(self, name: str) -> bool:
        return name not in self._waits or time.monotonic() >= self._waits[name][0]

    def _tell(self, name: str, why: str) -> None:
        _, before = self._waits.get(name, (0.0, self._seconds / 2))
        wait = min(2 * before, LONGEST_WAIT)
        self._waits[name] = time.monotonic() + wait, wait
        of = f"the community {name}" if name else "a community that was added"
        print(f"reseal: {of} is not served: {why} Tried again in {wait:.0f} s.", file=sys.stderr, flush=True)


async def _live(app: Litestar, stands: "asyncio.Future[None]", over: asyncio.Event) -> None:
    """The life of an application, from its start to its end in one task."""
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(app.lifespan())
        except Exception as error:
            stands.set_exception(error)
            return
        stands.set_result(None)
        await over.wait()
