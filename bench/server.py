"""The API under a bounded client on loopback: one connection, one text a request, and batches."""

import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.clock import quantile
from bench.door import NOT_HERE, environment, reseal
from bench.results import Json

WARM = 200
REQUESTS = 3_000
BATCH = 500
BATCHES = 40
STARTS_WITHIN = 120.0  # seconds: patience on a busy machine, no measure


class ServerError(RuntimeError):
    """The server did not start, or answered something else than decisions."""


@dataclass(frozen=True)
class Server:
    """A server that runs, and a token for it."""

    port: int
    token: str
    process: subprocess.Popen[bytes]

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is kept open."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a GET."""
        connection = self.connect()
        connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        connection.close()
        return response.status, body

    def screen(self, connection: http.client.HTTPConnection, body: bytes) -> tuple[int, bytes]:
        """Status and body of `POST /v1/screen`."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.request("POST", "/v1/screen", body, headers)
        response = connection.getresponse()
        return response.status, response.read()


def request_of(texts: Sequence[str]) -> bytes:
    """The body that asks for decisions on texts."""
    posts = [{"id": f"p{number}", "text": text} for number, text in enumerate(texts)]
    return json.dumps({"posts": posts}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(command: Sequence[str], folder: Path, *more: str) -> Iterator[Server]:
    """`reseal serve` on a free port of this machine, with a data folder of its own; ended at the end.

    `more` are further arguments of it.

    Raises:
        ServerError: it does not answer `/health` within two minutes, or gives no token.
    """
    own = environment(folder / "serve")
    port = free_port()
    log = (folder / "serve.log").open("wb")
    process = subprocess.Popen(
        [*command, "serve", "--port", str(port), *more], env=own, stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )
    try:
        made = subprocess.run(
            [*command, "token", "create", "--role", "platform"], env=own, capture_output=True, text=True, timeout=60
        )
        if made.returncode or not made.stdout.strip():
            raise ServerError(f"reseal token create ended with status {made.returncode}")
        server = Server(port, made.stdout.strip().splitlines()[-1], process)
        until = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                if server.get("/health")[0] == 200:
                    break
            except OSError:
                pass
            if process.poll() is not None or time.monotonic() > until:
                raise ServerError("reseal serve does not answer /health")
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def measure(folder: Path, samples: dict[str, list[str]]) -> Json:
    """Milliseconds over loopback, and inside the server where it tells them."""
    command = reseal()
    if command is None:
        return {"why": NOT_HERE, "rows": []}
    try:
        with serving(command, folder) as server:
            return {"why": None, **_measured(server, samples)}
    except (ServerError, OSError, subprocess.SubprocessError) as error:
        return {"why": str(error), "rows": []}


def _measured(server: Server, samples: dict[str, list[str]]) -> Json:
    rows = []
    connection = server.connect()
    natural = next(iter(samples.values()))
    batches = [natural[at : at + BATCH] for at in range(0, len(natural) - BATCH + 1, BATCH)]
    requests = {(name, 1): [[text] for text in texts[:REQUESTS]] for name, texts in samples.items()}
    requests["natural", BATCH] = batches * (BATCHES // max(len(batches), 1))
    for (name, size), asked in requests.items():
        before = buckets(server.get("/metrics")[1])
        row = {"sample": name, "posts": size, **_client(server, connection, asked)}
        rows.append(row | {"inside": inside(before, buckets(server.get("/metrics")[1]))})
    connection.close()
    return {"rows": rows}


def _client(server: Server, connection: http.client.HTTPConnection, requests: Sequence[Sequence[str]]) -> Json:
    bodies = [request_of(texts) for texts in requests]
    for body in bodies[: min(WARM, len(bodies) // 4)]:
        server.screen(connection, body)
    walls = []
    for body in bodies:
        begun = time.perf_counter_ns()
        status, answer = server.screen(connection, body)
        walls.append((time.perf_counter_ns() - begun) / 1e6)
        if status != 200 or b'"decisions"' not in answer[:200]:
            raise ServerError(f"POST /v1/screen answered {status}")
    return {
        "count": len(bodies),
        "p50": quantile(walls, 0.5),
        "p99": quantile(walls, 0.99),
        "max": max(walls),
    }


def buckets(metrics: str) -> dict[float, float]:
    """The cumulated counts of the histogram of request times in `/metrics`, by upper bound in seconds."""
    found: dict[float, float] = {}
    for line in metrics.splitlines():
        name, _, rest = line.partition("{")
        if name.endswith("request_seconds_bucket") and 'le="' in rest:
            bound, _, count = rest.partition('le="')[2].partition('"')
            found[float(bound.replace("+Inf", "inf"))] = float(count.rpartition("}")[2])
    return found


def inside(before: dict[float, float], after: dict[float, float]) -> Json | None:
    """p50 and p99 of what was counted between, as upper bounds in milliseconds; None if nothing was."""
    counts = {bound: count - before.get(bound, 0.0) for bound, count in sorted(after.items())}
    total = max(counts.values(), default=0.0)
    if not total:
        return None
    p50, p99 = (min(bound for bound, count in counts.items() if count >= share * total) for share in (0.5, 0.99))
    return {"count": int(total), "p50": p50 * 1e3, "p99": p99 * 1e3}
