"""The API without a socket: the application called as a server calls it. For times inside, and for fuzzing."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.clock import quantile
from bench.results import Json

WARM = 200
SCREEN = "/v1/screen"


class Application:
    """Reseal's API in this process, with a data folder and a token of its own."""

    def __init__(self, folder: Path) -> None:
        """Build it.

        Raises:
            ImportError: this release has no API.
        """
        from reseal.configuration import Configuration
        from reseal.interfaces.api.app import build_app
        from reseal.interfaces.opening import open_store
        from reseal.operations.tokens.acts import create

        chosen = Configuration(data_dir=str(folder), level="verdict")
        store = open_store(chosen)
        with store.write() as work:
            token = create(work, "platform")
        self._app: Any = build_app(chosen, store)
        self._headers = [
            (b"host", b"127.0.0.1"),
            (b"content-type", b"application/json"),
            (b"authorization", f"Bearer {token}".encode()),
        ]
        self._runner = asyncio.Runner()

    def post(self, body: bytes, path: str = SCREEN) -> tuple[int, bytes]:
        """Status and body of the answer to a POST."""
        return self._runner.run(self._call(body, path))

    def times(self, bodies: Sequence[bytes]) -> list[float]:
        """Milliseconds from the first byte of each request to the last of its answer, after warm-up."""
        return self._runner.run(self._times(bodies))

    def close(self) -> None:
        """Let go of the event loop."""
        self._runner.close()

    async def _times(self, bodies: Sequence[bytes]) -> list[float]:
        for body in bodies[:WARM]:
            await self._call(body, SCREEN)
        walls = []
        for body in bodies:
            begun = time.perf_counter_ns()
            status, _ = await self._call(body, SCREEN)
            walls.append((time.perf_counter_ns() - begun) / 1e6)
            if status != 200:
                raise RuntimeError(f"POST {SCREEN} answered {status}")
        return walls

    async def _call(self, body: bytes, path: str) -> tuple[int, bytes]:
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [*self._headers, (b"content-length", str(len(body)).encode())],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8420),
            "state": {},
        }
        status = 0
        parts: list[bytes] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                parts.append(message.get("body", b""))

        await self._app(scope, receive, send)
        return status, b"".join(parts)


def measure(folder: Path, requests: dict[str, list[bytes]]) -> list[Json]:
    """p50, p99 and the longest inside the application, for each named list of requests.

    Raises:
        ImportError: this release has no API.
    """
    application = Application(folder)
    rows = []
    for name, bodies in requests.items():
        walls = application.times(bodies)
        spread = {"p50": quantile(walls, 0.5), "p99": quantile(walls, 0.99), "max": max(walls)}
        rows.append({"sample": name, "count": len(walls), **spread})
    application.close()
    return rows
