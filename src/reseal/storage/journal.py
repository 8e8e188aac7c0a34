"""SQLite's journal (the -wal file): what is written stands there first, and is copied to its place later."""

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

from reseal.storage.turn import Turn

_COPY = "PRAGMA wal_checkpoint(PASSIVE)"
_CUT = "PRAGMA wal_checkpoint(TRUNCATE)"
_PATIENCE = "PRAGMA busy_timeout"
_PATIENCE_MS = 500  # writers wait meanwhile


class Journal:
    """That of one database. Safe to share between threads."""

    def __init__(self, writing: Engine, turn: Turn) -> None:
        """`turn` is what all wait for who write by the connections for `writing`."""
        self._writing, self._turn = writing, turn

    def settle(self) -> None:
        """Copy it to its place, after which it begins anew: little at a time, so that no writer has much to wait for.

        Nobody writes meanwhile. A journal that begins anew while it is copied can be taken for one that was copied, and
        what stands in it is lost (sqlite.org/wal.html, "The WAL-reset bug", up to 3.51.2).
        """
        with self._turn:
            connection = self._writing.raw_connection()
            try:
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


def _run(connection: PoolProxiedConnection, what: str) -> int:
    """The first figure that SQLite answers: of copying, whether somebody was in the way."""
    cursor = connection.cursor()
    try:
        cursor.execute(what)
        (first, *_) = cursor.fetchone()  # type: ignore[misc]
        return int(first)
    finally:
        cursor.close()
