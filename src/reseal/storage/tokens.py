"""Access tokens: who may call which door. Only a hash is kept, so a copy of the data directory opens nothing.

A token holds 256 random bits, which no one can enumerate; one round of SHA-256 therefore hides it as well as a slow
hash would, and costs a request nothing. Every look-up reads the database, so a token made or withdrawn by another
process counts at once.
"""

import hashlib
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

Role = Literal["platform", "staff"]
ROLES: tuple[Role, ...] = get_args(Role)
PREFIX = "reseal_"
FILE = "tokens.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS token (
    hash BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID
"""


class TokenStoreError(RuntimeError):
    """The data directory cannot keep tokens. The text names it and the remedy."""


class Grant(NamedTuple):
    """What a token allows, and since when (RFC 3339, UTC)."""

    role: Role
    created_at: str


class TokenStore:
    """The tokens of one data directory. Safe to share between threads."""

    def __init__(self, data_folder: Path) -> None:
        """Open the store, and make it if it is not there.

        Raises:
            TokenStoreError: the folder or the file in it cannot be written.
        """
        self._file = data_folder / FILE
        with self._told():
            data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.touch(mode=0o600)  # before SQLite does, whose other files take over its rights
            with closing(self._connect()) as connection, connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_SCHEMA)
            self._reader = self._connect()
        self._turn = threading.Lock()

    def create(self, role: Role) -> str:
        """Make a token and answer it: the only time that it can be read.

        Raises:
            TokenStoreError: the store cannot be written.
        """
        token = PREFIX + secrets.token_urlsafe(32)
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        with self._told(), closing(self._connect()) as connection, connection:
            connection.execute("INSERT INTO token VALUES (?, ?, ?)", (_hash(token), role, now))
        return token

    def grant(self, token: str) -> Grant | None:
        """What the token allows; None for one that was never made here.

        Raises:
            TokenStoreError: the store cannot be read.
        """
        if not token.startswith(PREFIX) or len(token) > 100:
            return None
        with self._told(), self._turn:
            row = self._reader.execute("SELECT role, created_at FROM token WHERE hash = ?", (_hash(token),)).fetchone()
        return Grant(cast(Role, row[0]), row[1]) if row else None

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=10, check_same_thread=False)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise TokenStoreError(
                f"{self._file}: {error}. Name a directory that this user may write: --data-dir or RESEAL_DATA_DIR."
            ) from error


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
