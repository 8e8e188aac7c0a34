"""The journal is brought to its place beside the writing, and others who have the file open notice nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from reseal.storage.store import Store
from reseal.storage.vaults import Vault

ANOTHER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
try:
    print(other.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
except sqlite3.OperationalError:
    print("wal")
"""


def count(store: Store) -> int:
    with store.read() as work:
        return work.session.scalar(select(func.count()).select_from(Vault)) or 0


def test_a_journal_that_is_settled_begins_anew(either_store: Store, tmp_path: Path) -> None:
    journal = tmp_path / "reseal.sqlite-wal"
    sizes = []
    for _ in range(5):
        with either_store.write() as work:
            for _ in range(20):
                work.vault("case")
        either_store.database.settle()
        sizes.append(journal.stat().st_size if either_store.database.embedded else 0)
    assert count(either_store) == 100
    assert sizes[-1] == sizes[1], "each writes where the one before it wrote"


def test_others_write_while_the_disk_is_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []

    def slowly(file: int) -> None:
        with store.write() as work:
            work.vault("case")
        waited.append(file)

    monkeypatch.setattr(os, "fsync", slowly)
    store.database.settle()
    store.database.settle()
    assert len(waited) == 4 and len(set(waited)) == 1, "the file is opened once and stays open"
    assert count(store) == 4


def test_this_process_keeps_its_locks_on_the_file(store: Store, tmp_path: Path) -> None:
    """A file that is closed lets go of every lock that its process has on it, whoever asked for it."""
    with store.read() as work:
        work.session.scalar(select(Vault.id))
        store.database.settle()
        store.database.settle()
        run = [sys.executable, "-c", ANOTHER, str(tmp_path / "reseal.sqlite")]
        assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == "wal"
    assert count(store) == 0


def test_what_is_cut_is_gone_unless_somebody_reads_what_was(store: Store, tmp_path: Path) -> None:
    journal = tmp_path / "reseal.sqlite-wal"
    with store.write() as work:
        work.vault("case")
    with store.read() as reader:
        reader.session.scalar(select(Vault.id))
        with store.write() as work:
            work.vault("case")
        assert not store.database.scrub(())
    assert store.database.scrub(()) and journal.stat().st_size == 0
    assert count(store) == 2
