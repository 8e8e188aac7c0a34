"""A desk whose decisions are all drawn, and its people."""

from collections.abc import Callable

import msgspec
import pytest

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views
from reseal.operations.cases.words import Choice
from reseal.operations.quality import acts, drawing
from reseal.operations.quality import rules as quality
from reseal.storage.clock import HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made


@pytest.fixture
def all_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every decision is drawn by the plain share."""
    usual = quality.rules()
    every = msgspec.structs.replace(usual, sample=msgspec.structs.replace(usual.sample, share=1.0))
    monkeypatch.setattr(quality, "rules", lambda: every)
    monkeypatch.setattr(drawing, "rules", lambda: every)


@pytest.fixture
def decided(store: Store, clock: Clock, all_drawn: None) -> Callable[..., str]:
    """Decides a new case as a member; draws it; answers its id."""
    count = iter(range(1, 1000))

    def do(by: str = "staff:one", choice: Choice = made.REMOVE, lang: str = "zh") -> str:
        number = next(count)
        text = f"大家冲他！真名李小四，电话1380000{number:04d}，见一次骂一次"
        if lang == "en":
            text = f"Everybody get him: his number is +86 1380000{number:04d}, ring him all night, he deserves it"
        with store.write() as work:
            case = made.gather(work, made.post(f"p{number}", text, lang=lang)).case_id
        with store.write(by) as work:
            cases.decide(work, case, choice, views.case_row(work, case).version)
        clock.pass_(HOUR)
        with store.write() as work:
            assert acts.draw(work) == 1
        return case

    return do
