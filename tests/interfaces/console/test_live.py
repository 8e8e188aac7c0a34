"""Live updates: that something changed, and nothing else; over with the session."""

import asyncio

from reseal.interfaces.console.live import changes
from reseal.operations.audit.acts import record
from reseal.operations.audit.views import newest
from reseal.operations.staff import sessions
from reseal.storage.store import Store
from tests.interfaces.console.conftest import Desk


async def told(store: Store, cookie: str, looks: int, after: dict[int, object]) -> list[str]:
    """What comes in so many looks; `after` does something when so many messages have come."""
    found = []
    async for message in changes(store, cookie, looks, 0.0):
        found.append(message.event or "alive")
        if callable(done := after.get(len(found))):
            done()
    return found


def test_a_change_is_told_once_and_says_only_that(fresh: Desk) -> None:
    cookie = fresh.browser("moderator").cookies["reseal"]

    def act() -> None:
        with fresh.store.write() as work:
            record(work, "case.held", "x")

    assert asyncio.run(told(fresh.store, cookie, 6, {1: act, 2: act})) == ["alive", "queue", "queue"]


def test_what_was_done_while_the_page_was_on_its_way_is_told(fresh: Desk) -> None:
    cookie = fresh.browser("moderator").cookies["reseal"]

    async def first(seen: int) -> str | None:
        return await anext(message.event async for message in changes(fresh.store, cookie, 1, 0.0, seen))

    with fresh.store.read() as work:
        number = newest(work)
    assert asyncio.run(first(number)) is None and asyncio.run(first(number - 1)) == "queue"


def test_it_ends_with_the_session_and_begins_with_none(fresh: Desk) -> None:
    browser = fresh.browser("moderator")
    cookie = browser.cookies["reseal"]

    def leave() -> None:
        with fresh.store.write() as work:
            session = sessions.current(work, cookie)
            assert session is not None
            sessions.end(work, session.key)

    assert asyncio.run(told(fresh.store, cookie, 50, {1: leave})) == ["alive"]
    assert asyncio.run(told(fresh.store, "nothing", 5, {})) == []


def test_the_door_is_a_stream_of_events(fresh: Desk) -> None:
    answer = fresh.browser("auditor").get("/console/queue/events")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"].startswith("no-store")
    assert fresh.browser("admin").get("/console/queue/events").status_code == 403
