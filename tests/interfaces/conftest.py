"""What the tests of the doors share: golden files, and a data directory of their own."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reseal.storage import migrate
from reseal.storage.database import Database

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[str, str], None]


@pytest.fixture
def golden() -> Golden:
    """Compares a text with a file under golden/; `RESEAL_WRITE_GOLDEN=1` writes the files anew."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if os.environ.get("RESEAL_WRITE_GOLDEN"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory for this test alone, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("RESEAL_") and name != "RESEAL_WRITE_GOLDEN"]:
        if name != "RESEAL_CACHE_DIR":
            monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("RESEAL_DATA_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(autouse=True, scope="session")
def tables_at_once(migrated: Path) -> Iterator[None]:
    """Who opens a store in an empty folder gets the tables as a copy, before the migrations look what is left to do.

    That they make these tables of nothing is proven by the tests of storage and of opening.
    """
    from_nothing = migrate.upgrade

    def upgrade(database: Database, to: str = "head") -> None:
        file = Path(database.engine.url.database or "") if database.embedded and to == "head" else None
        if file is not None and not (file.exists() and file.stat().st_size):
            with closing(sqlite3.connect(migrated)) as source, closing(sqlite3.connect(file)) as target:
                source.backup(target)
        from_nothing(database, to)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrate, "upgrade", upgrade)
        yield
