from collections.abc import Iterator

import pytest

from tests.interfaces.webhooks.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    opened = Receiver()
    yield opened
    opened.close()
