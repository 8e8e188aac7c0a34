"""Crash drill: processes killed in the middle of their work, inputs cut off, outputs that cannot be written.

Each time: a clear error that says what happened and what to do, no traceback, no lost neighbour, nothing left behind.
"""

import gzip
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.door import environment
from bench.memory import PROC, family
from bench.mixes import BATCH
from bench.server import serving
from drill.outcome import Outcome

PATIENCE = 120.0
PARTIAL = ".out.jsonl.*.partial"
TEXT = "电话 138 0000 4471"


@dataclass(frozen=True)
class Ended:
    """How a command ended: status, standard error, and the decisions it left."""

    status: int
    said: str
    decisions: list[str]

    def clear(self, status: int, *words: str) -> bool:
        """Whether it ended with this status, says these words, and shows no traceback."""
        return self.status == status and "Traceback" not in self.said and all(word in self.said for word in words)

    def short(self) -> str:
        """Status, decisions, and the last line said."""
        lines = [line for line in self.said.strip().splitlines() if line.strip()]
        return f"status {self.status}, {len(self.decisions)} decisions; {lines[-1][:160] if lines else 'nothing said'}"


def checks(command: list[str], folder: Path, posts: int) -> Iterator[Outcome]:
    """All checks; `posts` is the length of the long file, which must take some seconds to screen."""
    long = folder / "long.jsonl"
    write_posts(long, posts)
    run = _Runner(command, folder)
    yield worker_killed(run, long)
    yield first_killed(run, long)
    yield bad_lines(run)
    yield cut_line(run)
    for name, check in (("gzip", cut_gzip), ("Parquet", cut_parquet)):
        yield check(run, name)
    yield full_disk(run, long)
    yield server_killed(run)


def write_posts(path: Path, count: int) -> None:
    """Posts with ids p0, p1, …, one in fifty with an invented number."""
    texts = [json.dumps(TEXT, ensure_ascii=False)] + [json.dumps("今天天气真好", ensure_ascii=False)] * 49
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            file.writelines(f'{{"id":"p{n}","text":{texts[n % 50]}}}\n' for n in numbers)


@dataclass(frozen=True)
class _Runner:
    command: list[str]
    folder: Path

    def screen(
        self, source: Path, *more: str, to: str = "FILE", meanwhile: Callable[[int], None] | None = None
    ) -> Ended:
        """Screen a file to another (FILE), to standard output (-) or to what is named; `meanwhile` gets its number."""
        for left in [self.out, *self.folder.glob(PARTIAL)]:
            left.unlink(missing_ok=True)
        said, stream = self.folder / "said.txt", self.folder / "stream.jsonl"
        command = [*self.command, "screen", str(source), "--level", "identifiers", *more]
        if to != "-":
            command += ["--to", str(self.out) if to == "FILE" else to]
        with said.open("wb") as errors, stream.open("wb") as output:
            process = subprocess.Popen(
                command,
                env=environment(self.folder / "data"),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
            )
            try:
                if meanwhile is not None:
                    meanwhile(process.pid)
                status = process.wait(PATIENCE)
            finally:
                process.kill()
                process.wait()
        ids = decided(stream if to == "-" else self.out)
        return Ended(status, said.read_text(encoding="utf-8", errors="replace"), ids)

    @property
    def out(self) -> Path:
        """Where decisions go."""
        return self.folder / "out.jsonl"

    def begun(self) -> bool:
        """Whether some decisions have been written, to standard output or beside the file that is to be."""
        written = [self.folder / "stream.jsonl", *self.folder.glob(PARTIAL)]
        return any(path.exists() and path.stat().st_size > 0 for path in written)


def decided(out: Path) -> list[str]:
    """The ids of the whole decisions in a file."""
    if not out.exists():
        return []
    lines = out.read_bytes().split(b"\n")
    return [json.loads(line)["id"] for line in lines[:-1]]


def in_order(ids: list[str]) -> bool:
    """Whether the ids are p0, p1, … without a gap."""
    return ids == [f"p{number}" for number in range(len(ids))]


def workers_of(number: int) -> list[int]:
    """The worker processes of a `reseal screen` (its helper for shared resources is none)."""
    found = []
    for child in family(number):
        try:
            line = (PROC / str(child) / "cmdline").read_bytes()
        except OSError:
            continue
        if child != number and b"spawn_main" in line:
            found.append(child)
    return found


def until(holds: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Wait for something; whether it came."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


def worker_killed(run: _Runner, long: Path) -> Outcome:
    """A worker dies by SIGKILL once the first decisions are out: they stay, in order, and the place is named."""

    def kill(number: int) -> None:
        until(lambda: run.begun() or not _alive(number))
        for worker in workers_of(number)[:1]:
            os.kill(worker, signal.SIGKILL)

    ended = run.screen(long, "--workers", "2", to="-", meanwhile=kill)
    held = ended.clear(1, "worker", "line") and in_order(ended.decisions) and bool(ended.decisions)
    return Outcome("kill -9 of a worker", held, ended.short())


def first_killed(run: _Runner, long: Path) -> Outcome:
    """The first process dies by SIGKILL: no half file under the name that was asked for, no worker lives on."""
    family_before: list[int] = []

    def kill(number: int) -> None:
        until(lambda: run.begun() or not _alive(number))
        family_before.extend(family(number))
        os.kill(number, signal.SIGKILL)

    ended = run.screen(long, "--workers", "2", meanwhile=kill)
    gone = until(lambda: not any(_alive(number) for number in family_before), 20)
    held = ended.status == -signal.SIGKILL and not run.out.exists() and gone
    return Outcome("kill -9 of the first process", held, f"{ended.short()}; workers {'gone' if gone else 'LIVE ON'}")


def _alive(number: int) -> bool:
    try:
        state = (PROC / str(number) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def bad_lines(run: _Runner) -> Outcome:
    """Broken rows between sound ones: each is named, each neighbour judged."""
    bad = [
        b"\xff\xfe broken",
        b'{"id":"x"}',
        b'{"id":1,"text":"a"}',
        b'{"id":"y","text":null}',
        b'["id"]',
        b"",
        b'{"id":"z","text":"\\ud800"',
        b'{"id":"w","text":"' + b"1" * 17_000_000 + b'"}',
        b"\0" * 100,
    ]
    source, rejects = run.folder / "bad.jsonl", run.folder / "rejects.txt"
    sound = [json.dumps({"id": f"p{n}", "text": TEXT}, ensure_ascii=False).encode() for n in range(len(bad) + 1)]
    lines = [line for pair in zip(sound, bad, strict=False) for line in pair] + [sound[-1]]
    source.write_bytes(b"\n".join(lines) + b"\n")
    ended = run.screen(source, "--rejects", str(rejects))
    named = len(rejects.read_bytes().splitlines()) if rejects.exists() else 0
    held = ended.clear(3) and len(ended.decisions) == len(sound) and in_order(ended.decisions) and named == len(bad) - 1
    return Outcome("broken rows between sound ones", held, f"{ended.short()}; {named} named")


def cut_line(run: _Runner) -> Outcome:
    """A JSONL file that ends within a row."""
    source = run.folder / "cut.jsonl"
    write_posts(source, 1_000)
    source.write_bytes(source.read_bytes()[:-15])
    ended = run.screen(source)
    return Outcome("JSONL cut within a row", ended.clear(3) and len(ended.decisions) == 999, ended.short())


def cut_gzip(run: _Runner, name: str) -> Outcome:
    """A gzip file that ends early."""
    whole = run.folder / "whole.jsonl"
    write_posts(whole, 100_000)
    source = run.folder / "cut.jsonl.gz"
    packed = gzip.compress(whole.read_bytes())
    source.write_bytes(packed[: len(packed) // 2])
    ended = run.screen(source)
    return Outcome(
        f"{name} cut in the middle", ended.clear(1, source.name) and in_order(ended.decisions), ended.short()
    )


def cut_parquet(run: _Runner, name: str) -> Outcome:
    """A Parquet file that ends early: its foot is gone, so nothing of it can be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    source = run.folder / "cut.parquet"
    pq.write_table(pa.table({"id": [f"p{n}" for n in range(10_000)], "text": [TEXT] * 10_000}), source)
    source.write_bytes(source.read_bytes()[:-100])
    ended = run.screen(source)
    return Outcome(f"{name} cut in the middle", ended.clear(1, source.name) and not ended.decisions, ended.short())


def full_disk(run: _Runner, long: Path) -> Outcome:
    """The output cannot be written."""
    ended = run.screen(long, to="/dev/full")
    held = ended.status in (1, 2) and "Traceback" not in ended.said and bool(ended.said.strip())
    return Outcome("a full disk", held, ended.short())


def server_killed(run: _Runner) -> Outcome:
    """The server dies by SIGKILL; started again in the same data folder, the old token still opens it."""
    with serving(run.command, run.folder) as server:
        token = server.token
        server.process.kill()
        server.process.wait()
    with serving(run.command, run.folder) as server:
        connection = server.connect()
        body = json.dumps({"posts": [{"id": "a", "text": TEXT}]}).encode()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("POST", "/v1/screen", body, headers)
        status = connection.getresponse().status
        connection.close()
    return Outcome("kill -9 of the server", status == 200, f"after a new start the old token gets status {status}")
