"""A row that goes is looked for in every table that may name it: that must not read the whole of a table that grows."""

import pytest
from sqlalchemy import Table, UniqueConstraint

from reseal.storage.base import Base
from tests.storage import test_migrations  # noqa: F401 - makes every table known

ROWS_GO_FROM = ("vault", "notice")
OF_FEW_ROWS = ("day_vault", "endpoint", "member", "staff_group")


def first_columns(table: Table) -> set[str]:
    """The columns by which rows of a table are found."""
    keys = [key for key in table.constraints if isinstance(key, UniqueConstraint)]
    found = [index.columns for index in table.indexes] + [key.columns for key in keys] + [table.primary_key.columns]
    return {next(iter(columns)).name for columns in found}


@pytest.mark.parametrize("name", sorted(Base.metadata.tables))
def test_what_names_rows_that_go_is_found_by_an_index(name: str) -> None:
    table = Base.metadata.tables[name]
    naming = {key.parent.name for key in table.foreign_keys if key.column.table.name in ROWS_GO_FROM}
    assert name in OF_FEW_ROWS or naming <= first_columns(table)
