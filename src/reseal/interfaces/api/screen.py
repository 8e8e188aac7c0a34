"""`POST /v1/screen`: the hot path, a bare ASGI handler. Bytes in, bytes out, nothing between that is not needed."""

import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, cast

import msgspec

from reseal.configuration import Configuration
from reseal.interfaces.api.access import require_scope
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.api.requests import Items, read_items
from reseal.interfaces.media import Fetched
from reseal.operations.tokens.views import Grants
from reseal.operations.tokens.words import Grant
from reseal.vocabulary import Decision

if TYPE_CHECKING:
    from litestar.types import HTTPScope, Receive, Scope, Send

PATH = "/v1/screen"
_JSON, _FORM = b"application/json", b"multipart/form-data"
_HEAD, _TAIL = b'{"decisions":[', b"]}"
_encode = msgspec.json.Encoder().encode


class ScreenDoor:
    """The handler, with what it needs at hand."""

    def __init__(self, judging: Judging, grants: Grants, chosen: Configuration) -> None:
        self._judging = judging
        self._grants = grants
        self._most_bytes = chosen.max_body_bytes
        self._most_uploaded = chosen.max_upload_bytes
        self._longest_text = chosen.max_text_characters

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
        files: dict[str, Fetched] | None = None
        if _kind(headers) == _JSON:
            body = b"".join([part async for part in _body(headers, receive, self._most_bytes)])
        else:
            body, files = await self._in_parts(headers, receive)
        items, decisions = await self._judged(body, files, grant)
        encoded = [_encode(decision) for decision in decisions]
        if items.errors:
            self._judging.metrics.rejected(len(items.errors))
            waiting = iter(encoded)
            encoded = [
                _encode(items.errors[place]) if place in items.errors else next(waiting) for place in range(items.size)
            ]
        return _HEAD + b",".join(encoded) + _TAIL

    async def _judged(
        self, body: bytes, files: dict[str, Fetched] | None, grant: Grant
    ) -> tuple[Items, list[Decision]]:
        """The items of a request and the decisions on those that are posts."""
        items = self._items(body)
        return items, await self._judging.decide(items.posts, files) if items.posts else []

    def _items(self, body: bytes) -> Items:
        return read_items(body, self._longest_text)

    async def _in_parts(self, headers: dict[bytes, bytes], receive: "Receive") -> tuple[bytes, dict[str, Fetched]]:
        """The JSON of a request in parts, and its files."""
        from reseal.interfaces.api.parts import Parts

        parts = Parts(headers[b"content-type"], self._most_bytes)
        async for data in _body(headers, receive, self._most_uploaded):
            parts.take(data)
        return parts.whole()


async def _body(headers: dict[bytes, bytes], receive: "Receive", most: int) -> AsyncIterator[bytes]:
    """The body as it comes. What is announced or arrives beyond `most` bytes is not taken."""
    too_large = Problem(413, f"The body is larger than {most} bytes.", "Send fewer posts a request.", "body")
    announced = headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > most:
        raise too_large
    held = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Problem(400, "The request broke off.", "Send it again.")
        if message["type"] != "http.request":
            continue
        held += len(message["body"])
        if held > most:
            raise too_large
        yield message["body"]
        if not message["more_body"]:
            return


def _kind(headers: dict[bytes, bytes]) -> bytes:
    """The kind of the body: JSON or parts.

    Raises:
        Problem: 415, it is another, or packed.
    """
    kind = headers.get(b"content-type", _JSON).partition(b";")[0].strip().lower()
    if kind not in (_JSON, _FORM):
        remedy = "Send Content-Type: application/json, or multipart/form-data with pictures as files."
        raise Problem(415, "The body is announced as neither JSON nor parts.", remedy, "Content-Type")
    if headers.get(b"content-encoding", b"identity").strip().lower() != b"identity":
        raise Problem(415, "The body is packed.", "Send it without Content-Encoding.", "Content-Encoding")
    return kind
