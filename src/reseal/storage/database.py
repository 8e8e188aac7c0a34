"""The database: SQLite beside the server, PostgreSQL for several hosts. One way to read, one way to write.

A write sees no other write half done: on SQLite one writer at a time, in the order of asking; on PostgreSQL rows that a
decision rests on are locked by whoever reads them to change them (`for_update`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import local
from typing import Any

import msgspec
from psycopg.errors import LockNotAvailable
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from reseal.storage.encryption import encrypted
from reseal.storage.journal import Journal
from reseal.storage.turn import Turn

FILE = "reseal.sqlite"
_READERS = 10  # connections that stay open: what a read opens and closes again costs more than most questions
_WAIT_MS = 10_000
_PATIENCE_MS = 2_000
_PAGES_KIB = 64 * 1024
_CHECKPOINT_PAGES = 32_000  # 128 MiB of journal: what is written again and again is copied to its place once
_BY_INDEX = text("SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)")


class DatabaseError(RuntimeError):
    """The database cannot be used. The text names the setting and the remedy, never the password in the address."""


class Database:
    """The connections to one database. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Prepare connections; none is made yet.

        Raises:
            DatabaseError: the address names no database that Reseal runs on.
        """
        self.engine = _engine(url)
        self.embedded = self.engine.dialect.name == "sqlite"
        self._writing = _engine(url, writing=True) if self.embedded else self.engine
        self._turn = Turn(self.engine.url.database if self.embedded else None)
        self._journal = Journal(self._writing, self._turn) if self.embedded else None
        self._joined = local()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database; what it changes is dropped."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose changes all take effect at the end, or none of them if it ends by an exception."""
        joined: Connection | None = getattr(self._joined, "connection", None)
        if joined is not None:
            mode: Any = {"join_transaction_mode": "create_savepoint"}
            with Session(joined, expire_on_commit=False, **mode) as session, session.begin():
                yield session
            return
        if not self.embedded:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
            return
        # Writers wait in line; SQLite itself would let them try again and again.
        with self._turn, Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def by_index(self, session: Session) -> None:
        """Let PostgreSQL look up by indexes alone until this transaction ends.

        Of columns of which it keeps no samples it believes that every value is frequent, and would read whole tables.
        """
        if not self.embedded:
            session.execute(_BY_INDEX)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread writes meanwhile takes effect together, at the end: the disk is waited for once.

        A write that ends by an exception comes to nothing by itself. On PostgreSQL each takes effect by itself: rows
        that it has locked are let go at once.
        """
        if not self.embedded:
            yield
            return
        with self._turn, self._writing.begin() as connection:
            self._joined.connection = connection
            try:
                yield
            finally:
                self._joined.connection = None

    def alone(self, session: Session, what: int) -> None:
        """Let no other transaction that asks for `what` go on before this one ends."""
        if not self.embedded:
            session.execute(text("SELECT pg_advisory_xact_lock(:what)"), {"what": what})

    def settle(self) -> None:
        """See `Journal.settle`; PostgreSQL sees to its own."""
        if self._journal is not None:
            self._journal.settle()

    def scrub(self, tables: Sequence[str]) -> bool:
        """Leave no byte of deleted rows in the files; False where somebody reads who needs what was: ask again later.

        SQLite overwrites what is deleted, but its journal holds pages from before until it is cut. PostgreSQL writes
        the tables anew; its own journal (pg_wal) is cut by a checkpoint, which this asks for where the role may.
        """
        return self._journal.cut() if self._journal is not None else self._written_anew(tables)

    def _written_anew(self, tables: Sequence[str]) -> bool:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"SET lock_timeout = {_PATIENCE_MS}")  # whoever comes after would wait behind
            try:
                for table in tables:
                    connection.exec_driver_sql(f'VACUUM (FULL) "{table}"')
            except OperationalError as error:
                if isinstance(error.orig, LockNotAvailable):
                    return False
                raise
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
            with suppress(ProgrammingError):  # a role that may not: the server does so in its own time
                connection.exec_driver_sql("SELECT pg_switch_wal()")
                connection.exec_driver_sql("CHECKPOINT")
        return True

    def close(self) -> None:
        """Let go of all connections."""
        self._writing.dispose()
        self.engine.dispose()
        self._turn.close()


def embedded_url(data_folder: Path) -> str:
    """The address of the database that stands in the data directory."""
    return f"sqlite:///{data_folder / FILE}"


def _engine(url: str, *, writing: bool = False) -> Engine:
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(url, writing=writing)
        if address.get_backend_name() == "postgresql":
            address = encrypted(address.set(drivername="postgresql+psycopg"))
            return create_engine(
                address, pool_pre_ping=True, pool_size=_READERS, hide_parameters=True, json_serializer=_json
            )
    except (ArgumentError, NoSuchModuleError):
        pass
    raise DatabaseError(
        "setting `database`: no address that Reseal knows. Give postgresql://user@host/name, sqlite:////path/to/file, "
        "or leave it out for a file in the data directory."
    )


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _sqlite(url: str, *, writing: bool) -> Engine:
    """Connections for reading, or the one that writers take turns with: what one has read is at hand for the next."""
    waits = {"timeout": _WAIT_MS / 1000, "check_same_thread": False}
    kept: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if writing else {"pool_size": _READERS}
    engine = create_engine(
        url, connect_args=waits, hide_parameters=True, json_serializer=_json, **kept
    )  # an error's text would quote them

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins, below; the driver would begin later than it says
        run = connection.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")  # what was acknowledged outlives a power cut, too
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA secure_delete = ON")
        run(f"PRAGMA busy_timeout = {_WAIT_MS}")
        if writing:
            run(f"PRAGMA cache_size = -{_PAGES_KIB}")
            run(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        usual = "IMMEDIATE" if writing else "DEFERRED"
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', usual)}")

    return engine
