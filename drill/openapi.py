"""The doors under requests made from their own description: no 5xx, and no answer that the description does not hold.

Schemathesis makes the requests, right and wrong ones, by the OpenAPI document of the running server. Half of them come
from a role that is let in, into a state in which they can do something (drill/openapi_states.py), so that what lies
behind a guard is reached; the others come from anybody, with ids that are there and ids that are not.
"""

import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from hypothesis import HealthCheck, Phase, given, seed, settings

from bench import postgres
from drill.openapi_states import States
from drill.outcome import Outcome

SEED = 5
_ASIDE = "198.18"
"""Where requests come from: an address of its own for each, so that the limits of one hide nothing."""


@dataclass
class Desk:
    """A server under test: its address, a token of each role, and the states that it can be brought into."""

    address: str
    tokens: dict[str, str]
    states: States
    turns: random.Random = field(default_factory=lambda: random.Random(SEED))


@dataclass
class Shaken:
    """What came of the requests to one operation: how many there were, by the status of the answer."""

    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def sent(self) -> int:
        """All of them."""
        return self.statuses.total()

    @property
    def reached(self) -> int:
        """Those that the operation did."""
        return sum(count for status, count in self.statuses.items() if status < 300)

    def said(self) -> str:
        """For people."""
        return f"{self.sent:,} requests, {self.reached:,} answered 2xx ({self.reached / max(self.sent, 1):.0%})"


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
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            states = States(address, store)
            yield Desk(address, tokens, states)
            states.close()
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


def shake(at: Desk, operation: Any, examples: int, shaken: Shaken) -> None:
    """Send so many requests to one operation; what they are answered is counted in `shaken`.

    Raises:
        Exception: what Schemathesis found wrong, with the smallest request that shows it.
    """
    from hypothesis import strategies
    from schemathesis import GenerationMode

    right = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    any_ = strategies.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))
    chances = strategies.integers(0, 2**32).map(random.Random)
    let_in = roles(at, operation)

    def looked_at(case: Any, role: str, headers: dict[str, str]) -> None:
        answer = _call(at, case, role, headers)
        shaken.statuses[answer.status_code] += 1
        case.validate_response(answer, checks=_checks())

    @given(case=right, role=strategies.sampled_from(let_in), chance=chances)
    def fitting(case: Any, role: str, chance: random.Random) -> None:
        looked_at(case, role, _fit(at, operation, case, role, chance))

    @given(case=any_, role=strategies.sampled_from([*at.tokens, ""]), chance=chances)
    def whatever(case: Any, role: str, chance: random.Random) -> None:
        looked_at(case, role, _known(at, case, chance))

    for one in (fitting, whatever):
        seed(SEED)(_settings(examples // 2)(one))()


def _settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        print_blob=False,
    )


def roles(at: Desk, operation: Any) -> list[str]:
    """Whom the door of an operation lets in, "" being anybody without a token: asked with ids of nothing."""
    found = []
    # These doors look at a token last: anybody may come without one.
    said = {"words": "请再看一次。", "account": "none"}
    forms = {"POST /v1/notices": at.states.form, "POST /v1/guards": at.states.guard_form}
    forms |= dict.fromkeys(("POST /v1/appeals", "POST /v1/appeals/{appeal_id}/replies"), lambda: said)
    body = {"body": forms[operation.label]()} if operation.label in forms else {}
    for role in [*at.tokens, ""]:
        case = operation.Case(path_parameters=dict.fromkeys(_names(operation), "none"), **body)
        if _call(at, case, role, {}).status_code not in (401, 403):
            found.append(role)
    return found


def tried(at: Desk, operation: Any, examples: int) -> Outcome:
    """What came of so many requests to one operation; one that never did anything was not tried."""
    name, shaken = f"openapi {operation.label}", Shaken()
    try:
        shake(at, operation, examples, shaken)
        return Outcome(name, shaken.reached > 0, shaken.said())
    except (Exception, BaseExceptionGroup) as error:  # Schemathesis groups what it finds
        found = getattr(error, "exceptions", ()) or (error,)
        return Outcome(name, False, " | ".join(f"{type(one).__name__}: {one}" for one in found)[:4_000])


def _call(at: Desk, case: Any, role: str, headers: dict[str, str]) -> Any:
    origin = {"X-Forwarded-For": f"{_ASIDE}.{at.turns.randrange(256)}.{at.turns.randrange(256)}"}
    bearer = {"Authorization": f"Bearer {at.tokens[role]}"} if role else {}
    return case.call(base_url=at.address, headers={**origin, **bearer, **headers})


def _names(operation: Any) -> list[str]:
    return [parameter.name for parameter in operation.path_parameters]


def _fit(at: Desk, operation: Any, case: Any, role: str, chance: random.Random) -> dict[str, str]:
    """Let a request fit the state that it comes into; answers its headers."""
    ready = at.states.ready(operation.definition.raw["operationId"], at.tokens.get(role, ""))
    for name in case.path_parameters or {}:
        case.path_parameters[name] = ready.path.get(name, case.path_parameters[name])
    if ready.body is not None:
        more = case.body if isinstance(case.body, dict) and chance.random() < 0.25 else {}
        case.body = {**more, **ready.body}
    if case.query and chance.random() < 0.75:
        case.query.pop("after", None)  # no cursor can be guessed
    for name in [name for name in (case.headers or {}) if name.lower().startswith("x-")]:
        del case.headers[name]  # what nobody can guess; what fits comes with the state
    if ready.account is not None and operation.label.startswith(("GET", "POST /v1/appeals/")):
        case.query = {**(case.query or {}), "account": ready.account}
    for name in [name for name in (case.headers or {}) if name.lower() == "idempotency-key"]:
        case.headers[name] = f"key-{chance.random()}"
    return ready.headers


def _known(at: Desk, case: Any, chance: random.Random) -> dict[str, str]:
    """Half of what comes from anybody goes to what is there."""
    known = at.states.known()
    if chance.random() < 0.5:
        for name in case.path_parameters or {}:
            case.path_parameters[name] = known.get(name, case.path_parameters[name])
    return {}


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
