"""What the tests of the desk share: a store with a clock that they move."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reseal.storage.store import Store
from tests.operations.clock import Hand, embedded_store


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def store(tmp_path: Path, clock: Hand) -> Iterator[Store]:
    opened = embedded_store(tmp_path / "data", clock)
    yield opened
    opened.close()
