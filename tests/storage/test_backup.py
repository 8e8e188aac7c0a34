"""A backup brings back every row, into either database, and only what was backed up under these keys."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, select

from reseal.operations.audit.acts import record
from reseal.operations.deliveries import acts, endpoints, sending, views
from reseal.operations.deliveries.words import Message
from reseal.operations.retention import acts as retention
from reseal.storage import migrate
from reseal.storage.backup import BackupError, back_up, bring_back
from reseal.storage.database import Database, embedded_url
from reseal.storage.idempotency import Answer, keep
from reseal.storage.keyring import Keyring, load_keyring
from reseal.storage.store import Store
from tests.conftest import NOON

Rows = dict[str, list[tuple[Any, ...]]]


def fill(store: Store) -> None:
    """Rows of many kinds: sealed ones, ones that name others of their table, empty columns, words in Chinese."""
    with store.write("staff:1") as work:
        for host in ("a", "b"):
            endpoints.register(work, f"https://{host}.example.com/")
        acts.post_out(work, "action.requested", "platform", "webhook", "case-1", {"post": "p-1"})
        acts.post_out(work, "claim.code", "exposed", "sender", "n", Message("zhang@example.com", "zh", "码", "号"))
        retention.hold(work, "case-1", "order")
        keep(work, "a", "POST /x", "k", b"1", Answer(200, b"{}"), 1_000)
        record(work, "case.decided", "case-1", word="删除", count=3, nothing=None)
        gone = work.vault("case")
        work.destroy(gone)
    with store.write() as work:
        sending.take_due(work, 10)


def rows(database: Database) -> Rows:
    metadata = MetaData()
    metadata.reflect(database.engine)
    found: Rows = {}
    with database.engine.connect() as connection:
        for name, table in metadata.tables.items():
            ordered = select(table).order_by(*table.primary_key.columns)
            names = sorted(table.columns.keys())
            found[name] = [tuple(row._mapping[n] for n in names) for row in connection.execute(ordered)]
    return found


@pytest.fixture
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    def make() -> str:
        (tmp_path / "target").mkdir()
        return embedded_url(tmp_path / "target")

    return make if request.param == "sqlite" else request.getfixturevalue("postgres_database")


@pytest.mark.parametrize("target", ["sqlite", "postgresql"], indirect=True)
def test_every_row_comes_back_in_either_database(
    either_store: Store, target: Callable[[], str], keyring: Keyring, tmp_path: Path
) -> None:
    store = either_store
    fill(store)
    file = tmp_path / "backup.zip"
    made = back_up(store.database, keyring, file, NOON)
    assert file.stat().st_mode & 0o077 == 0
    before = rows(store.database)
    assert {name: member.rows for name, member in made.tables.items()} == {
        name: len(found) for name, found in before.items() if name != "alembic_version"
    }
    filled = Database(target())
    bring_back(filled, keyring, file)
    assert rows(filled) == before
    brought = Store(filled, keyring)
    with brought.write() as work:
        payloads = [one.payload for one in views.asked(work, "", 10)]
        record(work, "backup.restored", "it")
    assert payloads == [{"post": "p-1"}]
    brought.close()


def test_nothing_in_a_backup_is_readable_nor_are_the_keys(store: Store, keyring: Keyring, tmp_path: Path) -> None:
    """PI-12."""
    fill(store)
    back_up(store.database, keyring, tmp_path / "b", NOON)
    with zipfile.ZipFile(tmp_path / "b") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"case-1" in content  # the control: it does show what is not sealed
    assert not any(word in content for word in (b"zhang", "码".encode(), "号".encode()))
    keys = json.loads((tmp_path / "keys.json").read_text())
    assert not any(key.encode() in content for key in [keys["fingerprints"], *keys["wrapping"].values()])


def changed(file: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    out = file.with_name("changed")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return out


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tables/audit_entry.jsonl", lambda raw: raw.replace(b"case.decided", b"case.undecid")),
        ("tables/audit_entry.jsonl", lambda raw: b"\n".join(raw.split(b"\n")[1:])),
        ("manifest.json", lambda raw: raw.replace(b'"made_at":1', b'"made_at":2')),
        ("manifest.json", lambda raw: b"{}"),
    ],
)
def test_a_changed_backup_is_refused_before_anything_is_written(
    store: Store, keyring: Keyring, tmp_path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    fill(store)
    back_up(store.database, keyring, tmp_path / "b", NOON)
    database = Database(embedded_url(_folder(tmp_path)))
    with pytest.raises(BackupError):
        bring_back(database, keyring, changed(tmp_path / "b", name, change))
    assert migrate.revision(database) is None


def test_what_is_no_backup_is_refused(store: Store, keyring: Keyring, tmp_path: Path) -> None:
    database = Database(embedded_url(_folder(tmp_path)))
    (tmp_path / "text").write_text("no backup")
    with zipfile.ZipFile(tmp_path / "zip", "w") as archive:
        archive.writestr("a", "b")
    back_up(store.database, keyring, tmp_path / "whole", NOON)
    (tmp_path / "half").write_bytes((tmp_path / "whole").read_bytes()[:500])
    for name in ("text", "zip", "half", "none"):
        with pytest.raises(BackupError):
            bring_back(database, keyring, tmp_path / name)
    with pytest.raises(BackupError, match="not empty"):
        bring_back(store.database, keyring, tmp_path / "whole")
    with pytest.raises(BackupError, match="there already"):
        back_up(store.database, keyring, tmp_path / "whole", NOON)
    with pytest.raises(BackupError, match="Name a file"):
        back_up(store.database, keyring, tmp_path / "no" / "folder", NOON)


def test_a_retired_key_closes_old_backups_for_good(store: Store, keyring: Keyring, tmp_path: Path) -> None:
    """What was erased since does not come back by a backup."""
    fill(store)
    back_up(store.database, keyring, tmp_path / "old", NOON)
    keyring.rotate()
    with store.write() as work:
        store.vaults.rewrap(work.session)
    back_up(store.database, keyring, tmp_path / "new", NOON)
    keyring.retire("k1")
    with pytest.raises(BackupError, match="key k1"):
        bring_back(Database(embedded_url(_folder(tmp_path))), keyring, tmp_path / "old")
    shutil.rmtree(tmp_path / "into")
    bring_back(Database(embedded_url(_folder(tmp_path))), keyring, tmp_path / "new")


def test_other_keys_open_no_backup(store: Store, keyring: Keyring, tmp_path: Path) -> None:
    fill(store)
    back_up(store.database, keyring, tmp_path / "b", NOON)
    other = load_keyring(tmp_path / "other.json")
    with pytest.raises(BackupError, match="other keys"):
        bring_back(Database(embedded_url(_folder(tmp_path))), other, tmp_path / "b")


def test_writers_go_on_while_a_backup_is_made(store: Store, keyring: Keyring, tmp_path: Path) -> None:
    with store.write() as work:
        work.vault("case")
        back_up(store.database, keyring, tmp_path / "b", NOON)
        work.vault("case")
    database = Database(embedded_url(_folder(tmp_path)))
    assert bring_back(database, keyring, tmp_path / "b").tables["vault"].rows == 0


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "into").mkdir()
    return tmp_path / "into"
