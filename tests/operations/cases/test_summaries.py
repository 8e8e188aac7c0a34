"""Lines of lists: masked, short, and no mark cut in two."""

from reseal.operations.cases import acts, views
from reseal.operations.cases.summaries import LONGEST, line
from reseal.operations.cases.words import Choice
from reseal.storage.clock import MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made


def test_a_line_is_short_and_cuts_no_mark() -> None:
    assert line("one\n two\t three", "en") == "one two three"
    for before in range(LONGEST - 8, LONGEST + 1):
        cut = line("x" * before + "[phone]" + "y" * 200, "en")
        assert len(cut) <= LONGEST + 1 and cut.endswith("…")
        assert cut.count("[") == cut.count("]")


def test_the_origin_speaks_masked_with_a_proposal(store: Store) -> None:
    with store.write() as work:
        case_id = made.gather(work, made.post("p1")).case_id
        made.gather(work, made.post("p2"))
    with store.read() as work:
        found = views.summaries(work, [case_id, "nothing"], "zh")
    assert list(found) == [case_id] and "13800001234" not in found[case_id].line and "〔电话〕" in found[case_id].line
    assert found[case_id].proposal.action == "remove"


def test_a_decision_can_be_undone_for_minutes(store: Store, clock: Clock) -> None:
    with store.write("staff:1") as work:
        case_id = made.gather(work, made.post("p1")).case_id
        choice = Choice("remove", "exposure", "no-exposure")
        decided = acts.decide(work, case_id, choice, views.case_row(work, case_id).version)
    with store.read() as work:
        (one,) = views.undoable(work, [decided.decision_id, "nothing"])
        assert (one.case_id, one.by, one.posts, one.action) == (case_id, "staff:1", 1, "remove")
    clock.pass_(11 * MINUTE)
    with store.read() as work:
        assert views.undoable(work, [decided.decision_id]) == []
