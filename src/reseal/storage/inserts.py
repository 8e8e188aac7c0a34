"""Rows added by the hundred: what is said to the database is put together once a table, rows are then only laid out.

SQLAlchemy binds each value of each row by itself, which costs more than writing it. The drivers take texts, numbers,
bytes and truth values as they are; what is kept as JSON alone is put into words before.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import JSON, Dialect, insert
from sqlalchemy.engine import Connection

from reseal.storage.base import Base

_Row = dict[str, Any]
_WHERE_MISSING = " ON CONFLICT DO NOTHING"  # one wording for both databases


class _Insert(NamedTuple):
    """What is said, which columns are JSON and how that is worded, and a row in the order in which it is said."""

    said: str
    worded: tuple[tuple[str, Callable[[Any], Any]], ...]
    in_order: Callable[[_Row], Any] | None
    """None where values are found by their names."""


class Inserts:
    """Adds rows to the tables of one database. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[Base], tuple[str, ...], bool], _Insert] = {}

    def add(
        self, connection: Connection, table: type[Base], rows: Sequence[_Row], *, where_missing: bool = False
    ) -> None:
        """Add rows (one at least), all of which have the same columns. Columns that they do not have are NULL.

        `where_missing`: those whose key is there already are left out, without a question before.
        """
        names = tuple(rows[0])
        known = self._known.get((table, names, where_missing))
        if known is None:
            known = _insert(connection.dialect, table, names, _WHERE_MISSING if where_missing else "")
            self._known[table, names, where_missing] = known
        for name, word in known.worded:
            rows = [{**row, name: word(row[name])} for row in rows]
        connection.exec_driver_sql(known.said, list(map(known.in_order, rows) if known.in_order else rows))


def _insert(dialect: Dialect, table: type[Base], names: tuple[str, ...], behind: str) -> _Insert:
    columns = table.__table__.c
    said = insert(table.__table__).inline().compile(dialect=dialect, column_keys=list(names))  # type: ignore[arg-type]
    types = ((name, columns[name].type.dialect_impl(dialect)) for name in names)
    of_json = ((name, type_) for name, type_ in types if isinstance(type_, JSON))
    worded = tuple((name, type_.bind_processor(dialect)) for name, type_ in of_json)  # type: ignore[no-untyped-call]
    order = said.positiontup
    return _Insert(f"{said}{behind}", worded, _in_order(order) if order is not None else None)


def _in_order(names: Sequence[str]) -> Callable[[_Row], tuple[Any, ...]]:
    if len(names) == 1:
        return lambda row: (row[names[0]],)
    return itemgetter(*names)
