"""What all tables share: names of constraints that migrations can rely on, and the types of columns.

Times are milliseconds since 1970, UTC (`clock`). What is personal stands only in columns of type `Sealed` (bytes that
`vaults` has sealed) or `Print` (a keyed hash, `fingerprints`): nothing readable at rest (PI-12).
"""

from collections.abc import Iterable
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, ColumnElement, LargeBinary, MetaData, String, literal
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Id = Annotated[str, mapped_column(String(26))]
Key = Annotated[str, mapped_column(String(26), primary_key=True)]
Moment = Annotated[int, mapped_column(BigInteger)]
Sealed = Annotated[bytes, mapped_column(LargeBinary)]
Print = Annotated[bytes, mapped_column(LargeBinary(32))]
Word = Annotated[str, mapped_column(String(40))]
Json = Annotated[dict[str, Any], mapped_column(JSON)]


class Base(DeclarativeBase):
    """The table that all tables are."""

    metadata = MetaData(naming_convention=_NAMES)


def one_of(column: InstrumentedAttribute[str], words: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a column holds one of these words, for a question that is asked again and again.

    Unlike with `in_`, the words are part of the question: it is not spelled out anew each time.
    """
    return column.in_([literal(word) for word in words])
