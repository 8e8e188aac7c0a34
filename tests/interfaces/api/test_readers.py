import asyncio
import time
from collections.abc import Iterator

import pytest

from reseal.interfaces.api.readers import Readers
from reseal.interfaces.reading_room import Bounds
from reseal.screening.pictures.read import Reading
from tests.screening.pictures.drawn import NUMBER, drawn, saved

PICTURE = saved(drawn([NUMBER], (300, 60)))


def hangs(content: bytes, number: int) -> Reading:
    """Never comes to an end."""
    while True:
        time.sleep(60)


@pytest.fixture
def readers() -> Iterator[Readers]:
    readers = Readers(1, Bounds(600.0, 2 * 1024**3))
    yield readers
    readers.close()


def test_posts_are_read_in_turns_and_the_loop_goes_on(readers: Readers) -> None:
    async def main() -> tuple[list[int], int]:
        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        counting = asyncio.create_task(count())
        readings = await asyncio.gather(*(readers.read(lambda: [PICTURE]) for _ in range(3)))
        counting.cancel()
        return [len(reading.written) for reading in readings], turns

    written, turns = asyncio.run(main())
    assert written == [1, 1, 1] and turns > 10


def test_who_hangs_in_one_room_holds_up_no_other(readers: Readers) -> None:
    """So visitors of the first page, who need no token, keep the platform's pictures waiting for nothing."""
    visitors = Readers(1, Bounds(600.0, 2 * 1024**3), hangs)

    async def main() -> int:
        waiting = asyncio.create_task(visitors.read(lambda: [PICTURE]))
        await asyncio.sleep(0)
        reading = await readers.read(lambda: [PICTURE])
        assert not waiting.done()
        visitors.close()
        assert [error.code for _, error in (await waiting).refused] in (["broken"], ["no_reader"])
        return len(reading.written)

    assert asyncio.run(main()) == 1
