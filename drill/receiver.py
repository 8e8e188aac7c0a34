"""A platform that takes webhooks: it checks signatures, keeps what came under each id, and may kill whoever sends."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


@dataclass
class Receiver:
    """What came: bodies by webhook id, and how often; `unsigned` counts what did not verify."""

    port: int = 0
    secret: str = ""
    bodies: dict[str, list[bytes]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    unsigned: int = 0
    before_answer: Callable[[], None] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        """Where it takes them."""
        return f"http://127.0.0.1:{self.port}/hook"

    def take(self, headers: dict[str, str], body: bytes) -> bool:
        """Keep one; False where its signature does not fit."""
        try:
            Webhook(self.secret).verify(body, headers)
        except WebhookVerificationError:
            with self.lock:
                self.unsigned += 1
            return False
        with self.lock:
            self.bodies.setdefault(headers["webhook-id"], []).append(body)
            then = self.before_answer
        if then is not None:
            then()
        return True

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The `data` of what came of a kind, one an id."""
        with self.lock:
            found = [json.loads(bodies[0]) for bodies in self.bodies.values()]
        return [event["data"] for event in found if event["type"] == kind]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver on a free port of this machine, until the end."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sound = receiver.take({name.lower(): value for name, value in self.headers.items()}, body)
            self.send_response(204 if sound else 400)
            self.end_headers()
            if sound:
                with receiver.lock:
                    receiver.answered.add(self.headers["webhook-id"])

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
