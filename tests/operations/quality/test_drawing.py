"""Lots: once a decision, whatever happens; only of what stands, and only of people's decisions."""

from collections.abc import Callable

from reseal.operations.audit import views as audit
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views
from reseal.operations.quality import acts, figures
from reseal.operations.quality.views import figures as all_figures
from reseal.operations.retention.rules import keep
from reseal.storage.clock import HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made


def drawn(store: Store) -> int:
    with store.read() as work:
        return all_figures(work).drawn[""]


def test_lots_are_drawn_once_and_only_when_it_can_no_longer_be_undone(
    store: Store, clock: Clock, all_drawn: None
) -> None:
    with store.write() as work:
        case = made.gather(work, made.post()).case_id
    with store.write("staff:one") as work:
        decision = cases.decide(work, case, made.REMOVE, views.case_row(work, case).version).decision_id
    with store.write() as work:
        assert acts.draw(work) == 0
    clock.pass_(HOUR)
    with store.write() as work:
        assert acts.draw(work) == 1 and acts.draw(work) == 0
    assert drawn(store) == 1
    with store.read() as work:
        [entry] = audit.page(work, act="second_look.drawn").entries
        assert entry.detail == {"why": "share"} and decision not in str(entry)


def test_what_was_undone_is_not_drawn(store: Store, clock: Clock, all_drawn: None) -> None:
    with store.write() as work:
        case = made.gather(work, made.post()).case_id
    with store.write("staff:one") as work:
        decided = cases.decide(work, case, made.REMOVE, views.case_row(work, case).version)
        cases.undo(work, decided.decision_id)
    clock.pass_(HOUR)
    with store.write() as work:
        assert acts.draw(work) == 0
    assert drawn(store) == 0


def test_what_a_machine_decided_by_token_is_no_reviewers(store: Store, decided: Callable[..., str]) -> None:
    decided("platform:1")
    assert drawn(store) == 0


def test_a_batch_goes_on_where_the_last_one_ended(store: Store, clock: Clock, all_drawn: None) -> None:
    for number in range(5):
        with store.write() as work:
            text = f"大家冲他！真名李小四，电话1380000{number:04d}，见一次骂一次"
            case = made.gather(work, made.post(f"p{number}", text)).case_id
        with store.write("staff:one") as work:
            cases.decide(work, case, made.REMOVE, views.case_row(work, case).version)
    clock.pass_(HOUR)
    taken = []
    for _ in range(4):
        with store.write() as work:
            taken.append(acts.draw(work, 2))
    assert taken == [2, 2, 1, 0] and drawn(store) == 5


def test_the_usual_share_draws_few(store: Store, clock: Clock) -> None:
    with store.write() as work:
        lots = [work.prints.of("sample", f"{number}") for number in range(2000)]
    from reseal.operations.quality.rules import drawn as is_drawn
    from reseal.operations.quality.rules import lot

    share = sum(is_drawn(lot(one), closure=False, kappa=None) is not None for one in lots) / len(lots)
    assert 0.03 < share < 0.07
    closures = sum(is_drawn(lot(one), closure=True, kappa=None) is not None for one in lots) / len(lots)
    assert 0.45 < closures < 0.55


def test_looks_of_long_ago_are_forgotten(store: Store, clock: Clock, decided: Callable[..., str]) -> None:
    decided()
    clock.pass_(keep("second_look"))
    with store.write() as work:
        assert acts.erase_due(work, 10) == 1 and acts.erase_due(work, 10) == 0
        assert figures.figures(work, 9999).drawn[""] == 0
