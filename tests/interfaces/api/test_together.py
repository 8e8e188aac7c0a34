"""Tasks that come while somebody works are handed over together, and each gets its own outcome."""

import asyncio
from collections.abc import Sequence

import pytest

from reseal.interfaces.api.together import Together


class Slow:
    """Doubles numbers, some time after it was asked; a nought fails for all."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    async def do(self, numbers: Sequence[int]) -> list[int]:
        self.asked.append(list(numbers))
        await asyncio.sleep(0)
        if 0 in numbers:
            raise ValueError("a nought")
        return [2 * number for number in numbers]


def together(slow: Slow) -> Together[int, int]:
    return Together(slow.do, weigh=lambda number: number, most=10)


def test_what_comes_meanwhile_goes_together_up_to_a_weight() -> None:
    slow = Slow()

    async def asks() -> list[int]:
        one = together(slow)
        return list(await asyncio.gather(*(one.done(number) for number in (3, 3, 4, 1, 50, 2))))

    assert asyncio.run(asks()) == [6, 6, 8, 2, 100, 4]
    assert slow.asked == [[3, 3, 4], [1], [50], [2]]


def test_a_failure_is_of_those_that_went_together() -> None:
    slow = Slow()

    async def asks() -> list[int | BaseException]:
        one = together(slow)
        found = await asyncio.gather(*(one.done(number) for number in (1, 0, 10)), return_exceptions=True)
        return [*found, await one.done(7)]

    first, second, third, later = asyncio.run(asks())
    assert isinstance(first, ValueError) and isinstance(second, ValueError) and (third, later) == (20, 14)


def test_whoever_goes_away_holds_up_nobody() -> None:
    slow = Slow()

    async def asks() -> int:
        one = together(slow)
        gone = asyncio.create_task(one.done(5))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        return await one.done(6)

    assert asyncio.run(asks()) == 12
