"""One POST to one checked address: no redirect followed, no proxy asked, bounded in time and in bytes read."""

import socket
import ssl
import time
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

import h11

from reseal.interfaces.webhooks.addresses import AddressError, Network, resolve

SECONDS = 15.0
"""For everything after the look-up of the name: connecting, sending, waiting for the answer's first line."""

MOST_BYTES = 16 * 1024
"""Of an answer's head. Its body is never read."""


def post(url: str, headers: Mapping[str, str], body: bytes, allowed: tuple[Network, ...] = ()) -> int:
    """Send the body; answers the status.

    Raises:
        AddressError: the address may not be reached, or not without encryption.
        OSError: it could not be reached, or did not answer in time.
        h11.RemoteProtocolError: what answered does not speak HTTP.
        h11.LocalProtocolError: a header cannot be sent.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = resolve(host, port, allowed)
    if parts.scheme != "https" and not all(address.is_loopback for address in addresses):
        raise AddressError("only this machine itself takes webhooks without encryption")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    named = parts.netloc
    until = time.monotonic() + SECONDS
    with _connected(str(addresses[0]), port, host if parts.scheme == "https" else None, until) as connection:
        return _exchange(connection, path, {"Host": named, **headers}, body, until)


def _connected(address: str, port: int, name: str | None, until: float) -> socket.socket:
    plain = socket.create_connection((address, port), timeout=_left(until))
    if name is None:
        return plain
    try:
        plain.settimeout(_left(until))
        return _trust().wrap_socket(plain, server_hostname=name)
    except BaseException:
        plain.close()
        raise


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _exchange(connection: socket.socket, path: str, headers: dict[str, str], body: bytes, until: float) -> int:
    speech = h11.Connection(h11.CLIENT, max_incomplete_event_size=MOST_BYTES)
    whole = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
    request = h11.Request(method="POST", target=path, headers=list(whole.items()))
    sent = [speech.send(request), speech.send(h11.Data(body)), speech.send(h11.EndOfMessage())]
    connection.settimeout(_left(until))
    connection.sendall(b"".join(part or b"" for part in sent))
    read = 0
    while True:
        event = speech.next_event()
        if isinstance(event, h11.Response):
            return event.status_code
        if event is h11.NEED_DATA:
            connection.settimeout(_left(until))
            received = connection.recv(4096)
            read += len(received)
            if read > MOST_BYTES:
                raise h11.RemoteProtocolError("the head of the answer is too large")
            speech.receive_data(received)
        elif not isinstance(event, h11.InformationalResponse):
            raise h11.RemoteProtocolError("the connection ended before an answer")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left
