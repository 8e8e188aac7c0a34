"""Tasks for somebody who does several at once: those that come while he works are handed over together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
Made = TypeVar("Made")


class Together(Generic[T, Made]):
    """Hands over what waits, in the order of coming, as much of it as is no burden. For one event loop."""

    def __init__(
        self, do: Callable[[Sequence[T]], Awaitable[Sequence[Made]]], weigh: Callable[[T], int], most: int
    ) -> None:
        """`do` answers an outcome for each task; where it fails, it fails for all of them.

        Tasks that weigh `most` together are enough; one that weighs more goes alone.
        """
        self._do, self._weigh, self._most = do, weigh, most
        self._waiting: list[tuple[T, asyncio.Future[Made]]] = []
        self._going: asyncio.Task[None] | None = None

    async def done(self, task: T) -> Made:
        """The outcome of a task; errors as those of `do`."""
        outcome: asyncio.Future[Made] = asyncio.get_running_loop().create_future()
        self._waiting.append((task, outcome))
        if self._going is None:
            self._going = asyncio.create_task(self._go())
        return await outcome

    async def _go(self) -> None:
        try:
            while self._waiting:
                await self._hand_over(self._taken())
        finally:
            self._going = None

    def _taken(self) -> list[tuple[T, asyncio.Future[Made]]]:
        weight, count = 0, 0
        for task, _ in self._waiting:
            weight += self._weigh(task)
            if count and weight > self._most:
                break
            count += 1
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        return taken

    async def _hand_over(self, taken: Sequence[tuple[T, asyncio.Future[Made]]]) -> None:
        try:
            outcomes = await self._do([task for task, _ in taken])
        except BaseException as error:
            for _, outcome in taken:
                if not outcome.done():
                    outcome.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, outcome), found in zip(taken, outcomes, strict=True):
            if not outcome.done():  # whoever asked may have gone
                outcome.set_result(found)
