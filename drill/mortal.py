"""A server that is killed at chosen moments and started again, and a client that asks until it is answered."""

import http.client
import json
import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from bench.door import environment
from bench.places import ROOT
from bench.server import free_port
from drill.receiver import Receiver

PATIENCE = 120.0
_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Kind = Literal["write", "clock", "webhook"]


@dataclass(frozen=True)
class Moment:
    """When a process is to die: at a write to the database, after some time, or while a webhook waits for an answer."""

    kind: Kind
    at: float


def moments(seed: int, count: int, writes: int, seconds: float) -> list[Moment]:
    """Moments drawn with a seed: most of them at the writes that an undisturbed story takes from the server's start."""
    generator = random.Random(seed)
    drawn = []
    for _ in range(count):
        kind: Kind = generator.choices(("write", "clock", "webhook"), (14, 4, 2))[0]
        at = {
            "write": lambda: float(generator.randint(1, writes)),
            "clock": lambda: generator.uniform(0, seconds),
            "webhook": lambda: float(generator.randint(1, 3)),
        }[kind]()
        drawn.append(Moment(kind, at))
    return drawn


class LostError(RuntimeError):
    """The server does not come back, or answers what it never should."""


class Process:
    """One server process, dead or alive."""

    def __init__(self, number: int, answers: "queue.Queue[str]") -> None:
        self.number, self._answers = number, answers
        self._status: int | None = None

    def poll(self) -> int | None:
        """Its exit status; None while it lives."""
        if self._status is None:
            with suppress(queue.Empty):
                self._status = int(self._answers.get_nowait())
        return self._status

    def wait(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""
        until = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        return self.poll() is not None

    def send(self, number: int) -> None:
        """Send it a signal."""
        if self.poll() is None:
            os.kill(self.number, number)

    def kill(self) -> None:
        """End it at once."""
        self.send(signal.SIGKILL)


class Nursery:
    """Starts servers: see `drill.dying`."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._answers.get(timeout=PATIENCE)

    def _listen(self) -> None:
        for line in self._running.stdout or ():
            self._answers.put(line.strip())

    def start(self, order: dict[str, Any]) -> Process:
        """A server; there is one at a time."""
        assert self._running.stdin is not None
        self._running.stdin.write(json.dumps(order) + "\n")
        self._running.stdin.flush()
        return Process(int(self._answers.get(timeout=PATIENCE)), self._answers)


@contextmanager
def nursery(folder: Path) -> Iterator[Nursery]:
    """One, until the end."""
    with (folder / "nursery.log").open("ab") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "drill.dying"],
            env=environment(folder / "none"),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield Nursery(running)
        finally:
            if running.stdin is not None:
                running.stdin.close()
            running.kill()
            running.wait()


@dataclass
class Mortal:
    """The server of a data folder. Each process that it starts gets the next moment to die at, as long as there are."""

    nursery: Nursery
    folder: Path
    settings: dict[str, str]
    receiver: Receiver
    left: list[Moment]
    port: int = field(default_factory=free_port)
    deaths: list[Moment] = field(default_factory=list)
    process: Process | None = None
    moment: Moment | None = None

    @property
    def count_file(self) -> Path:
        """Where a process that lives on writes down the number of its writes."""
        return self.folder / "writes"

    def start(self) -> None:
        """Start a process, and another where one dies, until one answers; the dead are counted.

        Raises:
            LostError: it does not answer, or ended by itself.
        """
        until = time.monotonic() + PATIENCE
        while True:
            process = self._begin()
            while process.poll() is None:
                if self._healthy():
                    if self.moment is not None and self.moment.kind == "clock":
                        threading.Timer(self.moment.at, process.kill).start()
                    return
                if time.monotonic() > until:
                    raise LostError("the server does not answer after a start")
                time.sleep(0.02)
            self.buried()

    def _begin(self) -> Process:
        self.moment = self.left.pop(0) if self.left else None
        kind, at = (self.moment.kind, int(self.moment.at)) if self.moment is not None else ("", 0)
        self.receiver.before_answer = None
        self.process = process = self.nursery.start(
            {
                "moment": at if kind == "write" else 0,
                "count_file": str(self.count_file),
                "log": str(self.folder / "serve.log"),
                "environment": {"RESEAL_DATA_DIR": str(self.folder / "data"), **self.settings},
                "arguments": ["--port", str(self.port), "--level", "verdict"],
            }
        )
        if kind == "webhook":
            waited = iter(range(at - 1, -1, -1))
            self.receiver.before_answer = lambda: process.kill() if next(waited, 1) == 0 else None
        return process

    def buried(self) -> bool:
        """Whether the process is dead; its death is counted once.

        Raises:
            LostError: it ended otherwise than by the SIGKILL that was meant for it.
        """
        if self.process is None:
            return True
        status = self.process.poll()
        if status is None:
            return False
        if status != -signal.SIGKILL or self.moment is None:
            said = (self.folder / "serve.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise LostError(f"the server ended by itself with status {status}: {said[-1] if said else ''}")
        self.deaths.append(self.moment)
        self.process = None
        return True

    def revive(self) -> None:
        """Start again if it is dead."""
        if self.buried():
            self.start()

    def stop(self) -> None:
        """End it in good order."""
        if self.process is not None:
            self.process.send(signal.SIGTERM)
            if not self.process.wait(30):
                self.process.kill()
                self.process.wait(30)
            self.process = None

    def _healthy(self) -> bool:
        try:
            return self._ask("GET", "/health", None, {}, None)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, origin: str | None = None
    ) -> tuple[int, Any]:
        """Status and answer of a request, sent again, the very same, whenever the server dies before it is answered.

        Raises:
            LostError: it lives and does not answer, or answers a server error.
        """
        sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        status, answer = self._until_answered(method, path, sent, headers or {}, origin)
        return status, json.loads(answer) if answer else None

    def _until_answered(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], origin: str | None
    ) -> tuple[int, bytes]:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                status, answer = self._ask(method, path, body, headers, origin)
                break
            except (OSError, http.client.HTTPException):
                if time.monotonic() > until:
                    raise LostError(f"{method} {path.partition('?')[0][:12]}… gets no answer") from None
                time.sleep(0.05)
                self.revive()
        if status >= 500:
            raise LostError(f"{method} {path[:12]}… answered {status}")
        return status, answer

    @property
    def address(self) -> str:
        """Where it is found."""
        return f"http://127.0.0.1:{self.port}"

    def submit(self, path: str, form: dict[str, str], headers: dict[str, str]) -> int:
        """The status of a form, sent again as by `ask`; its page is not read. Errors as those of `ask`."""
        return self._until_answered("POST", path, urlencode(form).encode(), {**_FORM, **headers}, None)[0]

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], origin: str | None
    ) -> tuple[int, bytes]:
        source = (origin, 0) if origin else None
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=source)
        try:
            connection.request(method, path, body, {**_JSON, **headers})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


def by_kind(deaths: Sequence[Moment]) -> str:
    """How many died of what, in words."""
    words = {"write": "at a write", "clock": "by the clock", "webhook": "before a webhook was answered"}
    counted = {kind: sum(death.kind == kind for death in deaths) for kind in words}
    return ", ".join(f"{count} {words[kind]}" for kind, count in counted.items() if count)
