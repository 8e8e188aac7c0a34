"""HTTP/1.1 as uvicorn speaks it, but no head of a request is taken that has no end: its bytes and its time are bounded.

Bodies are bounded by the doors that read them. A head comes before any door: without a bound anybody fills the memory
by one header, or holds connections open by a byte a minute.
"""

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD_BYTES = 64 * 1024
"""Of the address and all headers. What browsers, proxies and libraries send is a quarter of it at most."""

HEAD_SECONDS = 20.0
"""From the connection, or the first byte of another request on it, to the end of the head."""


class BoundedProtocol(HttpToolsProtocol):
    """The protocol of one connection."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """As uvicorn makes it."""
        super().__init__(*given, **named)
        self._in_head, self._head_bytes = True, 0
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there: its first head is waited for."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take some bytes; a head that goes on beyond its bounds is refused."""
        known = self._in_head
        super().data_received(data)
        if not self._in_head or self.transport.is_closing():
            return
        if self._late is None:
            self._wait()
        if known:
            self._head_bytes += len(data)
        if self._head_bytes > MOST_HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Another request begins."""
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole: the request goes to its door, if it names one host (RFC 9112, 3.2)."""
        self._in_head = False
        self._wait_no_more()
        size, hosts = len(self.url), 0
        for name, value in self.headers:
            size += len(name) + len(value)
            hosts += name == b"host"
        if size > MOST_HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif hosts > 1 or (not hosts and self.parser.get_http_version() == "1.1"):
            self._refuse(HTTPStatus.BAD_REQUEST)
        else:
            super().on_headers_complete()

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_SECONDS, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer and hang up, in the middle of what is sent."""
        self._wait_no_more()
        if not self.transport.is_closing():
            head = f"HTTP/1.1 {status.value} {status.phrase}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            self.transport.write(head.encode("ascii"))
            self.transport.close()
