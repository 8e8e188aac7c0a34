import asyncio

import pytest

from reseal.interfaces.api.beside import FIRST_WAIT, LONGEST_WAIT, Beside
from reseal.interfaces.rooms import NotBegunError, RoomError


class Failing:
    """A room that answers by an error, if it has one."""

    def __init__(self, error: Exception | None = None, *, begins: bool = True) -> None:
        self.error, self.begins, self.begun = error, begins, 0

    def begin(self) -> None:
        self.begun += 1
        if not self.begins:
            raise NotBegunError("no process starts")

    def close(self) -> None:
        pass


def told(room: Failing) -> str:
    if room.error is not None:
        raise room.error
    return "done"


async def stood(room: Failing) -> Beside[Failing]:
    beside = Beside(room)
    beside.begin()
    beside.begin()
    while not beside.stands:
        await asyncio.sleep(0.001)
    return beside


def test_it_answers_once_it_stands_and_begins_once() -> None:
    async def asked() -> tuple[str, str, int]:
        room = Failing()
        with pytest.raises(RoomError):
            await Beside(room).told(told)
        beside = await stood(room)
        return await beside.told(told), await beside.told(told), room.begun

    assert asyncio.run(asked()) == ("done", "done", 1)


def test_what_it_refuses_is_told_and_it_stands() -> None:
    async def asked() -> bool:
        beside = await stood(Failing(RoomError("not this one")))
        with pytest.raises(RoomError):
            await beside.told(told)
        return beside.stands

    assert asyncio.run(asked())


def test_one_that_is_gone_does_not_stand() -> None:
    async def asked() -> bool:
        beside = await stood(Failing(NotBegunError("gone")))
        with pytest.raises(RoomError):
            await beside.told(told)
        return beside.stands

    assert not asyncio.run(asked())


def test_one_that_does_not_start_is_told_and_the_server_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    async def asked() -> bool:
        beside = Beside(Failing(begins=False))
        beside.begin()
        await asyncio.sleep(0.05)
        return beside.stands

    assert not asyncio.run(asked())
    assert "it goes on without" in capsys.readouterr().err


class Turned:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def tried(beside: Beside[Failing]) -> None:
    beside.begin()
    await asyncio.sleep(0)
    while beside._beginning is not None:
        await asyncio.sleep(0.001)


def test_it_is_tried_again_after_waits_that_grow_and_comes_to_stand() -> None:
    async def asked() -> list[int]:
        clock, room, tries = Turned(), Failing(begins=False), []
        beside = Beside(room, clock)
        for wait in (FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT):
            await tried(beside)
            clock.now += wait - 0.1
            await tried(beside)
            tries.append(room.begun)
            clock.now += 0.2
        for _ in range(20):
            clock.now += LONGEST_WAIT
            await tried(beside)
        tries.append(room.begun)
        room.begins = True
        clock.now += LONGEST_WAIT
        await tried(beside)
        assert beside.stands and await beside.told(told) == "done"
        return tries

    assert asyncio.run(asked()) == [1, 2, 3, 23], "never longer than the longest"


def test_one_that_is_gone_begins_anew_after_its_wait_and_none_begins_at_the_end() -> None:
    async def asked() -> list[int]:
        clock, room, tries = Turned(), Failing(), []
        beside = Beside(room, clock)
        await tried(beside)
        room.error = NotBegunError("gone")
        with pytest.raises(RoomError):
            await beside.told(told)
        await tried(beside)
        tries.append(room.begun)
        room.error = None
        clock.now += FIRST_WAIT
        await tried(beside)
        assert beside.stands
        tries.append(room.begun)
        beside.close()
        beside.stands = False
        clock.now += LONGEST_WAIT
        await tried(beside)
        return [*tries, room.begun]

    assert asyncio.run(asked()) == [1, 2, 2]
