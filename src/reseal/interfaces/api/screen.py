"""`POST /v1/screen`: the hot path, a bare ASGI handler. Bytes in, bytes out, nothing between that is not needed."""

import time
from typing import TYPE_CHECKING, cast

import msgspec

from reseal.interfaces.api.access import require_scope
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.requests import Items, read_items
from reseal.operations.tokens.views import Grants
from reseal.operations.tokens.words import Grant
from reseal.vocabulary import Decision

if TYPE_CHECKING:
    from litestar.types import HTTPScope, Receive, Scope, Send

PATH = "/v1/screen"
_HEAD, _TAIL = b'{"decisions":[', b"]}"
_encode = msgspec.json.Encoder().encode


class ScreenDoor:
    """The handler, with what it needs at hand. Limits are bytes of a body and characters of a text."""

    def __init__(self, judging: Judging, grants: Grants, most_bytes: int, longest_text: int) -> None:
        self._judging = judging
        self._grants = grants
        self._most_bytes = most_bytes
        self._longest_text = longest_text

    path = PATH
    needs = "screen"

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one request."""
        begun = time.perf_counter()
        status, headers = 200, [(b"content-type", b"application/json")]
        try:
            body = await self._answer(cast("HTTPScope", scope), receive)
        except Problem as problem:
            status, headers, body = problem.status, problem.headers(), problem.body()
        headers += [(b"content-length", str(len(body)).encode()), (b"x-content-type-options", b"nosniff")]
        headers.append((b"cache-control", b"no-store"))
        self._judging.metrics.answered(self.needs, status, time.perf_counter() - begun)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _answer(self, scope: "HTTPScope", receive: "Receive") -> bytes:
        if scope["method"] != "POST":
            raise Problem(405, f"{self.path} takes POST.", "Send the posts in the body of a POST request.")
        headers = dict(scope["headers"])
        grant = await require_scope(self._grants, headers.get(b"authorization"), self.needs)
        _require_json(headers)
        items, decisions = await self._judged(await self._body(headers, receive), grant)
        encoded = [_encode(decision) for decision in decisions]
        if items.errors:
            self._judging.metrics.rejected(len(items.errors))
            waiting = iter(encoded)
            encoded = [
                _encode(items.errors[place]) if place in items.errors else next(waiting) for place in range(items.size)
            ]
        return _HEAD + b",".join(encoded) + _TAIL

    async def _judged(self, body: bytes, grant: Grant) -> tuple[Items, list[Decision]]:
        """The items of a request and the decisions on those that are posts."""
        items = self._items(body)
        return items, await self._judging.decide(items.posts) if items.posts else []

    def _items(self, body: bytes) -> Items:
        return read_items(body, self._longest_text)

    async def _body(self, headers: dict[bytes, bytes], receive: "Receive") -> bytes:
        """The whole body. What is announced or arrives beyond the limit is not kept."""
        most = self._most_bytes
        too_large = Problem(413, f"The body is larger than {most} bytes.", "Send fewer posts a request.", "body")
        announced = headers.get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > most:
            raise too_large
        parts: list[bytes] = []
        held = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Problem(400, "The request broke off.", "Send it again.")
            if message["type"] != "http.request":
                continue
            parts.append(message["body"])
            held += len(message["body"])
            if held > most:
                raise too_large
            if not message["more_body"]:
                return b"".join(parts)


def _require_json(headers: dict[bytes, bytes]) -> None:
    kind = headers.get(b"content-type", b"application/json").partition(b";")[0].strip().lower()
    if kind != b"application/json":
        raise Problem(415, "The body is not announced as JSON.", "Send Content-Type: application/json.", "Content-Type")
    if headers.get(b"content-encoding", b"identity").strip().lower() != b"identity":
        raise Problem(415, "The body is packed.", "Send it without Content-Encoding.", "Content-Encoding")
