"""Sweeps go on until there is no more, again after a fault, and again after a crash."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reseal.storage.database import Database, embedded_url
from reseal.storage.jobs import FILE, Jobs, Sweep

SOON = 50


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(embedded_url(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def either(empty_url: str) -> Iterator[Database]:
    opened = Database(empty_url)
    yield opened
    opened.close()


def test_a_sweep_takes_batch_after_batch_and_begins_again(either: Database, tmp_path: Path) -> None:
    database = either
    left, enough = [3], threading.Event()

    def step() -> bool:
        left[0] -= 1
        if left[0] <= -3:
            enough.set()
        return left[0] > 0

    jobs = Jobs(database, tmp_path, [Sweep("one", SOON, step)])
    try:
        assert enough.wait(60)
    finally:
        jobs.close()
    assert (tmp_path / FILE).exists() == database.embedded
    assert not database.embedded or (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_a_sweep_that_has_nothing_to_do_takes_no_turn(database: Database, tmp_path: Path) -> None:
    asked, done = threading.Event(), list[int]()
    waits = [Sweep("idle", SOON, lambda: bool(done.append(1)), lambda: bool(asked.set()))]
    jobs = Jobs(database, tmp_path, waits)
    try:
        assert asked.wait(60)
        assert done == []
        assert jobs.run("idle") == 1 and done == [1]
        assert jobs.run("nothing") == 1
    finally:
        jobs.close()


def test_a_fault_is_told_without_its_words_and_the_next_turn_tries_again(
    database: Database, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    again, tries = threading.Event(), [0]

    def step() -> bool:
        tries[0] += 1
        if tries[0] > 1:
            again.set()
            return False
        raise ValueError("13800001234")

    jobs = Jobs(database, tmp_path, [Sweep("one", SOON, step)])
    try:
        assert again.wait(60)
    finally:
        jobs.close()
    told = capfd.readouterr().err
    assert "ValueError" in told and "13800001234" not in told
    kept = b"".join(file.read_bytes() for file in tmp_path.glob(f"{FILE}*"))
    assert b"one/" in kept and b"13800001234" not in kept


def test_a_process_has_one_set_of_jobs(database: Database, tmp_path: Path) -> None:
    jobs = Jobs(database, tmp_path, [])
    try:
        with pytest.raises(RuntimeError):
            Jobs(database, tmp_path, [])
    finally:
        jobs.close()
        jobs.close()
    Jobs(database, tmp_path, []).close()


# The first process hangs in its second batch and is killed; the second one begins no turn of its own.
_PROCESS = """
    import sys, time
    from pathlib import Path
    from reseal.storage.database import Database
    from reseal.storage.jobs import Jobs, Sweep

    folder, first, url = Path(sys.argv[1]), sys.argv[2] == "first", sys.argv[3]
    batches = folder / "batches"

    def step():
        done = batches.read_text() if batches.exists() else ""
        if first and len(done) == 1:
            print("hanging", flush=True)
            time.sleep(600)
        batches.write_text(done + ("1" if first else "2"))
        return len(done) < 2

    jobs = Jobs(Database(url), folder, [Sweep("one", 50, step, lambda: first)])
    while first or not batches.read_text().endswith("22"):
        time.sleep(0.05)
    jobs.close()
"""


def test_what_was_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path, empty_url: str) -> None:
    def begin(which: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", textwrap.dedent(_PROCESS), str(tmp_path), which, empty_url]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))

    with begin("first") as killed:
        assert killed.stdout is not None and killed.stdout.readline() == "hanging\n"
        killed.send_signal(signal.SIGKILL)
    with begin("second") as resumed:
        assert resumed.wait(120) == 0
    assert (tmp_path / "batches").read_text() == "122"
