"""One way to read and one to write, on both databases: all or nothing, one after the other."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from reseal.storage.database import Database, DatabaseError, embedded_url
from reseal.storage.store import Store
from reseal.storage.vaults import Vault
from tests.conftest import NOON


def count(store: Store) -> int:
    with store.read() as work:
        return work.session.scalar(select(func.count()).select_from(Vault)) or 0


def test_a_work_takes_effect_at_its_end_or_not_at_all(either_store: Store) -> None:
    with either_store.write() as work:
        work.vault("case")
        assert count(either_store) == 0
    assert count(either_store) == 1
    with pytest.raises(RuntimeError), either_store.write() as work:
        work.vault("case")
        raise RuntimeError
    assert count(either_store) == 1


def test_what_a_reader_changes_is_dropped(either_store: Store) -> None:
    with either_store.read() as work:
        work.vault("case")
    assert count(either_store) == 0


def test_time_stands_still_within_a_work(either_store: Store) -> None:
    with either_store.write("staff:1") as work:
        assert (work.now, work.actor) == (NOON, "staff:1")


def test_writers_that_read_before_they_write_lose_nothing(either_store: Store) -> None:
    """Eight writers raise one number; each has seen what the one before it wrote."""
    store = either_store
    with store.write() as work:
        vault = work.vault("0")

    def raise_it() -> None:
        for _ in range(5):
            with store.write() as work:
                row = work.session.get_one(Vault, vault, with_for_update=True)
                row.purpose = str(int(row.purpose) + 1)

    writers = [threading.Thread(target=raise_it) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with store.read() as work:
        assert work.session.get_one(Vault, vault).purpose == "40"


def test_works_together_take_effect_together_but_fail_alone(store: Store) -> None:
    with store.together():
        with store.write() as work:
            first = work.vault("case")
        with pytest.raises(RuntimeError), store.write() as work:
            work.vault("case")
            raise RuntimeError
        with store.write() as work:
            assert work.session.get(Vault, first), "what came before is seen"
            work.vault("case")
        assert count(store) == 0, "by nobody else yet"
    assert count(store) == 2
    with pytest.raises(RuntimeError), store.together():
        with store.write() as work:
            work.vault("case")
        raise RuntimeError
    assert count(store) == 2
    with store.write() as work:
        work.vault("case")
    assert count(store) == 3


def test_only_the_thread_that_said_so_writes_together(store: Store) -> None:
    done = threading.Event()

    def other() -> None:
        with store.write() as work:
            work.vault("case")
        done.set()

    writer = threading.Thread(target=other)
    with store.together():
        writer.start()
        assert not done.wait(0.2), "it waits for its turn"
        with store.write() as work:
            work.vault("case")
    writer.join()
    assert count(store) == 2


def test_on_postgresql_each_takes_effect_by_itself(either_store: Store) -> None:
    with either_store.together():
        with either_store.write() as work:
            work.vault("case")
        assert count(either_store) == (0 if either_store.database.embedded else 1)
    assert count(either_store) == 1


def test_by_index_holds_until_the_transaction_ends(either_store: Store) -> None:
    """SQLite has no such choice to make."""

    def tables_are_read(ask: bool) -> str:
        with either_store.write() as work:
            if ask:
                either_store.database.by_index(work.session)
            return "" if either_store.database.embedded else str(work.session.scalar(text("SHOW enable_seqscan")))

    assert tables_are_read(ask=True) in ("off", "")
    assert tables_are_read(ask=False) in ("on", "")


def test_alone_lets_one_go_on_at_a_time(either_store: Store) -> None:
    store, inside, most = either_store, [0], [0]

    def enter() -> None:
        with store.write() as work:
            store.database.alone(work.session, 7)
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            work.session.execute(text("SELECT 1"))
            inside[0] -= 1

    entering = [threading.Thread(target=enter) for _ in range(8)]
    for one in entering:
        one.start()
    for one in entering:
        one.join()
    assert most[0] == 1


def test_sqlite_is_durable_and_wipes_what_it_deletes(store: Store) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with store.database.engine.connect() as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://a:hush@b/c", "oracle://hush@x", "sqlite+nothing:///x"])
def test_an_address_of_no_known_database_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(DatabaseError, match="setting `database`") as raised:
        Database(url)
    assert "hush" not in str(raised.value)


def test_errors_quote_no_values(store: Store) -> None:
    insert = text("INSERT INTO vault (id, purpose) VALUES (:id, :purpose)")
    with pytest.raises(IntegrityError) as raised, store.write() as work:
        work.session.execute(insert, {"id": "1", "purpose": "13800001234"})
    assert "13800001234" not in str(raised.value)


def test_the_embedded_one_stands_in_the_data_directory(tmp_path: Path) -> None:
    assert Database(embedded_url(tmp_path)).embedded
    assert embedded_url(tmp_path).endswith("/reseal.sqlite")
