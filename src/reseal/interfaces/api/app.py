"""The server: Litestar for pages, health, metrics and the OpenAPI document, the bare screening door mounted in it.

What handlers find: the dependencies `store`, `judging`, `writing` and `chosen` by the names of their parameters; in
`request.state` what the guards found out (`api.access`, `console.access`).
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Litestar, MediaType, Response, asgi, get
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler, Receive, Scope, Send

from reseal import __version__
from reseal.configuration import Configuration
from reseal.interfaces.api import (
    accounts,
    actions,
    appeals,
    cases,
    deliveries,
    guard_shapes,
    holds,
    notice_shapes,
    sanctions,
)
from reseal.interfaces.api.described import add_kinds, refuse_by_problems
from reseal.interfaces.api.errors import broken, refused
from reseal.interfaces.api.first_page import page_handlers
from reseal.interfaces.api.guards import guard_handlers
from reseal.interfaces.api.html import SECURITY_HEADERS, completing
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.kept_posts import post_handlers
from reseal.interfaces.api.metrics import CONTENT_TYPE, Metrics
from reseal.interfaces.api.notices import notice_handlers
from reseal.interfaces.api.page import HERE, Page
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.readers import ReadingRooms
from reseal.interfaces.api.reference import COMPONENTS, add_screen
from reseal.interfaces.api.refusals import Refusals
from reseal.interfaces.api.schema_page import Described
from reseal.interfaces.api.screen import PATH, ScreenDoor
from reseal.interfaces.api.visits import Visits
from reseal.interfaces.api.waiting import waiting_text
from reseal.interfaces.api.writing import Writing
from reseal.interfaces.console.app import console_handlers
from reseal.interfaces.door.appeals import appeal_handlers
from reseal.interfaces.door.desk import Desk
from reseal.interfaces.door.guard_handlers import guard_pages
from reseal.interfaces.door.handlers import door_handlers
from reseal.interfaces.door.origins import Origins
from reseal.interfaces.oidc.provider import provider_of
from reseal.interfaces.opening import open_store
from reseal.interfaces.scim.handlers import scim_handlers
from reseal.interfaces.unknown import unknown
from reseal.operations.staff.rules import sign_in
from reseal.operations.tokens.views import Grants
from reseal.storage.store import Store

if TYPE_CHECKING:
    from reseal.storage.jobs import Jobs

__all__ = ["SECURITY_HEADERS", "build_app"]


class Health(msgspec.Struct, frozen=True):
    """What runs here."""

    status: str
    version: str
    level: str
    policy: str
    mode: str


def build_app(
    chosen: Configuration, store: Store | None = None, *, jobs: bool = False, rooms: ReadingRooms | None = None
) -> Litestar:
    """The server for one configuration, its screener loaded, its tables up to date.

    `store` is given where one is open already; else it is opened as the configuration says. It is closed at the end.
    With `jobs` the server also does what is due by itself; one server a process can. `rooms` are where several servers
    of one process read pictures (`api.communities`).

    Raises:
        ValueError: the level, the pack or the sender cannot be used.
        OSError: the data directory cannot be written.
        DatabaseError: the database cannot be used.
        KeyringError: the master keys cannot be used.
    """
    metrics = Metrics(chosen.level, chosen.mode)
    beside = chosen.beside and store is None
    judging = Judging(chosen, metrics, beside=beside, rooms=rooms)
    kept = store or open_store(chosen)
    writing = Writing(kept, chosen, beside=beside)
    grants = Grants(kept)
    provider = provider_of(chosen, kept.clock)

    start = _starter(kept, chosen) if jobs else None
    running: list[Jobs] = []

    async def read_waiting() -> None:
        desk.look_at_pictures()

    def begin() -> None:
        if start is not None:
            running.append(start())

    def finish() -> None:
        for jobs in running:
            jobs.close()
        judging.close()
        writing.close()
        kept.close()

    found = {"store": kept, "judging": judging, "writing": writing, "chosen": chosen}
    origins = Origins(chosen.notices_per_minute, proxied=bool(chosen.public_url))
    desk = Desk(kept, judging, writing, origins)
    app = Litestar(
        [
            *_own_handlers(chosen, kept, judging, grants, metrics),
            *post_handlers(chosen, judging, grants, writing),
            *notice_handlers(desk),
            *appeals.appeal_handlers(desk),
            *door_handlers(desk, chosen),
            *appeal_handlers(desk, chosen),
            *guard_handlers(desk),
            *guard_pages(desk, chosen),
            *cases.HANDLERS,
            *actions.HANDLERS,
            *deliveries.HANDLERS,
            *holds.HANDLERS,
            *accounts.HANDLERS,
            *sanctions.HANDLERS,
            *console_handlers(),
            *scim_handlers(),
        ],
        dependencies={name: Provide(_always(it), sync_to_thread=False) for name, it in found.items()},
        state=State(
            {
                "store": kept,
                "chosen": chosen,
                "grants": grants,
                "provider": provider,
                "shows_pictures": judging.shows_pictures,
                "origins": origins,
                "refusals": Refusals(),
                "sign_ins": Visits(sign_in().address.tries_per_minute),
            }
        ),
        openapi_config=OpenAPIConfig(
            title="Reseal",
            version=__version__,
            description="Judges posts for doxxing and says why. Decisions never carry what was found.",
            components=COMPONENTS,
            path="/schema",
            render_plugins=[Described(path=("/openapi.json",))],
        ),
        exception_handlers={Problem: refused, HTTPException: unknown, Exception: broken},
        on_startup=[begin, read_waiting],
        on_shutdown=[finish],
        before_send=[completing(chosen.public_url.startswith("https://"))],
        logging_config=None,
    )
    add_screen(app.openapi_schema)
    kinds = (*cases.KINDS, *notice_shapes.KINDS, *appeals.KINDS, *accounts.KINDS, *sanctions.KINDS)
    add_kinds(app.openapi_schema, [*kinds, *guard_shapes.KINDS, holds.HoldRequest])
    refuse_by_problems(app.openapi_schema)
    return app


def _starter(store: Store, chosen: Configuration) -> Callable[[], "Jobs"]:
    """What begins the jobs; their settings are read at once, so that a wrong one is told before the server stands."""
    from reseal.interfaces.jobs import start_jobs, sweeps  # the journal takes a second to load

    sweeps(store, chosen)
    return lambda: start_jobs(store, chosen)


def _always(what: Any) -> Callable[[], Any]:
    return lambda: what


def _own_handlers(
    chosen: Configuration, kept: Store, judging: Judging, grants: Grants, metrics: Metrics
) -> list[ControllerRouterHandler]:
    door = ScreenDoor(judging, grants, chosen)

    @asgi(PATH, copy_scope=False)
    async def screen(scope: Scope, receive: Receive, send: Send) -> None:
        await door(scope, receive, send)

    @get("/health", summary="Whether the server is up, and what it runs")
    async def health() -> Health:
        return Health("ok", __version__, chosen.level, chosen.policy, chosen.mode)

    @get("/metrics", media_type=MediaType.TEXT, summary="Counts and times, in Prometheus' text format")
    async def counts() -> Response[str]:
        return Response(metrics.text() + await asyncio.to_thread(waiting_text, kept), media_type=CONTENT_TYPE)

    static = create_static_files_router("/static", [HERE / "static"], include_in_schema=False, cache_control=None)
    pages = page_handlers(Page(judging, chosen), metrics, chosen.public_url) if chosen.page else ()
    return [screen, health, counts, static, *pages]
