"""The doors under requests made from their own description: no 5xx, and no answer that the description does not hold.

Schemathesis makes the requests, right and wrong ones, by the OpenAPI document of the running server. Roles take turns,
with ids that are there and ids that are not, so that what lies behind a guard is reached too.
"""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from hypothesis import HealthCheck, Phase, given, seed, settings

from bench import postgres
from drill.outcome import Outcome

SEED = 5
_POSTS = [
    {"id": f"p{number}", "author": f"a{number}", "text": "大家冲他！真名李小四，电话13800001234，见一次骂一次"}
    for number in range(3)
]
_NOTICE = {"relation": "self", "posts": ["p1"], "description": "有人公开了我的电话", "contact": "li@example.com"}


@dataclass
class Desk:
    """A server under test: its address, a token of each role, and ids that are there, by the parameter's name."""

    address: str
    tokens: dict[str, str]
    known: dict[str, list[str]] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)


@contextmanager
def desk(folder: Path, **settings: Any) -> Iterator[Desk]:
    """A server on a free port of this machine with a post, a case and a notice in it."""
    import uvicorn

    from reseal.configuration import Configuration
    from reseal.interfaces.api.app import build_app
    from reseal.interfaces.opening import open_store
    from reseal.operations.staff.access import access
    from reseal.operations.tokens.acts import create

    # A public address lets every request come from an origin of its own: limits of one origin hide nothing else.
    chosen = Configuration(
        data_dir=str(folder), level="identifiers", public_url="http://localhost", notices_per_minute=100_000, **settings
    )
    store = open_store(chosen)
    with store.write() as work:
        tokens = {role: create(work, role) for role in sorted(access().role)}
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = build_app(chosen, store)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server ended")
            time.sleep(0.05)
        try:
            made = Desk(f"http://127.0.0.1:{listening.getsockname()[1]}", tokens)
            _fill(made)
            yield made
        finally:
            server.should_exit = True
            thread.join(20)


def described(at: Desk) -> dict[str, Any]:
    """The description that the server gives."""
    found: dict[str, Any] = httpx.get(f"{at.address}/schema/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> list[Any]:
    """Every operation of a description."""
    import schemathesis
    from schemathesis.core.result import Ok

    schema = schemathesis.openapi.from_dict(document)
    return [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]


def shake(at: Desk, operation: Any, examples: int) -> int:
    """Send so many requests to one operation; answers how many were sent.

    Raises:
        Exception: what Schemathesis found wrong, with the smallest request that shows it.
    """
    from hypothesis import strategies
    from schemathesis import GenerationMode

    sent = 0
    turns = random.Random(SEED)
    cases = strategies.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))
    roles = strategies.sampled_from([*at.tokens, ""])

    @seed(SEED)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        print_blob=False,
    )
    @given(case=cases, role=roles, known=strategies.booleans())
    def one(case: Any, role: str, known: bool) -> None:
        nonlocal sent
        sent += 1
        headers = {"X-Forwarded-For": f"198.18.{turns.randrange(256)}.{turns.randrange(256)}"}
        if role:
            headers["Authorization"] = f"Bearer {at.tokens[role]}"
        if known:
            headers |= _with_known(at, case)
        answer = case.call(base_url=at.address, headers=headers)
        case.validate_response(answer, checks=_checks())

    one()
    return sent


def tried(at: Desk, operation: Any, examples: int) -> Outcome:
    """What came of so many requests to one operation."""
    name = f"openapi {operation.label}"
    try:
        return Outcome(name, True, f"{shake(at, operation, examples):,} requests")
    except (Exception, BaseExceptionGroup) as error:  # Schemathesis groups what it finds
        found = getattr(error, "exceptions", ()) or (error,)
        return Outcome(name, False, " | ".join(f"{type(one).__name__}: {one}" for one in found)[:4_000])


def drill(folder: Path, examples: int) -> Iterator[Outcome]:
    """Every operation under so many requests, on SQLite and on PostgreSQL."""
    with ExitStack() as made:
        at = {"sqlite": made.enter_context(desk(folder / "openapi"))}
        if postgres.installed():
            url = made.enter_context(postgres.new_database(made.enter_context(postgres.postgres())))
            at["postgresql"] = made.enter_context(desk(folder / "openapi-postgresql", database=url))
        else:
            yield Outcome("openapi on postgresql", False, postgres.NOT_HERE)
        for database, server in at.items():
            for operation in operations(described(server)):
                outcome = tried(server, operation, examples)
                yield Outcome(f"{outcome.name} on {database}", outcome.held, outcome.seen)


def _checks() -> list[Any]:
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    return [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_headers_conformance,
        checks.response_schema_conformance,
    ]


def _with_known(at: Desk, case: Any) -> dict[str, str]:
    for name in case.path_parameters or {}:
        if found := at.known.get(name):
            case.path_parameters[name] = found[0]
    pin = at.pins.get((case.path_parameters or {}).get("ticket", ""))
    return {"X-Notice-Pin": pin} if pin else {}


def _fill(at: Desk) -> None:
    with httpx.Client(base_url=at.address, timeout=60) as client:

        def said(method: str, path: str, role: str = "", body: Any = None) -> Any:
            headers = {"Authorization": f"Bearer {at.tokens[role]}"} if role else {}
            answer = client.request(method, path, json=body, headers=headers)
            if answer.status_code >= 300:
                raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
            return answer.json()

        said("POST", "/v1/posts", "platform", {"posts": _POSTS})
        got = said("POST", "/v1/notices", body=_NOTICE)
        case = said("GET", "/v1/cases", "staff")["cases"][0]["id"]
        said("POST", f"/v1/cases/{case}/hold", "staff")
        snapshot = said("GET", f"/v1/cases/{case}", "staff")["snapshots"][0]["id"]
        actions = said("GET", "/v1/actions", "platform")["actions"]
        held = said("POST", "/v1/legal-holds", "legal", {"about": case, "ground": "order"})["id"]
        at.known.update(
            ticket=[got["ticket"]],
            post_id=["p0"],
            case_id=[case],
            snapshot_id=[snapshot],
            action_id=[one["id"] for one in actions],
            delivery_id=[one["id"] for one in actions],
            hold_id=[held],
        )
        at.pins[got["ticket"]] = got["pin"]
