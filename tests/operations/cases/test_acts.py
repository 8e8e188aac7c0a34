from reseal.operations.cases import acts, views
from reseal.operations.cases.words import Choice
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made


def test_a_case_goes_its_way(store: Store, clock: Clock) -> None:
    with store.write() as work:
        first = made.gather(work, made.post("p1"))
        second = made.gather(work, made.post("p2"))
        assert first.case_id == second.case_id and first.new and not second.new
    with store.read() as work:
        page = views.queue(work)
        seen = views.case(work, page.cases[0].id)

        assert "1380000" not in repr(seen)
    with store.write("staff:1") as work:
        acts.hold(work, first.case_id, "person")
    clock.pass_(60000)
    with store.write("staff:1") as work:
        done = acts.decide(
            work, first.case_id, Choice("remove", "exposure", "no-exposure"), views.queue(work).cases[0].version
        )

    with store.write("staff:1") as work:
        acts.undo(work, done.decision_id)
