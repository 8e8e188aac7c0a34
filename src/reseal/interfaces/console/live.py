"""Live updates of the queue by server-sent events: that something has changed, never what.

The audit's last number grows with every act, so one look at it tells. Nothing personal travels here; the page fetches
its rows itself. A stream ends by itself, and with the session: browsers then ask anew, and are let in or not.
"""

import asyncio
from collections.abc import AsyncIterator

from litestar import get
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import cookie_name
from reseal.operations.audit.views import newest
from reseal.operations.staff import sessions
from reseal.storage.store import Store

EVENT = "queue"
LOOKS, SECONDS = 600, 3.0
_STILL_HERE = 10


@get("/queue/events", opt={"needs": "cases.read"})
async def events(request: AnyRequest, store: AStore) -> ServerSentEvent:
    """Tells whenever something was done at the desk."""
    cookie = request.cookies.get(cookie_name(request), "")
    last: str = request.headers.get("last-event-id") or request.query_params.get("seen") or ""
    seen = int(last) if last.isascii() and last.isdigit() and len(last) < 19 else None
    return ServerSentEvent(changes(store, cookie, LOOKS, SECONDS, seen), headers={"cache-control": "no-store"})


async def changes(
    store: Store, cookie: str, looks: int, seconds: float, seen: int | None = None
) -> AsyncIterator[ServerSentEventMessage]:
    """A message for each change, and a sign of life now and then, until the session ends or so many looks are over.

    `seen` is the audit's number when the page was made: what was done while it was on its way is told, too.
    """
    for look in range(looks):
        last = await asyncio.to_thread(_look, store, cookie)
        if last is None:
            return
        if seen is not None and last != seen:
            yield ServerSentEventMessage(data=str(last), event=EVENT, id=str(last))
        elif look % _STILL_HERE == 0:
            yield ServerSentEventMessage(comment="still here")
        seen = last
        await asyncio.sleep(seconds)


def _look(store: Store, cookie: str) -> int | None:
    with store.read() as work:
        session = sessions.current(work, cookie)
        return newest(work) if session is not None and session.stage == "open" else None


HANDLERS = [events]
