"""SQLite's journal (the -wal file): what is written stands there first, and is copied to its place later."""

import os

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

from reseal.storage.turn import Turn

_COPY = "PRAGMA wal_checkpoint(PASSIVE)"
_CUT = "PRAGMA wal_checkpoint(TRUNCATE)"
_PATIENCE = "PRAGMA busy_timeout"
_PATIENCE_MS = 500  # writers wait meanwhile


class Journal:
    """That of one database. Safe to share between threads."""

    def __init__(self, reading: Engine, writing: Engine, turn: Turn) -> None:
        """`turn` is what all wait for who write by the connections for `writing`."""
        self._reading, self._writing, self._turn = reading, writing, turn
        self._file = -1

    def settle(self) -> None:
        """Copy it to its place while others write, so that none of them has to.

        Only what came meanwhile is copied with nobody writing: then the journal begins anew. SQLite waits for the disk
        only when all is copied, which would be then; so what was copied before is brought to the disk before.
        """
        connection = self._reading.raw_connection()
        try:
            for _ in range(2):  # the second time there is little
                _run(connection, _COPY)
                self._to_disk()
            with self._turn:
                _run(connection, _COPY)
        finally:
            connection.close()

    def cut(self) -> bool:
        """Leave nothing in it; False where somebody goes on reading who needs what was."""
        with self._turn:
            connection = self._writing.raw_connection()
            usual = _run(connection, _PATIENCE)
            try:
                _run(connection, f"{_PATIENCE} = {_PATIENCE_MS}")
                return _run(connection, _CUT) == 0
            finally:
                _run(connection, f"{_PATIENCE} = {usual}")
                connection.close()

    def _to_disk(self) -> None:
        if self._file < 0:
            # never closed: that would let go of all locks that this process has on the file (POSIX), SQLite's, too
            self._file = os.open(str(self._reading.url.database), os.O_RDONLY | os.O_CLOEXEC)
        os.fsync(self._file)


def _run(connection: PoolProxiedConnection, what: str) -> int:
    """The first figure that SQLite answers: of copying, whether somebody was in the way."""
    cursor = connection.cursor()
    try:
        cursor.execute(what)
        (first, *_) = cursor.fetchone()  # type: ignore[misc]
        return int(first)
    finally:
        cursor.close()
