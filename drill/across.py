"""Everything that one community has, used at another: tokens, cookies, tickets, PINs, links, ids, cursors, keys.

Three communities run in one server, each with the same posts and much of its own. Random requests, from a seed, go to
one of them over every door of its description and every page of its console, made of what another has: its credentials
and its ids, also with the credentials of the one that is asked. No answer may hold anything that only another has, and
nothing of another's may have changed. The same requests at the one whose things they are show that a leak is seen.
"""

import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from litestar import Litestar

from drill.across_things import ANYWHERE, ULID, Door, Things, dump, things_of
from drill.openapi_states import Ready
from drill.outcome import Outcome
from reseal.interfaces.api.communities import Communities, build_server

SEED = 6
NAMES = ("alpha", "beta")
_NAMES_OF_FIELDS = """
about act action actor after also back before case category clause code contact decision description from ground
id lang name new next old pass password pin posts purpose q reason role scope secret session since snapshot
spare state ticket to until value version what which words
"""
_FIELDS = _NAMES_OF_FIELDS.split()
_QUIET = ("/static", "/console/static", "/console/sign-out")
"""Files of the pages, which are the same for all; and the end of the session that goes on asking."""


class Sent(NamedTuple):
    """One request and what it was answered."""

    door: Door
    by: str
    asked: bytes
    status: int
    answered: bytes


@dataclass
class House:
    """The server with all its communities; the installation itself is one of them, by an empty name."""

    address: str
    server: Communities
    things: dict[str, Things]
    doors: list[Door]
    client: httpx.Client

    def ask(self, at: Things, of: Things, turn: random.Random) -> Sent:
        """One request to a community, made of the things of another (or of its own, to see that it would answer)."""
        door = turn.choice(self.doors)
        ready = turn.choice(of.ready.get(door.operation) or [Ready()])
        path = "/".join(_part(part, ready, of, turn) for part in door.path.split("/"))
        headers = {"host": at.host, "x-forwarded-for": _address(turn), **ready.headers}
        if turn.random() < 0.3:
            headers["idempotency-key"] = f"key-of-{of.name}"
        by, csrf = self._credentials(at, of, headers, turn)
        params = {name: turn.choice(of.words) for name in turn.sample(_FIELDS, turn.randrange(3))}
        body: dict[str, Any] = {}
        if door.method != "GET" and door.path.startswith("/v1"):
            mixed = {**(ready.body or {}), **({turn.choice(_FIELDS): turn.choice(of.words)} if not ready.body else {})}
            body = {"json": mixed}
        elif door.method != "GET":
            fields = {name: turn.choice(of.words) for name in turn.sample(_FIELDS, 6)}
            origin = f"http://{at.host}"
            headers |= {"origin": origin, "sec-fetch-site": "same-origin"}
            body = {
                "data": {**fields, "csrf": csrf, **({"pass": turn.choice(of.words)} if turn.random() < 0.5 else {})}
            }
        request = self.client.build_request(door.method, path, params=params, headers=headers, **body)
        answer = self.client.send(request, follow_redirects=False)
        asked = b"\n".join([str(request.url).encode(), *(b": ".join(one) for one in request.headers.raw)])
        said = b"\n".join([*(b": ".join(one) for one in answer.headers.raw), answer.content])
        return Sent(door, by, asked + b"\n" + request.content, answer.status_code, said)

    def _credentials(self, at: Things, of: Things, headers: dict[str, str], turn: random.Random) -> tuple[str, str]:
        """Put credentials into the headers; answers whose they are, and the token for forms."""
        by = turn.choice(("nobody", "of", "of", "at", "at", "both"))
        csrf = ""
        if by in ("of", "both"):
            headers["authorization"] = f"Bearer {turn.choice(list(of.tokens.values()))}"
        if by == "at":
            headers["authorization"] = f"Bearer {turn.choice(list(at.tokens.values()))}"
        if by != "nobody":
            (cookie, csrf), (other, theirs) = turn.choice((of if by == "of" else at).cookies), turn.choice(of.cookies)
            both = [f"reseal={cookie}", f"reseal={other}"] if by == "both" else [f"reseal={cookie}"]
            headers["cookie"] = "; ".join(turn.sample(both, len(both)))
            csrf = turn.choice((csrf, theirs)) if by == "both" else csrf
        return by, csrf


@contextmanager
def house(folder: Path, databases: Sequence[str] = ("", "", "")) -> Iterator[House]:
    """A server on a free port with an installation and two communities in it, each with things of its own."""
    import uvicorn

    from reseal.communities import FOLDER, settings_text
    from reseal.configuration import SETTINGS_FILE, Configuration
    from reseal.interfaces.api.connections import BoundedProtocol
    from reseal.interfaces.console import live

    live.LOOKS, live.SECONDS = 1, 0.0  # a stream of events ends after one look
    main, *others = databases
    for name, database in zip(NAMES, others, strict=True):
        place = folder / FOLDER / name
        place.mkdir(parents=True, mode=0o700)
        said = {"hosts": f"{name}.localhost", "database": database, "notices_per_minute": "100000"}
        (place / SETTINGS_FILE).write_text(settings_text({key: value for key, value in said.items() if value}))
    # A public address lets every request come from an origin of its own: limits of one origin hide nothing.
    chosen = Configuration(
        data_dir=str(folder),
        level="identifiers",
        public_url="http://main.localhost",
        notices_per_minute=100_000,
        database=main,
        beside=False,
    )
    server = build_server(chosen)
    assert isinstance(server, Communities)
    with socket.socket() as listening, ExitStack() as made:
        listening.bind(("127.0.0.1", 0))
        running = uvicorn.Server(
            uvicorn.Config(server, log_level="error", http=BoundedProtocol, lifespan="on", timeout_graceful_shutdown=2)
        )
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not running.started:
            if not thread.is_alive():
                raise RuntimeError("the server ended")
            time.sleep(0.05)
        try:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            client = made.enter_context(httpx.Client(base_url=address, timeout=25))
            doors = doors_of(server.main)
            kept = {
                name: things_of(name, f"{address}/c/{name}" if name else address, app, doors)
                for name, app in {"": server.main, **server.named}.items()
            }
            dumps = {name: dump(one.store) for name, one in kept.items()}
            for name, one in kept.items():
                others_ = b"\n".join(dumped for other, dumped in dumps.items() if other != name)
                one.own -= set(ANYWHERE.findall(others_))
                one.secrets = {canary for canary in one.secrets if canary not in others_}
            yield House(address, server, kept, doors, client)
        finally:
            running.should_exit = True
            thread.join(20)


def doors_of(app: Litestar) -> list[Door]:
    """Every door of an application, the console's among them."""
    found = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", None) or [getattr(route, "route_handler", None)]:
            operation = getattr(handler, "operation_id", None)
            named = operation if isinstance(operation, str) else ""
            for method in sorted(getattr(handler, "http_methods", {"POST"})):
                if method != "OPTIONS" and not route.path.startswith(_QUIET):
                    found.append(Door(method, route.path, named))
    return found


def leaked(sent: Sent, others: Sequence[Things]) -> list[bytes]:
    """What an answer holds that only others have, and that the request did not bring along."""
    ids = set(ULID.findall(sent.answered))
    asked = sent.asked.lower()
    return [
        canary
        for other in others
        for canary in (*(ids & other.own), *(one for one in other.secrets if one in sent.answered))
        if canary.lower() not in asked
    ]


def tried(at: House, requests: int, seed: int = SEED) -> tuple[Counter[int], list[str]]:
    """So many requests of one's things at another; answers their statuses, and every leak."""
    turn = random.Random(seed)
    statuses: Counter[int] = Counter()
    leaks = []
    names = list(at.things)
    for number in range(requests):
        asked, of = turn.sample(names, 2)
        sent = at.ask(at.things[asked], at.things[of], turn)
        statuses[sent.status] += 1
        others = [other for name, other in at.things.items() if name != asked]
        if found := leaked(sent, others):
            leaks.append(f"{number}: {sent.door.method} {sent.door.path} by {sent.by}: {sent.status}, {found[0]!r}")
    return statuses, leaks


def answered_at_home(at: House, requests: int, seed: int = SEED) -> int:
    """How many of so many requests of one's things at oneself are answered with what only it has: what a leak is."""
    turn = random.Random(seed)
    seen = 0
    for _ in range(requests):
        one = at.things[turn.choice(list(at.things))]
        seen += bool(leaked(at.ask(one, one, turn), [one]))
    return seen


def state(one: Things) -> str:
    """All that a community has kept, in one word."""
    return sha256(dump(one.store)).hexdigest()


def _part(part: str, ready: Ready, of: Things, turn: random.Random) -> str:
    if not part.startswith("{"):
        return part
    named = part.strip("{}").partition(":")[0]
    found = ready.path.get(named)
    return found if found and turn.random() < 0.7 else turn.choice(of.words)


def _address(turn: random.Random) -> str:
    return f"198.18.{turn.randrange(256)}.{turn.randrange(256)}"


def drill(folder: Path, requests: int) -> Iterator[Outcome]:
    """So many requests across the communities, on SQLite and on PostgreSQL."""
    from bench import postgres

    with ExitStack() as made:
        kinds = {"sqlite": ("", "", "")}
        if postgres.installed():
            server = made.enter_context(postgres.postgres())
            one, two, three = (made.enter_context(postgres.new_database(server)) for _ in range(3))
            kinds["postgresql"] = (one, two, three)
        else:
            yield Outcome("communities on postgresql", False, postgres.NOT_HERE)
        for kind, databases in kinds.items():
            at = made.enter_context(house(folder / kind, databases))
            home = answered_at_home(at, requests // 10)
            statuses, leaks = tried(at, requests)
            said = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
            seen = (
                f"{requests:,} requests ({said}), {len(leaks)} leaks; at home {home} of {requests // 10} show its own"
            )
            yield Outcome(f"communities on {kind}", not leaks and home > 0, " | ".join([seen, *leaks[:5]]))
