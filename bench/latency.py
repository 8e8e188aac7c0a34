"""How long one text takes: in process, as a command, and through the API."""

import gc
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench import asgi, server
from bench.clock import complaint, quantile, run
from bench.door import NOT_HERE, environment, reseal
from bench.mixes import Pool
from bench.results import Json
from reseal.screening.screener import Screener
from reseal.vocabulary import Post

WARM = 500
COUNT = 5_000
STARTS = 15
LONG = 2_000
COLD_TEXT = "求开盒，他电话 138 0000 4471，住朝阳区望京××小区3号楼"


def measure(count: int = COUNT) -> Json:
    """All latency figures, in milliseconds."""
    pool = Pool.load()
    samples = samples_of(pool, count)
    with tempfile.TemporaryDirectory(prefix="reseal-bench-") as folder:
        return {
            "in_process": [in_process(name, texts) for name, texts in samples.items()],
            "cold_start": cold_start(Path(folder)),
            "application": application(Path(folder), samples),
            "api": server.measure(Path(folder), samples),
        }


def samples_of(pool: Pool, count: int) -> dict[str, list[str]]:
    """The texts that are timed: natural, with personal data, and long ones, each `count` of them."""
    long = ["，".join(pool.natural[at : at + 60])[:LONG] for at in range(0, 6_000, 60)]
    return {
        "natural": list(cycled(pool.natural, count)),
        "personal data": list(cycled(pool.personal, count)),
        f"{LONG:,} characters": list(cycled(long, count // 10)),
    }


def cycled(texts: Sequence[str], count: int) -> Iterable[str]:
    """`count` texts, from the start again where they end."""
    return (texts[number % len(texts)] for number in range(count))


def in_process(name: str, texts: Sequence[str]) -> Json:
    """`Screener.decide` on one post at a time, level verdict."""
    screener = Screener(level="verdict")
    posts = [Post("p", text) for text in texts]
    for post in posts[:WARM]:
        screener.decide([post])
    return {"sample": name, **timed(lambda post: screener.decide([post]), posts)}


def timed(call: Callable[[Post], object], posts: Sequence[Post]) -> Json:
    """Wall and CPU milliseconds of a call on each post: p50, p99 and the longest."""
    walls, cpus = [], []
    gc.collect()
    for post in posts:
        wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
        call(post)
        cpus.append((time.thread_time_ns() - cpu) / 1e6)
        walls.append((time.perf_counter_ns() - wall) / 1e6)
    return {"count": len(posts), "wall": spread(walls), "cpu": spread(cpus)}


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """p50, p99 and the longest."""
    return {"p50": quantile(milliseconds, 0.5), "p99": quantile(milliseconds, 0.99), "max": max(milliseconds)}


def application(folder: Path, samples: dict[str, list[str]]) -> Json:
    """One text a request, inside the API, without a socket."""
    if reseal() is None:
        return {"why": NOT_HERE, "rows": []}
    requests = {name: [server.request_of([text]) for text in texts] for name, texts in samples.items()}
    return {"why": None, "rows": asgi.measure(folder / "application", requests)}


def cold_start(folder: Path) -> Json:
    """`reseal check TEXT` from nothing to its end, as a process."""
    command = reseal()
    if command is None:
        return {"why": NOT_HERE}
    runs = [run([*command, "check", COLD_TEXT], environment=environment(folder)) for _ in range(STARTS + 1)][1:]
    failed = [spent for spent in runs if spent.status]
    if failed:
        return {"why": complaint(failed[0])}
    return {
        "why": None,
        "count": len(runs),
        "wall": spread([spent.wall * 1e3 for spent in runs]),
        "cpu": spread([spent.cpu * 1e3 for spent in runs]),
    }
