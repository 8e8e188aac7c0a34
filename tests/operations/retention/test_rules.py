"""Every store says what it keeps, what for, on which ground and for how long (PI-01)."""

import importlib
import pkgutil

import pytest

import reseal.operations
from reseal.operations.retention.rules import keep, stores
from reseal.storage.base import Base
from reseal.storage.clock import DAY


def test_every_table_belongs_to_exactly_one_store() -> None:
    for module in pkgutil.walk_packages(reseal.operations.__path__, "reseal.operations."):
        if module.name.endswith(".tables"):
            importlib.import_module(module.name)
    for name in ("reseal.storage.idempotency", "reseal.storage.vaults"):
        importlib.import_module(name)
    declared = [table for store in stores().values() for table in store.tables]
    assert sorted(declared) == sorted(Base.metadata.tables)


def test_every_store_declares_what_the_law_asks_for() -> None:
    for store in stores().values():
        assert store.purpose and store.ground and store.categories and store.from_ and store.days >= 0, store.name


def test_days_are_told_in_milliseconds_and_only_where_they_are_fixed() -> None:
    assert keep("case") == stores()["case"].days * DAY
    with pytest.raises(LookupError):
        keep("audit")
    with pytest.raises(LookupError):
        keep("nothing")
