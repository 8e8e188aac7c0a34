"""Requests at a fixed rate, whether or not the ones before are answered: a slow answer makes no room for itself.

The time of a request runs from the moment at which it was due, so that waiting in line counts.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_IDLE_SECONDS = 2.0


@dataclass(frozen=True)
class Request:
    """What is sent; `origin` is the address on this machine that it comes from, on a connection of its own."""

    path: str
    headers: dict[str, str]
    body: bytes
    origin: str | None = None


@dataclass
class Seen:
    """What came back: milliseconds, statuses, what never came, how late each was sent, seconds to the last answer."""

    walls: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    lost: int = 0
    late: list[float] = field(default_factory=list)
    seconds: float = 0.0


class Wire:
    """A connection that is kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int, origin: str | None = None) -> "Wire":
        """A connection to this machine."""
        local = (origin, 0) if origin else None
        return cls(*await asyncio.open_connection("127.0.0.1", port, local_addr=local))

    async def post(self, request: Request) -> int:
        """Send; answers the status once the whole answer is there."""
        lines = [f"POST {request.path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        lines.append(f"Content-Length: {len(request.body)}")
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + request.body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.partition(b":")[2]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
        )
        await self._reader.readexactly(length)
        return int(head[9:12])

    def close(self) -> None:
        """Let go."""
        self._writer.close()


class Lane:
    """One kind of request at its rate."""

    def __init__(self, port: int, rate: float, make: Callable[[int], Request]) -> None:
        """`make` gives the request of a number."""
        self._port, self._rate, self._make = port, rate, make
        self._idle: list[tuple[Wire, float]] = []
        self.seen = Seen()

    async def go(self, seconds: float) -> None:
        """Send for so long, then wait for what is under way."""
        begun = time.perf_counter()
        under_way: set[asyncio.Task[None]] = set()
        for number in range(int(seconds * self._rate)):
            due = begun + number / self._rate
            request = self._make(number)
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            self.seen.late.append(max(time.perf_counter() - due, 0.0) * 1e3)
            task = asyncio.create_task(self._one(request, due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        if under_way:
            await asyncio.wait(under_way, timeout=60)
        self.seen.seconds = time.perf_counter() - begun
        for wire, _ in self._idle:
            wire.close()

    async def _one(self, request: Request, due: float) -> None:
        try:
            status = await self._answered(request)
        except (OSError, asyncio.IncompleteReadError, StopIteration):
            self.seen.lost += 1
            return
        self.seen.walls.append((time.perf_counter() - due) * 1e3)
        self.seen.statuses[status] += 1

    async def _answered(self, request: Request) -> int:
        if request.origin is not None:
            wire = await Wire.open(self._port, request.origin)
            try:
                return await wire.post(request)
            finally:
                wire.close()
        wire = self._kept() or await Wire.open(self._port)
        status = await wire.post(request)
        self._idle.append((wire, time.perf_counter()))
        return status

    def _kept(self) -> Wire | None:
        """The connection used last. One that was idle for long may be closed at this moment by the server."""
        if not self._idle:
            return None
        wire, since = self._idle.pop()
        if time.perf_counter() - since < _IDLE_SECONDS:
            return wire
        for stale, _ in [(wire, since), *self._idle]:  # those beneath were used before it
            stale.close()
        self._idle.clear()
        return None


def run(lanes: Sequence[Lane], seconds: float) -> None:
    """All lanes at once, for so long."""

    async def together() -> None:
        await asyncio.gather(*(lane.go(seconds) for lane in lanes))

    asyncio.run(together())
