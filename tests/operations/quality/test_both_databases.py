"""Second looks on both databases."""

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views
from reseal.operations.quality import acts
from reseal.operations.quality import views as quality
from reseal.operations.quality.words import Opinion
from reseal.storage.clock import HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made


def test_a_decision_is_drawn_once_looked_at_and_counted(either_store: Store, clock: Clock, all_drawn: None) -> None:
    store = either_store
    with store.write() as work:
        case = made.gather(work, made.post()).case_id
    with store.write("staff:one") as work:
        cases.decide(work, case, made.REMOVE, views.case_row(work, case).version)
    clock.pass_(HOUR)
    for expected in (1, 0):
        with store.write() as work:
            assert acts.draw(work) == expected
    with store.write("staff:two") as work:
        look = acts.take_next(work)
        assert look is not None and quality.blind(work, look).snapshots
        assert acts.answer(work, look, Opinion("remove", "exposure")).state == "agreed"
    with store.read() as work:
        found = quality.figures(work)
    assert found.plain == 1 and found.action.share is None
