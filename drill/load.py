"""Load drill: a bounded crowd of clients on loopback sends sound, hostile and broken requests to one server.

Every request gets an answer that is no server error, sound posts are decided as ever, and memory stays.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.clock import quantile
from bench.memory import peak_kib
from bench.server import Server, request_of, serving
from drill.noise import inputs, seeds
from drill.outcome import Outcome

CLIENTS = 8
ROUNDS = 2_000  # different noisy bodies a client; then they come again
GROWTH_MIB = 64


@dataclass
class _Seen:
    statuses: Counter[int] = field(default_factory=Counter)
    walls: list[float] = field(default_factory=list)
    wrong: int = 0
    lost: int = 0


def drill(command: list[str], folder: Path, seconds: float) -> list[Outcome]:
    """Serve, send for so many seconds, and look at what came back."""
    with serving(command, folder) as server:
        warm = _send(server, min(5.0, seconds / 2))
        before = peak_kib(server.process.pid) // 1024
        seen = _send(server, seconds)
        after = peak_kib(server.process.pid) // 1024
        healthy = server.get("/health")[0] == 200
    total = sum(seen.statuses.values())
    errors = sum(count for status, count in seen.statuses.items() if status >= 500) + warm.lost
    said = ", ".join(f"{status}: {count}" for status, count in sorted(seen.statuses.items()))
    p99 = quantile(seen.walls, 0.99) if seen.walls else 0.0
    return [
        Outcome(
            f"{CLIENTS} clients for {seconds:.0f} s",
            bool(total) and not errors and not seen.lost,
            f"{total} requests ({said}), p99 {p99:.1f} ms, {seen.lost} without an answer",
        ),
        Outcome("sound posts among them", seen.wrong == 0, f"{seen.wrong} decided otherwise than alone"),
        Outcome(
            "memory of the server",
            after - before <= GROWTH_MIB,
            f"peak {before} MiB after warm-up, {after} MiB at the end",
        ),
        Outcome("the server afterwards", healthy, "answers /health" if healthy else "does not answer /health"),
    ]


def _send(server: Server, seconds: float) -> _Seen:
    sound = request_of([seed.decode() for seed in seeds("fold")[:20]])
    connection = server.connect()
    expected = server.screen(connection, sound)[1]
    connection.close()
    seen, lock, end = _Seen(), threading.Lock(), time.monotonic() + seconds

    def client(number: int) -> None:
        _client(server, sound, expected, Random(number), seen, lock, lambda: time.monotonic() < end)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _client(
    server: Server,
    sound: bytes,
    expected: bytes,
    random: Random,
    seen: _Seen,
    lock: threading.Lock,
    going: Callable[[], bool],
) -> None:
    noisy = list(inputs("api", random.randrange(1 << 30), ROUNDS))
    texts = [data.decode("utf-8", "surrogateescape") for data in inputs("fold", random.randrange(1 << 30), ROUNDS)]
    connection = server.connect()
    while going():
        kind = random.randrange(4)
        if kind == 0:
            body = sound
        elif kind == 1:
            body = random.choice(noisy)
        else:
            chosen = random.choices(texts, k=1 if kind == 2 else 100)
            body = json.dumps({"posts": [{"id": str(n), "text": text} for n, text in enumerate(chosen)]}).encode()
        begun = time.perf_counter()
        try:
            status, answer = server.screen(connection, body)
        except OSError:
            with lock:
                seen.lost += 1
            connection = server.connect()
            continue
        wall = (time.perf_counter() - begun) * 1e3
        with lock:
            seen.statuses[status] += 1
            seen.walls.append(wall)
            seen.wrong += kind == 0 and answer != expected
    connection.close()
