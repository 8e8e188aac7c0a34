"""The desk as the public reaches it: what many ask at once."""

import asyncio

import pytest

from reseal.interfaces.door.desk import Desk
from reseal.interfaces.door.origins import Origins
from reseal.operations.notices.rules import rules
from reseal.storage.store import Store
from tests.operations.notices.given import EXPOSING, file, keep


@pytest.mark.parametrize("written", ["{}", " {} ", "{}\u200b"])
def test_many_wrong_pins_at_once_are_no_more_tries_than_one_after_the_other(store: Store, written: str) -> None:
    keep(store, {"t-1": EXPOSING})
    got, other = file(store), file(store, contact="name@example.com")
    desk = Desk(store, None, None, Origins(100))  # type: ignore[arg-type]

    async def guess() -> tuple[list[str | None], str | None]:
        wrong = [f"{number:08}" for number in range(60) if f"{number:08}" != got.pin]
        asked = [desk.enter(written.format(got.ticket), pin) for pin in [*wrong, got.pin]]
        return await asyncio.gather(*asked), await desk.enter(other.ticket, other.pin)

    opened, elsewhere = asyncio.run(guess())
    assert opened == [None] * len(opened), "the ticket was shut before the right one had its turn"
    assert elsewhere is not None and len(opened) > 10 * rules().lock.tries
    assert not desk._turns, "nobody waits any more"


def test_the_right_pin_opens_however_many_come_with_it(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    got = file(store)
    desk = Desk(store, None, None, Origins(100))  # type: ignore[arg-type]

    async def together() -> list[str | None]:
        return await asyncio.gather(*(desk.enter(got.ticket, got.pin) for _ in range(20)))

    assert all(asyncio.run(together()))
