"""Rows read past the mapping of objects see what the work has done so far, and nothing is done half."""

import pytest
from sqlalchemy import bindparam, func, select

from reseal.storage.store import Store
from reseal.storage.vaults import Vault

_OF_PURPOSE = select(Vault.id, Vault.purpose).where(Vault.purpose == bindparam("purpose")).order_by(Vault.id)


def test_rows_are_columns_by_name_and_by_the_values_given(store: Store) -> None:
    with store.write() as work:
        first, _, second = work.vault("case"), work.vault("notice"), work.vault("case")
    with store.read() as work:
        assert [(row.id, row.purpose) for row in work.rows(_OF_PURPOSE, purpose="case")] == [
            (first, "case"),
            (second, "case"),
        ]
        assert work.rows(_OF_PURPOSE, purpose="other") == []


def test_rows_show_what_the_work_changed_by_objects(store: Store) -> None:
    with store.write() as work:
        name = work.vault("case")
        work.session.get_one(Vault, name).purpose = "notice"
        assert [row.id for row in work.rows(_OF_PURPOSE, purpose="notice")] == [name]


def test_work_that_ends_by_an_error_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write() as work:
        work.vault("case")
        raise RuntimeError
    with store.read() as work:
        assert work.session.scalar(select(func.count()).select_from(Vault)) == 0
