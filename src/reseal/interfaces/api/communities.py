"""One server for all communities of an installation: each request goes to the application of the one it is for.

A community is found at its hosts, for people and machines. Machines find it at `/c/NAME/…` of the installation's own
host, too: they show a token. Pages are served at a host alone: a browser's wall between cookies, forms and passkeys is
the host, and two desks under one name would share it (ADR 0020).
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from litestar import Litestar

from reseal.communities import Community, communities
from reseal.configuration import Configuration, ConfigurationError
from reseal.interfaces.api.app import build_app
from reseal.interfaces.api.newcomers import Newcomers
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.readers import ReadingRooms, reading_rooms
from reseal.storage.database import DatabaseError
from reseal.storage.keyring import KeyringError

if TYPE_CHECKING:
    from litestar.types import HTTPScope, Receive, Scope, Send

    from reseal.storage.jobs import Jobs

PREFIX = "/c/"
FOR_MACHINES = ("/v1/", "/scim/", "/schema/")
_FOR_MACHINES_WHOLE = ("/health", "/metrics", "/schema")


def build_server(chosen: Configuration, *, jobs: bool = False, growing: bool = False) -> "Litestar | Communities":
    """The server of an installation: of one community, or of several where there are any.

    With `growing` it takes in communities that are added while it runs.

    Raises:
        ValueError, OSError, DatabaseError, KeyringError: as `build_app`; of a community, with its name.
        ConfigurationError: the settings of a community cannot be used.
    """
    found = communities(chosen)
    if not found and not chosen.hosts and not growing:
        return build_app(chosen, jobs=jobs)
    rooms = reading_rooms(chosen) if found or growing else None
    main = build_app(chosen, rooms=rooms)
    others = [(one, _built(one, rooms)) for one in found]
    newcomers = Newcomers(chosen, lambda one: _built(one, rooms)) if growing else None
    own_hosts = chosen.named_hosts if chosen.hosts else None
    return Communities(main, others, own_hosts, rooms, jobs=jobs, newcomers=newcomers)


def _built(one: Community, rooms: ReadingRooms | None) -> Litestar:
    try:
        return build_app(one.chosen, rooms=rooms)
    except (DatabaseError, KeyringError) as error:
        raise type(error)(f"community {one.name}: {error}") from None
    except OSError as error:
        raise DatabaseError(f"community {one.name}: {one.chosen.data_dir} {error.strerror}.") from None
    except ValueError as error:
        raise ConfigurationError(f"community {one.name}: {error}") from None


class Communities:
    """The installation's own application and those of its communities, as one."""

    def __init__(
        self,
        main: Litestar,
        others: Sequence[tuple[Community, Litestar]],
        own_hosts: Sequence[str] | None = None,
        rooms: ReadingRooms | None = None,
        *,
        jobs: bool = False,
        newcomers: Newcomers | None = None,
    ) -> None:
        """All that were built. Without `own_hosts` the installation's own answers at every host that is nobody else's.

        Raises:
            SenderError: the setting `sender` of one names nothing that sends.
        """
        self.main = main
        self.named = {one.name: app for one, app in others}
        self._hosts = {host.encode(): app for one, app in others for host in one.hosts}
        self._own = None if own_hosts is None else frozenset(host.encode() for host in own_hosts)
        self._rooms = rooms
        self._start = _starter(main, self.named) if jobs else None
        self._newcomers = newcomers
        self._jobs: Jobs | None = None

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one request, by the application that it is for."""
        if cast(str, scope["type"]) == "lifespan":
            await _live(self.lifespan, receive, send)
            return
        host = host_of(cast("HTTPScope", scope)["headers"])
        app = self._hosts.get(host)
        if app is None:
            await self._by_path(scope, receive, send, host)
        else:
            await app(scope, receive, send)

    async def _by_path(self, scope: "Scope", receive: "Receive", send: "Send", host: bytes) -> None:
        """The installation's own, or a community that the path names."""
        if self._own is not None and host not in self._own:
            refused = Problem(421, "Nobody is served at this host.", "Name the host of the desk that you look for.")
            await _refuse(refused, send)
            return
        path = scope["path"]
        if not path.startswith(PREFIX):
            await self.main(scope, receive, send)
            return
        name, slash, rest = path.removeprefix(PREFIX).partition("/")
        app, within = self.named.get(name), slash + rest
        if app is None:
            await _refuse(Problem(404, "There is no such community.", "Look at the name in the address."), send)
        elif not (within in _FOR_MACHINES_WHOLE or within.startswith(FOR_MACHINES)):
            remedy = "Open them at the community's own host; /c/NAME/ is for machines: /v1, /scim, /health, /metrics."
            await _refuse(Problem(404, "Pages are not served here.", remedy), send)
        else:
            await app(cast("Scope", {**scope, "path": within, "raw_path": within.encode()}), receive, send)

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """All of them, from the start to the end; what is due is done in between."""
        async with AsyncExitStack() as stack:
            if self._rooms is not None:
                stack.callback(self._rooms.close)
            for app in (self.main, *self.named.values()):
                await stack.enter_async_context(app.lifespan())
            if self._start is not None:
                self._jobs = self._start()
                stack.callback(self._jobs.close)
            if self._newcomers is not None:
                await stack.enter_async_context(self._newcomers.watched(self.named, self._take_in))
            yield

    def _take_in(self, one: Community, app: Litestar) -> None:
        """Serve one that was added; its application lives already.

        Raises:
            SenderError: its setting `sender` names nothing that sends.
        """
        if self._jobs is not None:
            from reseal.interfaces.jobs import Kept, sweeps_of_community

            self._jobs.add(sweeps_of_community(Kept(app.state.store, app.state.chosen)))
        self.named[one.name] = app
        self._hosts.update({host.encode(): app for host in one.hosts})


def host_of(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The host that a request names, without its port, in lower case; what is no name stays as it is: nobody's."""
    named = next((value for name, value in headers if name == b"host"), b"").strip().lower()
    host, colon, port = named.rpartition(b":")
    bare = host if colon and port.isdigit() else named
    return bare.removesuffix(b".")


def _starter(main: Litestar, named: Mapping[str, Litestar]) -> Callable[[], "Jobs"]:
    """What begins the jobs; their settings are read at once, so that a wrong one is told before the server stands."""
    from reseal.interfaces.jobs import Kept, start_jobs, sweeps_of_all  # the journal takes a second to load

    first, *others = [Kept(app.state.store, app.state.chosen) for app in (main, *named.values())]
    sweeps_of_all(first, others)
    return lambda: start_jobs(*first, others)


async def _refuse(problem: Problem, send: "Send") -> None:
    body = problem.body()
    headers = [*problem.headers(), (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def _live(lifespan: Callable[[], Any], receive: "Receive", send: "Send") -> None:
    """Speak ASGI's protocol of a life: everything stands before the first request, and is let go of after the last."""
    reply = cast("Callable[[dict[str, str]], Awaitable[None]]", send)
    await receive()
    begun = False
    try:
        async with lifespan():
            begun = True
            await reply({"type": "lifespan.startup.complete"})
            await receive()
    except BaseException as error:
        await reply({"type": f"lifespan.{'shutdown' if begun else 'startup'}.failed", "message": str(error)})
        raise
    await reply({"type": "lifespan.shutdown.complete"})
