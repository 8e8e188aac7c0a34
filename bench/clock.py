"""CPU time, the one clock that a busy machine does not spoil much, and processes timed by it."""

import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.places import ROOT


@dataclass(frozen=True)
class Spent:
    """Seconds that a process and its children took, its status, and its output, or its last complaint."""

    cpu: float
    wall: float
    status: int
    said: str


def cpu_now() -> float:
    """CPU seconds of this process and its threads, user and system, without its children."""
    return time.process_time()


def run(
    command: Sequence[str | Path],
    *,
    environment: dict[str, str] | None = None,
    capture: bool = False,
    timeout: float | None = None,
) -> Spent:
    """Run a command to its end. Its CPU time holds all its descendants that it waited for.

    Raises:
        subprocess.TimeoutExpired: it took longer than `timeout` seconds, and was ended.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if capture else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        timeout=timeout,
    )
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = done.stdout if capture and not done.returncode else done.stderr[-2000:]
    return Spent(cpu, wall, done.returncode, said)


def complaint(spent: Spent) -> str:
    """Why a command failed, in one line."""
    lines = spent.said.strip().splitlines()
    return f"ended with status {spent.status}" + (f": {lines[-1]}" if lines else "")


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, nearest rank."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def middle(values: Sequence[float]) -> float:
    """The median; 0 for no values."""
    return median(values) if values else 0.0
