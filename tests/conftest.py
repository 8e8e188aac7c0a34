"""What all tests share."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from msgspec.structs import replace
from sqlalchemy import make_url

from bench import postgres
from reseal.operations.staff import passwords
from reseal.operations.staff.rules import sign_in
from reseal.storage.clock import Milliseconds
from reseal.storage.database import FILE, Database, embedded_url
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


@pytest.fixture(scope="session", autouse=True)
def light_passwords() -> Iterator[None]:
    """Hashing is slow on purpose, and hundreds of people sign in here: it costs the least that Argon2id can.

    What it costs at a real desk is proven by `tests/operations/staff/test_passwords.py`.
    """
    usual = sign_in()
    least = replace(usual, password=replace(usual.password, memory_kib=8, rounds=1))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "sign_in", lambda: least)
        yield


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
    return folder / FILE


@pytest.fixture
def store(tmp_path: Path, migrated: Path, keyring: Keyring, clock: Clock) -> Iterator[Store]:
    """A store on an embedded database of this test alone, under a clock that the test turns."""
    shutil.copy(migrated, tmp_path / FILE)
    opened = Store(Database(embedded_url(tmp_path)), keyring, clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL of this session, in a folder of its own; skipped aloud where its wheel does not install."""
    if not postgres.installed():
        pytest.skip(postgres.NOT_HERE)
    with postgres.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[str]:
    """The name of a database there with every table and nothing in them; copy it, do not connect to it."""
    with postgres.new_database(postgres_url) as url:
        database = Database(url)
        upgrade(database)
        database.close()
        yield str(make_url(url).database)


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Callable[..., str]]:
    """Makes databases on that server, empty or like one that it names; answers their addresses; drops them."""
    with ExitStack() as made:
        yield lambda like="": made.enter_context(postgres.new_database(postgres_url, like))


BOTH = ["sqlite", "postgresql"]


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: the test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return embedded_url(tmp_path)
    url: str = request.getfixturevalue("postgres_database")()
    return url


@pytest.fixture(params=BOTH)
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """As `empty_url`, with every table: a copy, for the migrations have run once."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / FILE)
        return embedded_url(tmp_path)
    url: str = request.getfixturevalue("postgres_database")(request.getfixturevalue("migrated_postgres"))
    return url


@pytest.fixture
def either_store(migrated_url: str, keyring: Keyring, clock: Clock) -> Iterator[Store]:
    """As `store`, on SQLite and on PostgreSQL."""
    opened = Store(Database(migrated_url), keyring, clock)
    yield opened
    opened.close()
