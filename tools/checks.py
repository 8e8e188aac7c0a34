"""Every check of the project, one line each: `make test` runs this, and `.ci/run` runs `make test`.

A check whose tool is not installed is skipped aloud and counted, never silently. Name checks to run only those:
`python tools/checks.py lint types`.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent

MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""Bytes that must be free in memory for the tests' files to lie there; they take a quarter of it."""

AT_ONCE = ("-n", "2", "--dist", "worksteal")
"""Two processes run the tests; who is done takes over half of what the other has left, its modules whole."""


@dataclass(frozen=True)
class Check:
    """One check: what it proves, the package that it needs and the command that it is."""

    name: str
    proves: str
    needs: str
    command: tuple[str, ...]
    loud: bool = False


CHECKS = (
    Check("lint", "ruff finds no fault", "ruff", (str(BIN / "ruff"), "check", "--quiet", ".")),
    Check("format", "ruff would change nothing", "ruff", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    Check("types", "mypy, strict, over the package", "mypy", (PYTHON, "-m", "mypy", "--no-error-summary")),
    Check("imports", "the floors import downwards only", "importlinter", (str(BIN / "lint-imports"), "--no-cache")),
    Check("lock", "requirements/*.lock answer pyproject.toml", "packaging", (PYTHON, "tools/check_lock.py")),
    Check("rules", "docs/rules-coverage.md is fresh", "reseal", (PYTHON, "tools/rules_coverage.py", "--check")),
    Check("tests", "pytest", "pytest", (PYTHON, "-m", "pytest", *AT_ONCE, "-p", "no:cacheprovider"), loud=True),
)


@contextmanager
def surroundings() -> Iterator[dict[str, str]]:
    """The environment of a check: it writes into a folder of its own that goes at the end, in memory if that has room.

    A write that is to last waits for the disk, and the tests' databases make very many. Where Python is told to leave
    no compiled files beside the sources, it leaves them in that folder: else each of the many processes that the tests
    start would compile everything anew.
    """
    free = shutil.disk_usage(MEMORY).free if os.access(MEMORY, os.W_OK) else 0
    with tempfile.TemporaryDirectory(
        prefix="reseal-checks-", dir=MEMORY if free >= ROOM else None, ignore_cleanup_errors=True
    ) as folder:
        Path(folder).chmod(0o711)  # as root, PostgreSQL runs as a user of its own, and has to get to its files
        environment = {**os.environ, "TMPDIR": folder}
        if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
            environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        yield environment


def run(check: Check) -> str:
    """Run one check and answer `passed`, `failed` or `skipped`; the output of a failed check is shown whole."""
    if importlib.util.find_spec(check.needs) is None:
        print(f"check {check.name}: {check.proves} ... SKIPPED, {check.needs} is not installed", flush=True)
        return "skipped"
    command = check.command
    if check.name == "tests" and importlib.util.find_spec("xdist") is None:
        print("check tests: pytest-xdist is not installed, so one process runs them", flush=True)
        command = tuple(part for part in command if part not in AT_ONCE)
    print(f"check {check.name}: {check.proves}", end="\n" if check.loud else " ... ", flush=True)
    begun = time.monotonic()
    with surroundings() as environment:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=not check.loud, text=True
        )
    took = f"{time.monotonic() - begun:.1f} s"
    outcome = "passed" if done.returncode == 0 else "failed"
    if check.loud:
        print(f"check {check.name}: {outcome} in {took}", flush=True)
    else:
        print(f"{outcome} in {took}", flush=True)
        if outcome == "failed":
            print((done.stdout + done.stderr).rstrip(), flush=True)
    return outcome


def main(names: list[str]) -> int:
    """Run the checks named, or all; 0 if none failed, 1 if one did, 2 for a name that is no check."""
    unknown = [name for name in names if name not in {check.name for check in CHECKS}]
    if unknown:
        print(f"no such check: {', '.join(unknown)}; there are {', '.join(check.name for check in CHECKS)}")
        return 2
    if not (ROOT.parent / "shared" / "data" / "examples.jsonl").is_file():
        print("note: ../shared is not here; tests that read the labelled posts are skipped, and say so", flush=True)
    os.environ.setdefault("NO_COLOR", "1")
    outcomes = {check.name: run(check) for check in CHECKS if not names or check.name in names}
    failed = [name for name, outcome in outcomes.items() if outcome == "failed"]
    skipped = [name for name, outcome in outcomes.items() if outcome == "skipped"]
    parts = [f"{len(outcomes)} checks", f"{len(failed)} failed", f"{len(skipped)} skipped"]
    print("checks: " + ", ".join(parts) + (f" ({', '.join(failed)})" if failed else ""), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
