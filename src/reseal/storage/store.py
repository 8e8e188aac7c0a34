"""The store: database, vaults and fingerprints of one installation, and a piece of work on them.

Every act of `operations` takes a `Work` first: all that it does takes effect together or not at all, at one time of the
clock, in the name of one actor.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import Connection, Row, Select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TypedReturnsRows

from reseal.storage.base import Base
from reseal.storage.clock import Clock, Milliseconds, now
from reseal.storage.database import Database
from reseal.storage.fingerprints import Fingerprints
from reseal.storage.inserts import Inserts
from reseal.storage.keyring import Keyring
from reseal.storage.questions import Questions
from reseal.storage.vaults import Vaults

T = TypeVar("T")
Columns = TypeVarTuple("Columns")
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction. `actor` is `system`, `staff:ID`, `platform:ID` or `public`; `now` stands still within it."""

    store: "Store"
    session: Session
    connection: Connection
    """That of the session, for what goes past the mapping of objects."""
    now: Milliseconds
    actor: str
    last: list[Callable[[], None]] = field(default_factory=list)
    """What is done when all else is done, just before it takes effect: what every piece of work waits in line for."""

    @property
    def prints(self) -> Fingerprints:
        """Makes fingerprints."""
        return self.store.prints

    def vault(self, purpose: str, *, apart: bool = False) -> str:
        """A new vault; answers its id. `apart`: see `ApartVault`."""
        return self.store.vaults.make(self.session, purpose, self.now, apart=apart)

    def unlock(self, vaults: Iterable[str]) -> None:
        """See `Vaults.unlock`."""
        self.store.vaults.unlock(self.session, vaults)

    def seal(self, vault: str, secret: Any, about: str) -> bytes:
        """See `Vaults.seal`."""
        return self.store.vaults.seal(self.session, vault, secret, about)

    def seal_each(self, vault: str, secrets: Iterable[tuple[bytes, str]]) -> list[bytes]:
        """See `Vaults.seal_each`."""
        return self.store.vaults.seal_each(self.session, vault, secrets)

    def open(self, vault: str, sealed: bytes, about: str, kind: type[T]) -> T:
        """What was sealed, as a value of the kind; `bytes` gives it as it is. Errors as those of `Vaults.open`."""
        if kind is bytes:
            return self.store.vaults.open(self.session, vault, sealed, about)  # type: ignore[return-value]
        return self.store.vaults.open_as(self.session, vault, sealed, about, kind)

    def destroy(self, vault: str) -> None:
        """Erase all that was sealed in it."""
        self.store.vaults.destroy(self.session, vault, self.now)

    def add(self, table: type[Base], rows: list[dict[str, Any]], *, where_missing: bool = False) -> None:
        """Add rows in one go, past the mapping of objects; see `Inserts.add`."""
        self.store.inserts.add(self.connection, table, rows, where_missing=where_missing)

    def rows(self, statement: TypedReturnsRows[*Columns], /, **given: Any) -> Sequence[Row[*Columns]]:
        """What a question finds, as columns: a third of the cost of objects, for what is read and not changed.

        It counts on a statement that stands at module level, with its values as `bindparam`: what is built anew each
        time costs as much as it saves. What this work has changed by objects is seen.
        """
        self.session.flush()
        return self.connection.execute(statement, given).all()

    def among(self, asked: Select[*Columns], values: Sequence[Any], /) -> list[Row[*Columns]]:
        """As `rows`, for a question about many values, however many, which stand in it as `questions.AMONG`."""
        self.session.flush()
        return self.store.questions.among(self.connection, asked, values)

    def remove(self, vault: str) -> None:
        """Erase all that was sealed in it, and the vault itself: nothing may name it any more."""
        self.store.vaults.remove(self.session, vault)


class Store:
    """Everything that is kept. Safe to share between threads."""

    def __init__(self, database: Database, keyring: Keyring, clock: Clock = now) -> None:
        """A store on a database whose tables are up to date (`migrate.upgrade`)."""
        self.database = database
        self.vaults = Vaults(keyring)
        self.prints = Fingerprints(keyring)
        self.inserts, self.questions = Inserts(), Questions()
        self.clock = clock

    @contextmanager
    def read(self, actor: str = SYSTEM) -> Iterator[Work]:
        """Work that changes nothing."""
        with self.database.read() as session:
            yield Work(self, session, session.connection(), self.clock(), actor)

    @contextmanager
    def write(self, actor: str = SYSTEM) -> Iterator[Work]:
        """Work that takes effect at its end, or not at all if it ends by an exception."""
        with self.database.write() as session:
            work = Work(self, session, session.connection(), self.clock(), actor)
            yield work
            for step in work.last:
                step()

    @contextmanager
    def together(self) -> Iterator[None]:
        """See `Database.together`: pieces of work for which the disk is waited for once."""
        with self.database.together():
            yield

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()
