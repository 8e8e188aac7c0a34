"""One POST, bounded: no redirect, no second look-up, no endless answer."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import h11
import pytest

from reseal.interfaces.webhooks import post as posting
from reseal.interfaces.webhooks.addresses import AddressError, networks
from reseal.interfaces.webhooks.post import post
from tests.interfaces.webhooks.receiver import Receiver

HERE = networks("127.0.0.0/8")


@contextmanager
def speaking(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that reads one request and then does as the test says."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            with suppress(OSError):
                answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    listening.close()
    thread.join(5)


def test_the_body_arrives_whole_with_its_headers(receiver: Receiver) -> None:
    assert post(receiver.url, {"X-One": "1"}, b"{}", HERE) == 204
    (got,) = receiver.got
    assert (got.path, got.body, got.headers["x-one"]) == ("/hooks?from=reseal", b"{}", "1")
    assert got.headers["host"].startswith("127.0.0.1:") and got.headers["content-length"] == "2"


def test_a_redirect_is_an_answer_like_any_other_and_not_followed(receiver: Receiver) -> None:
    receiver.statuses, receiver.headers = [302], {"Location": receiver.url}
    assert post(receiver.url, {}, b"{}", HERE) == 302
    assert len(receiver.got) == 1


def test_this_machine_is_not_reached_unless_the_operator_says_so(receiver: Receiver) -> None:
    with pytest.raises(AddressError):
        post(receiver.url, {}, b"{}")
    assert receiver.got == []


def test_only_this_machine_is_reached_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(posting.socket, "create_connection", never)
    for url, allowed in (("http://93.184.215.14/", ()), ("http://10.1.2.3/", networks("10.0.0.0/8"))):
        with pytest.raises(AddressError):
            post(url, {}, b"{}", allowed)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means a public address when it is checked and this machine a moment later (DNS rebinding)."""
    asked = []

    def changing(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], **_: Any) -> socket.socket:
        raise ConnectionRefusedError(*address)

    monkeypatch.setattr(posting.socket, "getaddrinfo", changing)
    monkeypatch.setattr(posting.socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError) as refused:
        post("https://rebinding.example.com/", {}, b"{}")
    assert refused.value.args == ("93.184.215.14", 443)
    assert asked == ["rebinding.example.com"]


@pytest.mark.parametrize("value", ["1\r\nX-Evil: 1", "1\nX-Evil: 1", "1\x00"])
def test_no_value_becomes_a_header_of_its_own(receiver: Receiver, value: str) -> None:
    with pytest.raises(h11.LocalProtocolError):
        post(receiver.url, {"X-One": value}, b"{}", HERE)
    assert receiver.got == []


def test_an_interim_answer_is_not_the_answer() -> None:
    answer = b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    with speaking(lambda connection: connection.sendall(answer)) as url:
        assert post(url, {}, b"{}", HERE) == 200


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 70_000, b"HTTP/1.1 103 x\r\n\r\n" * 4_000],
)
def test_what_speaks_no_http_or_never_ends_is_left(answer: bytes) -> None:
    with speaking(lambda connection: connection.sendall(answer)) as url, pytest.raises(h11.RemoteProtocolError):
        post(url, {}, b"{}", HERE)


def test_what_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "SECONDS", 0.2)
    done = threading.Event()
    with speaking(lambda connection: bool(done.wait(30)) and None) as url:
        with pytest.raises(TimeoutError):
            post(url, {}, b"{}", HERE)
        done.set()


def test_what_answers_drop_by_drop_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is on the whole exchange, not on each wait."""
    monkeypatch.setattr(posting, "SECONDS", 0.3)
    done = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not done.wait(0.05):
            connection.sendall(b"a")

    with speaking(drip) as url:
        with pytest.raises(TimeoutError):
            post(url, {}, b"{}", HERE)
        done.set()


def test_a_server_that_shows_no_certificate_of_its_name_gets_nothing(receiver: Receiver) -> None:
    with pytest.raises(OSError):
        post(receiver.url.replace("http://", "https://"), {}, b"{}", HERE)
    assert receiver.got == []
