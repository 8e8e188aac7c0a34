"""Memory of `reseal screen`: the peak resident set of each of its processes, on a short and on a long file.

Constant memory means that the second is not larger than the first. The kernel keeps each process's peak (VmHWM), so
looking now and then loses nothing but a process's last moments.
"""

import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.door import NOT_HERE, environment, reseal
from bench.mixes import Pool, write_jsonl, write_parquet
from bench.results import Json

LOOK = 0.1
PROC = Path("/proc")


@dataclass(frozen=True)
class Setting:
    """Posts of the short and of the long file, and workers."""

    short: int = 1_000_000
    long: int = 10_000_000
    workers: tuple[int, ...] = (1, 2)


def measure(setting: Setting) -> Json:
    """Peaks for both formats and both lengths, level verdict."""
    command = reseal()
    if command is None:
        return {"why": NOT_HERE, "rows": []}
    if not (PROC / "self" / "status").is_file():
        return {"why": "this system has no /proc, where peaks are read", "rows": []}
    pool = Pool.load()
    rows = []
    with tempfile.TemporaryDirectory(prefix="reseal-bench-") as name:
        folder = Path(name)
        for form, write in (("parquet", write_parquet), ("jsonl", write_jsonl)):
            for count in (setting.short, setting.long):
                source = folder / f"posts.{form}"
                write(pool, "mix5", count, source)
                size = source.stat().st_size
                for workers in setting.workers:
                    row = {"format": form, "posts": count, "bytes": size, "workers": workers}
                    row |= peaks(command, source, folder, workers)
                    print(f"  {form} · {count:,} · {workers} workers: {row['peaks']} MiB", flush=True)
                    rows.append(row)
                source.unlink()
    return {"why": None, "rows": rows}


def peaks(command: list[str], source: Path, folder: Path, workers: int) -> Json:
    """Screen a file; the peak of the first process and of each worker, MiB."""
    to = folder / f"out{source.suffix}"
    begun = time.perf_counter()
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [*command, "screen", source, "--to", to, "--level", "verdict", "--workers", str(workers)],
            env=environment(folder / "data"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        seen: dict[int, int] = {}
        while process.poll() is None:
            for number in family(process.pid):
                seen[number] = max(seen.get(number, 0), peak_kib(number))
            time.sleep(LOOK)
    wall = time.perf_counter() - begun
    to.unlink(missing_ok=True)
    first = seen.pop(process.pid, 0)
    others = sorted((peak // 1024 for peak in seen.values() if peak), reverse=True)
    return {"status": process.returncode, "wall": wall, "peaks": [first // 1024, *others]}


def family(root: int) -> Iterable[int]:
    """A process and all below it."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        yield number
        for children in PROC.glob(f"{number}/task/*/children"):
            try:
                waiting += [int(child) for child in children.read_text().split()]
            except OSError:
                continue


def peak_kib(number: int) -> int:
    """The largest resident set that a process has had, KiB; 0 if it is gone."""
    try:
        status = (PROC / str(number) / "status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
