"""Migrations make the tables that the code knows, one by one and back, on both databases."""

import importlib
import pkgutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

import reseal.operations
import reseal.storage.idempotency
import reseal.storage.vaults
from reseal.storage.base import Base
from reseal.storage.database import Database
from reseal.storage.migrate import SCRIPTS, downgrade, newest, revision, upgrade

for _module in pkgutil.walk_packages(reseal.operations.__path__, "reseal.operations."):
    if _module.name.endswith(".tables"):
        importlib.import_module(_module.name)

SCRIPT = ScriptDirectory(str(SCRIPTS))
REVISIONS = [script.revision for script in reversed(list(SCRIPT.walk_revisions()))]


def differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Base.metadata)


def test_migrations_follow_one_another_in_one_line() -> None:
    assert SCRIPT.get_heads() == [newest()]
    assert sorted(REVISIONS) == REVISIONS


def test_they_make_what_the_code_knows(empty_url: str) -> None:
    database = Database(empty_url)
    upgrade(database)
    assert revision(database) == newest()
    assert differences(database) == []
    names = inspect(database.engine).get_table_names()
    assert set(names) == {*Base.metadata.tables, "alembic_version"}
    upgrade(database)
    database.close()


def test_each_goes_up_down_and_up_again(empty_url: str) -> None:
    database = Database(empty_url)
    before = "base"
    for name in REVISIONS:
        upgrade(database, name)
        downgrade(database, before)
        assert revision(database) == (None if before == "base" else before)
        upgrade(database, name)
        before = name
    assert differences(database) == []
    downgrade(database, "base")
    assert inspect(database.engine).get_table_names() in ([], ["alembic_version"])
    upgrade(database)
    assert differences(database) == []
    database.close()


def test_one_that_breaks_leaves_nothing_half_done(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(empty_url)
    upgrade(database, REVISIONS[2])
    script = SCRIPT.get_revision(REVISIONS[4])
    assert script is not None

    def breaks(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr("alembic.op.create_table", breaks)
    with pytest.raises(RuntimeError, match="in the middle"):
        upgrade(database)
    monkeypatch.undo()
    assert revision(database) == REVISIONS[2]
    upgrade(database)
    assert differences(database) == []
    database.close()


def test_the_database_itself_keeps_the_audit(empty_url: str) -> None:
    """SYS-02: entries are added, never changed or taken away, whoever asks."""
    database = Database(empty_url)
    upgrade(database)
    entry = (
        "INSERT INTO audit_entry (number, at, actor, act, about, detail, before, hash) "
        "VALUES (1, 1, 'system', 'act', 'about', '{}', 'x', 'x')"
    )
    with database.write() as session:
        session.connection().exec_driver_sql(entry)
    for change in ("UPDATE audit_entry SET act = 'other'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError), database.write() as session:
            session.connection().exec_driver_sql(change)
    with database.read() as session:
        assert session.connection().exec_driver_sql("SELECT act FROM audit_entry").scalar() == "act"
    database.close()
