"""What comes over the wire before any door: heads without end, requests smuggled behind others, hosts twice."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from reseal.interfaces.api import connections
from reseal.interfaces.api.connections import MOST_HEAD_BYTES, BoundedProtocol

GET = b"GET /first HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /first HTTP/1.1\r\nHost: localhost\r\n"
HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Wire:
    """A server that notes which paths it was asked for, after it has read the body."""

    def __init__(self) -> None:
        self.port, self.asked = 0, list[str]()

    async def __call__(self, scope: dict, receive: object, send: object) -> None:  # type: ignore[type-arg]
        assert scope["type"] == "http"
        while (await receive())["more_body"]:  # type: ignore[operator]
            pass
        self.asked.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]

    def said(self, *pieces: bytes) -> bytes:
        """All that is answered to what is sent, until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as client:
            answer = b""
            try:
                for piece in pieces:
                    client.sendall(piece)
                while got := client.recv(65_536):
                    answer += got
            except (ConnectionResetError, BrokenPipeError):
                pass
            return answer


@pytest.fixture
def wire() -> Iterator[Wire]:
    app = Wire()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app.port = listening.getsockname()[1]
        chosen = uvicorn.Config(
            app, http=BoundedProtocol, loop="uvloop", ws="none", lifespan="off", log_level="error", timeout_keep_alive=1
        )
        server = uvicorn.Server(chosen)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield app
        server.should_exit = True
        thread.join(20)


def refused(answer: bytes) -> bool:
    """Told so, or hung up on: of a connection that ends while it sends, a client may not hear the last word."""
    return not answer or answer.startswith(b"HTTP/1.1 431 ")


def test_a_head_without_end_is_refused(wire: Wire) -> None:
    piece = b"a" * 65_536
    many = b"".join(b"x%d: %d\r\n" % (number, number) for number in range(20_000))
    for head in ([GET + b"X: ", *[piece] * 64], [b"GET /", *[piece] * 64], [GET, many, b"\r\n"]):
        assert refused(wire.said(*head, b"\r\n\r\n"))
    assert wire.said(GET + b"X: " + piece, b"").startswith(b"HTTP/1.1 431 ")
    assert wire.asked == []
    whole = GET + b"Connection: close\r\nX: " + b"a" * (MOST_HEAD_BYTES - 100) + b"\r\n\r\n"
    assert wire.said(whole).startswith(b"HTTP/1.1 200 ") and wire.asked == ["/first"]


def test_bodies_and_later_requests_count_for_themselves(wire: Wire) -> None:
    long = POST + b"Content-Length: 400000\r\n\r\n" + b"a" * 400_000
    answer = wire.said(long + GET + b"\r\n" + long, HIDDEN)
    assert answer.count(b"HTTP/1.1 200 ") == 4 and wire.asked == ["/first"] * 3 + ["/hidden"]


def test_a_head_that_does_not_come_is_not_waited_for(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.2)
    assert wire.said().startswith(b"HTTP/1.1 408 ")
    assert wire.said(b"GET / HT").startswith(b"HTTP/1.1 408 ")
    answer = wire.said(GET + b"\r\n" + b"GET /second HTTP/1.1\r\nX: ")
    assert answer.startswith(b"HTTP/1.1 200 ") and b"HTTP/1.1 408 " in answer and wire.asked == ["/first"]


@pytest.mark.parametrize("hosts", [b"", b"Host: a\r\nHost: b\r\n", b"Host: a\r\nhOST: a\r\n"])
def test_a_request_names_one_host(wire: Wire, hosts: bytes) -> None:
    assert wire.said(b"GET /first HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert wire.asked == []


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n",
        b"Content-Length: 5\r\nContent-Length: 0\r\n\r\n",
        b"Content-Length: 0, 0\r\n\r\n",
        b"Content-Length: +0\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 0x0\r\n\r\n",
        b"Content-Length: 0\r\n X: folded\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
    ],
)
def test_nothing_is_smuggled_behind_a_length_that_can_be_read_twice(wire: Wire, head: bytes) -> None:
    answer = wire.said(POST + head + HIDDEN)
    assert answer.startswith(b"HTTP/1.1 400 ") and answer.count(b"HTTP/1.1 ") == 1
    assert "/hidden" not in wire.asked
