"""Questions about many values at once, as each request of posts asks them: put into words once, then only filled in.

SQLAlchemy words a list anew each time and binds each value by itself, which costs more than the database takes to
answer. Lists are filled up to a few lengths by saying their last value again, so that few wordings are all there are.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import JSON, BindParameter, Boolean, Dialect, Row, Select, bindparam
from sqlalchemy.engine import Connection

Columns = TypeVarTuple("Columns")
AMONG: BindParameter[Any] = bindparam("among", expanding=True)
"""Stands in a question where the values come, once: `select(...).where(column.in_(AMONG))`."""

_LENGTHS = (1, 5, 20, 100, 500)


class _Question(NamedTuple):
    """What is said for a list of some length, and what stands before and behind the list, in the order of saying it.

    `names` are those of the values where they are found by their names; the others are `beside` then.
    """

    said: str
    before: tuple[Any, ...]
    behind: tuple[Any, ...]
    names: tuple[str, ...] | None
    beside: dict[str, Any]


class Questions:
    """Asks one database. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: dict[tuple[Select[*tuple[Any, ...]], int], _Question] = {}

    def among(self, connection: Connection, asked: Select[*Columns], values: Sequence[Any]) -> list[Row[*Columns]]:
        """What a statement of module level finds for values, however many, where `AMONG` stands in it.

        Raises:
            TypeError: it asks for JSON or truth values, which drivers do not give as they are.
        """
        found: list[Row[*Columns]] = []
        for start in range(0, len(values), _LENGTHS[-1]):
            chunk = list(values[start : start + _LENGTHS[-1]])
            length = next(length for length in _LENGTHS if len(chunk) <= length)
            known = self._known.get((asked, length))
            if known is None:
                known = self._known[asked, length] = _question(connection.dialect, asked, length)
            chunk += chunk[-1:] * (length - len(chunk))
            given: Any = (*known.before, *chunk, *known.behind)
            if known.names is not None:
                given = {**known.beside, **dict(zip(known.names, chunk, strict=True))}
            found += connection.exec_driver_sql(known.said, given)
        return found


def _question(dialect: Dialect, asked: Select[*Columns], length: int) -> _Question:
    if any(isinstance(column.type, JSON | Boolean) for column in asked.selected_columns):
        raise TypeError("a question about many values asks for texts, numbers and bytes alone")
    worded = asked.compile(dialect=dialect).construct_expanded_state({AMONG.key: [None] * length})
    names = worded.parameter_expansion[AMONG.key]
    order = worded.positiontup
    if order is None:
        return _Question(worded.statement, (), (), tuple(names), dict(worded.parameters))
    at = order.index(names[0])
    before, behind = order[:at], order[at + length :]
    values = worded.parameters
    return _Question(worded.statement, tuple(map(values.get, before)), tuple(map(values.get, behind)), None, {})
