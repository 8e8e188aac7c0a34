"""What every page is sent with: nothing from elsewhere is loaded, no script or style stands in the page itself."""

from collections.abc import Awaitable, Callable

from litestar import MediaType, Response
from litestar.types import Message, Scope

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}


def html(content: str, status: int = 200, **extra: str) -> Response[str]:
    """A page that is kept nowhere. `extra` headers come by their names with `_` for `-`."""
    headers = {**SECURITY_HEADERS, "cache-control": "no-store", "vary": "Accept-Language"}
    headers.update({name.replace("_", "-"): value for name, value in extra.items()})
    return Response(content, status_code=status, media_type=MediaType.HTML, headers=headers)


# What an answer has that says nothing itself: it is no page, so nothing in it may do anything.
_OTHERWISE = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
]
_KEPT_NOWHERE = (b"cache-control", b"no-store")
_FILES = ("/static/", "/console/static/")
_HTTPS_ALONE = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


def completing(https: bool) -> Callable[[Message, Scope], Awaitable[None]]:
    """Sees to it that every answer carries the headers that bind browsers; under https, that they keep to it."""
    wanted = [*_OTHERWISE, _HTTPS_ALONE] if https else _OTHERWISE

    async def complete(message: Message, scope: Scope) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            there = {name.lower() for name, _ in headers}
            also = wanted if str(scope["path"]).startswith(_FILES) else [*wanted, _KEPT_NOWHERE]
            message["headers"] = headers + [pair for pair in also if pair[0] not in there]

    return complete
