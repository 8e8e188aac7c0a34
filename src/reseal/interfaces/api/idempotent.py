"""Writes that can be sent again: with an `Idempotency-Key` the second request gets the first one's answer.

A key is the sender's own, for one door, for a day. Whoever gets no answer sends the same request with the same key:
it takes effect once.
"""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Response
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import HeaderParameter

from reseal.interfaces.api.problems import Problem
from reseal.operations.retention.rules import keep as kept_for
from reseal.storage.idempotency import Answer, Asked, OtherRequestError
from reseal.storage.idempotency import once as asked_once
from reseal.storage.store import Store, Work

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 255
_HOW = f"Send a fresh key of 1 to {LONGEST} printable ASCII characters, such as a UUID, for each new request."

Key = Annotated[
    str | None,
    HeaderParameter(
        name=HEADER,
        description="A key of your own: the same request with the same key gets the same answer, for a day.",
        schema_extra={
            "one_of": None,
            "type": OpenAPIType.STRING,
            "min_length": 1,
            "max_length": LONGEST,
            "pattern": "^[0-9A-Za-z._:-]+$",
        },
    ),
]
"""The header as a parameter of a handler, so that it is described; `once` reads it."""

Act = Callable[[Work], tuple[int, Any]]


def once(
    store: Store,
    request: Request[Any, Any, Any],
    body: bytes,
    act: Act,
    *,
    actor: str,
    scope: str = "",
    key: str | None = None,
) -> Response[bytes]:
    """Do the act in one work and answer with its status and what it gives, as JSON; with a key, only once.

    `scope` tells apart those who share an actor (visitors without an account); `key` stands in for the header, as for
    a form. What an act refuses by a `Problem` has no effect and is not kept: it can be sent again.

    Raises:
        Problem: the key is no key (400), or came with another request before (422).
    """
    asked = asked_of(request, body, actor, scope, key)

    def answered(work: Work) -> Answer:
        status, given = act(work)
        return Answer(status, given if isinstance(given, bytes) else msgspec.json.encode(given))

    try:
        with store.write(actor) as work:
            answer, again = asked_once(work, asked, answered, kept_for("answered"))
    except OtherRequestError:
        raise other_request() from None
    return response_of(answer, again=again)


def asked_of(
    request: Request[Any, Any, Any], body: bytes, actor: str, scope: str = "", key: str | None = None
) -> Asked:
    """What `once` goes by.

    Raises:
        Problem: the key is no key (400).
    """
    key = _key_of(request) if key is None else key
    return Asked(f"{actor}\n{scope}", f"{request.method} {request.url.path}", key, body)


def other_request() -> Problem:
    """What a key is answered that came with another request before."""
    return Problem(422, "This key came with another request before.", _HOW, HEADER)


def response_of(answer: Answer, *, again: bool = False) -> Response[bytes]:
    """The answer as it is sent; `again` where it was given before."""
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    if again:
        headers[REPLAYED] = "true"
    return Response(answer.body, status_code=answer.status, media_type="application/json", headers=headers)


def _key_of(request: Request[Any, Any, Any]) -> str | None:
    given = request.headers.get(HEADER)
    if given is None:
        return None
    key = given.strip()
    if len(key) >= 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not 1 <= len(key) <= LONGEST or not key.isascii() or not key.isprintable():
        raise Problem(400, "The key cannot be used.", _HOW, HEADER)
    return key
