"""The journal is brought to its place between the writers, and begins anew."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.pool import PoolProxiedConnection

from reseal.storage import journal
from reseal.storage.store import Store
from reseal.storage.vaults import Vault


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


def test_it_is_copied_with_nobody_writing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What begins anew while it is copied can be lost (sqlite.org/wal.html, the WAL-reset bug)."""
    run, written = journal._run, threading.Event()

    def write() -> None:
        with store.write() as work:
            work.vault("case")
        written.set()

    def copying(connection: PoolProxiedConnection, what: str) -> int:
        other.start()
        assert not written.wait(0.2)
        return run(connection, what)

    other = threading.Thread(target=write)
    monkeypatch.setattr(journal, "_run", copying)
    store.database.settle()
    other.join()
    assert count(store) == 1


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
