"""Errors as RFC 9457 problem documents: what is wrong, in which field, and what mends it. Never a word of a text."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

Headers = list[tuple[bytes, bytes]]

PROBLEM_TYPE = b"application/problem+json"

TITLES = {
    400: "The request cannot be read",
    401: "A token is missing or unknown",
    403: "The token does not open this door",
    404: "There is nothing here",
    405: "This method is not allowed here",
    409: "It has changed meanwhile",
    410: "It was taken back",
    413: "The request is too large",
    415: "This kind of content is not taken",
    421: "Nobody is served at this host",
    422: "The request has the wrong shape",
    429: "Too many requests",
    500: "Something went wrong inside",
}


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """A request that is refused. `field` names the part of the request, `remedy` says what to do.

    `more` are members that only this problem has; the door that raises it describes them.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        remedy: str,
        field: str | None = None,
        more: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.remedy, self.field, self.more = status, detail, remedy, field, more

    def document(self) -> dict[str, Any]:
        """The members of the problem document."""
        members = {
            "type": "about:blank",
            "title": TITLES.get(self.status, "The request failed"),
            "status": self.status,
            "detail": self.detail,
            "remedy": self.remedy,
            **self.more,
        }
        return members if self.field is None else {**members, "field": self.field}

    def body(self) -> bytes:
        """The problem document as JSON."""
        return msgspec.json.encode(self.document())

    def headers(self) -> Headers:
        """The headers that go with it."""
        extra: Headers = []
        if self.status == 401:
            extra = [(b"www-authenticate", b"Bearer")]
        elif self.status == 405:
            extra = [(b"allow", b"POST")]
        return [(b"content-type", PROBLEM_TYPE), *extra]
