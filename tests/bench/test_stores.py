import pytest
from sqlalchemy import func, select

from bench.stores import DATABASES, empty_store, why_not
from reseal.storage.vaults import Vault


@pytest.mark.parametrize("name", DATABASES)
def test_a_store_is_empty_and_writes(name: str) -> None:
    if why := why_not(name):
        pytest.skip(why)
    with empty_store(name) as store:
        assert store.database.embedded == (name == "SQLite")
        with store.write() as work:
            work.vault("case")
        with store.read() as work:
            assert work.session.scalar(select(func.count()).select_from(Vault)) == 1
