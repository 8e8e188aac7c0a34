"""The desk under load: live posts in batches and notices at a fixed rate against one server process, for minutes.

Posts are natural ones, two in a thousand with personal data; notices come from a thousand addresses, half of them about
one of the latest posts with personal data, three in ten about an ordinary one, the others in words about posts that the
server does not know. Who sends shares the machine with the server; the CPU time of both is told.
"""

import json
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bench.clock import quantile
from bench.door import NOT_HERE, reseal
from bench.memory import family, peak_kib
from bench.mixes import SEED, Pool
from bench.openloop import Lane, Request, Seen, run
from bench.results import Json
from bench.server import Server, ServerError, serving

POSTS_A_SECOND, NOTICES_A_SECOND = 2_000, 50
PERSONAL = 0.002
ORIGINS = 1_000
RECENT = 2_000
"""Of so many of the latest posts one is noticed."""

_DRAIN = 1.0
"""Seconds that the last answers may take; where they take longer, the rate was not borne."""


@dataclass(frozen=True)
class Setting:
    """How long, how many posts a request, and the seconds at the start that are not counted."""

    seconds: float = 300.0
    batch: int = 100
    warm: float = 10.0
    level: str = "full"


QUICK = Setting(seconds=20.0, warm=5.0)


class Mix:
    """Posts and notices, the same ones each time."""

    def __init__(self, name: str, pool: Pool, batch: int, token: str) -> None:
        """`name` tells one mix's posts from another's."""
        self._random, self._name = Random(f"{SEED} {name}"), name
        self._pool, self._batch = pool, batch
        self._headers = {"Authorization": f"Bearer {token}"}
        self._personal: list[str] = []
        self._natural: list[str] = []

    def posts(self, number: int) -> Request:
        """The batch of a number."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        made = []
        for place in range(number * self._batch, (number + 1) * self._batch):
            personal = self._random.random() < PERSONAL
            text = self._random.choice(self._pool.personal if personal else self._pool.natural)
            name = f"{self._name}{place}"
            (self._personal if personal else self._natural).append(name)
            author = f"u{self._random.randrange(100_000)}"
            made.append({"id": name, "text": text, "author": author, "created_at": now, "surface": "comment"})
        for kept in (self._personal, self._natural):
            del kept[:-RECENT]
        body = json.dumps({"posts": made}, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return Request("/v1/posts", self._headers, body)

    def notice(self, number: int) -> Request:
        """The notice of a number."""
        chance = self._random.random()
        said = self._random.choice(self._pool.natural)
        about = self._personal if chance < 0.5 else self._natural if chance < 0.8 else ()
        post = self._random.choice(about) if about else f"https://forum.example.com/t/{number}"
        origin = self._random.randrange(ORIGINS)
        notice = {
            "relation": self._random.choice(("self", "bystander")),
            "posts": [post],
            "description": said,
            "contact": f"n{number % 5_000}@example.com" if self._random.random() < 0.7 else None,
            "lang": "zh",
        }
        body = json.dumps(notice, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return Request("/v1/notices", {}, body, f"127.7.{origin // 250}.{origin % 250 + 1}")


def measure(setting: Setting) -> Json:
    """Milliseconds of notices and of batches of posts, what the server spent, and what it kept."""
    command = reseal()
    if command is None:
        return {"why": NOT_HERE, "rows": []}
    with tempfile.TemporaryDirectory(prefix="reseal-bench-") as folder:
        try:
            with serving(command, Path(folder), "--level", setting.level) as server:
                return {"why": None, **_measured(server, setting)}
        except ServerError as error:
            return {"why": str(error), "rows": []}


def _measured(server: Server, setting: Setting) -> Json:
    pool = Pool.load()
    warm = Mix("warm", pool, setting.batch, server.token)
    run(_lanes(server, warm, setting), setting.warm)
    before, own = sum(map(cpu_of, family(server.process.pid))), time.process_time()
    mix = Mix("p", pool, setting.batch, server.token)
    lanes = _lanes(server, mix, setting)
    run(lanes, setting.seconds)
    processes = list(family(server.process.pid))
    spent, own = sum(map(cpu_of, processes)) - before, time.process_time() - own
    names = (f"`POST /v1/posts`, {setting.batch} posts a request", "`POST /v1/notices`")
    return {
        "seconds": setting.seconds,
        "level": setting.level,
        "batch": setting.batch,
        "personal": PERSONAL,
        "cpu_share": spent / setting.seconds,
        "sender_share": own / setting.seconds,
        "processes": len(processes),
        "peak_mib": sum(map(peak_kib, processes)) // 1024,
        "rows": [_row(name, lane.seen, setting) for name, lane in zip(names, lanes, strict=True)],
    }


def _lanes(server: Server, mix: Mix, setting: Setting) -> list[Lane]:
    return [
        Lane(server.port, POSTS_A_SECOND / setting.batch, mix.posts),
        Lane(server.port, NOTICES_A_SECOND, mix.notice),
    ]


def _row(name: str, seen: Seen, setting: Setting) -> Json:
    return {
        "name": name,
        "requests": len(seen.walls),
        "a_second": len(seen.walls) / (seen.seconds if seen.seconds > setting.seconds + _DRAIN else setting.seconds),
        "lost": seen.lost,
        "refused": sum(count for status, count in seen.statuses.items() if status not in (200, 201)),
        "p50": quantile(seen.walls, 0.5),
        "p95": quantile(seen.walls, 0.95),
        "p99": quantile(seen.walls, 0.99),
        "max": max(seen.walls),
        "late": quantile(seen.late, 0.99),
    }


def cpu_of(number: int) -> float:
    """CPU seconds that a process has spent, all its threads."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
