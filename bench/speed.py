"""Posts per CPU-second: the real command line from file to file, and the kernel beside the peers.

CPU time, not wall time: user and system seconds of the process and all its children, start and end included. Runs are
interleaved (A B C, A B C, …) so that what else the machine does falls on all alike; ratios are taken within a round.
"""

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.clock import Spent, complaint, middle, run
from bench.contender import OURS
from bench.door import NOT_HERE, environment, reseal
from bench.mixes import MIXES, Pool, write_jsonl, write_parquet
from bench.peers import PEERS
from bench.results import Json

FORMATS = ("parquet", "jsonl")
LEVELS = ("identifiers", "verdict")
CONTEXT = ("author", "target", "lang", "created_at", "surface")


@dataclass(frozen=True)
class Setting:
    """How much to measure: posts a file, rounds, CPU seconds a contender and round."""

    posts: int = 2_000_000
    rounds: int = 3
    seconds: float = 5.0


def measure(setting: Setting) -> Json:
    """All speed figures."""
    pool = Pool.load()
    with tempfile.TemporaryDirectory(prefix="reseal-bench-") as name:
        folder = Path(name)
        return {
            "posts": setting.posts,
            "rounds": setting.rounds,
            "seconds": setting.seconds,
            "contenders": beside_peers(pool, folder, setting),
            "missing": [
                {"name": peer.name, "reason": "is not installed here; `make bench` installs it where it has a wheel"}
                for peer in PEERS
                if peer.version is None
            ],
            "command_line": through_command_line(pool, folder, setting),
        }


def beside_peers(pool: Pool, folder: Path, setting: Setting) -> list[Json]:
    """Each contender in a process of its own, on the same file, round by round."""
    files = {mix: folder / f"{mix}-sample.parquet" for mix in MIXES}
    for mix, file in files.items():
        write_parquet(pool, mix, min(setting.posts, 2_000_000), file)
    names = [*OURS, *(peer.name for peer in PEERS if peer.version)]
    rows: dict[tuple[str, str], Json] = {
        (mix, name): {"mix": mix, "name": name, "rates": [], "posts": 0, "error": None}
        for mix in MIXES
        for name in names
    }
    for _ in range(setting.rounds):
        for (mix, name), row in rows.items():
            spent = run(
                [sys.executable, "-m", "bench.contender", name, files[mix], str(setting.seconds)],
                environment=environment(folder),
                capture=True,
            )
            if spent.status:
                row["error"] = complaint(spent)
                continue
            said = json.loads(spent.said.splitlines()[-1])
            row["rates"].append(said["posts"] / said["cpu"])
            row["posts"] = said["posts"]
            print(f"  {mix} · {name}: {row['rates'][-1]:,.0f} posts per CPU-second", flush=True)
    for row in rows.values():
        row["rate"] = middle(row["rates"])
        row["times"] = {ours: ratio(rows[row["mix"], ours]["rates"], row["rates"]) for ours in OURS}
    return list(rows.values())


def ratio(ours: list[float], theirs: list[float]) -> float:
    """How many times as fast: the median of the ratios within each round; 0 where either has no rate."""
    return middle([mine / other for mine, other in zip(ours, theirs, strict=False)])


def through_command_line(pool: Pool, folder: Path, setting: Setting) -> Json:
    """`reseal screen` from file to file; the rows of the table, or why there are none."""
    command = reseal()
    if command is None:
        return {"rows": [], "why": NOT_HERE}
    rows = []
    for mix in MIXES:
        write_parquet(pool, mix, setting.posts, folder / f"{mix}.parquet")
        write_jsonl(pool, mix, setting.posts, folder / f"{mix}.jsonl")
        rows += [_row(mix, form, level) for form in FORMATS for level in LEVELS]
    write_jsonl(pool, "mix5", setting.posts, folder / "context.jsonl", CONTEXT)
    rows += [_row("mix5", "jsonl", level, file="context.jsonl", note="all context fields filled") for level in LEVELS]
    tiny = folder / "tiny.jsonl"
    write_jsonl(pool, "natural", 1, tiny)
    starts = []
    for _ in range(setting.rounds):
        starts.append(_screen(command, tiny, folder / "tiny-out.jsonl", "verdict", folder).cpu)
        for row in rows:
            spent = _screen(command, folder / row["file"], folder / f"out.{row['format']}", row["level"], folder)
            if spent.status:
                row["error"] = complaint(spent)
                continue
            row["rates"].append(setting.posts / spent.cpu)
            row["walls"].append(spent.wall)
            print(
                f"  {row['mix']} · {row['format']} · {row['level']}: {row['rates'][-1]:,.0f} posts per CPU-second",
                flush=True,
            )
    for row in rows:
        row["rate"] = middle(row["rates"])
        row["wall"] = middle(row["walls"])
    return {"rows": rows, "why": None, "start": middle(starts)}


def _row(mix: str, form: str, level: str, *, file: str = "", note: str = "") -> Json:
    file = file or f"{mix}.{form}"
    return {
        "mix": mix,
        "format": form,
        "level": level,
        "file": file,
        "note": note,
        "rates": [],
        "walls": [],
        "error": None,
    }


def _screen(command: list[str], source: Path, to: Path, level: str, folder: Path) -> Spent:
    to.unlink(missing_ok=True)
    parts = [*command, "screen", str(source), "--to", str(to), "--level", level, "--workers", "1"]
    return run(parts, environment=environment(folder / "data"))
