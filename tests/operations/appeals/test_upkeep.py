"""What time does with appeals, and what ends them from outside (SYS-03, PI-01)."""

import pytest

from reseal.operations.appeals import acts, rates, views
from reseal.operations.appeals.rules import bounds, rules
from reseal.operations.appeals.tables import Appeal, AppealWords
from reseal.operations.appeals.words import NoAppeal, Refused, Ruling, Said
from reseal.operations.audit import views as audit
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.retention import acts as retention
from reseal.operations.retention.rules import keep
from reseal.screening.policy.outbound import PersonalDataError
from reseal.storage.clock import DAY, HOUR
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.appeals.given import REJECTED, UPHELD, appealed, decided, member, rule


def state(store: Store, appeal: str) -> str:
    with store.read() as work:
        return views.one(work, appeal).row.state


def escalate(store: Store) -> int:
    with store.write() as work:
        return acts.escalate_due(work)


def test_a_deadline_that_passes_brings_an_appeal_to_the_top_and_decides_nothing(store: Store, clock: Clock) -> None:
    decided(store, clock, member(store, "first"), texts=(made.DOX, made.DOX))
    early = appealed(store, "p1")
    clock.pass_(HOUR)
    late = appealed(store, "p2")
    clock.pass_(rules().answer["author"] * HOUR - HOUR)
    assert escalate(store) == 1 and escalate(store) == 0
    with store.read() as work:
        found = views.queue(work)
        assert [one.id for one in found] == [early, late] and found[0].escalated_at is not None and found[0].overdue
        assert [one.id for one in views.queue(work, after=early)] == [late]
    assert state(store, early) == "open"


def test_a_question_that_stays_unanswered_holds_nothing_up(store: Store, clock: Clock) -> None:
    decided(store, clock, member(store, "first"))
    appeal, second = appealed(store), member(store, "second")
    with store.write(second) as work:
        acts.ask(work, appeal, Said("什么时候？"), views.one(work, appeal).row.version)
    assert state(store, appeal) == "asked"
    clock.pass_(rules().asked["hours"] * HOUR)
    escalate(store)
    assert state(store, appeal) == "open"
    with store.read() as work:
        assert "appeal.unanswered" in {entry.act for entry in audit.about(work, appeal)}
    rule(store, second, appeal, REJECTED)


def test_questions_pass_the_gate_of_what_leaves(store: Store, clock: Clock) -> None:
    """SOR-01: by digits and links, and by what the screener sees."""
    decided(store, clock, member(store, "first"))
    appeal, second = appealed(store), member(store, "second")
    seen = made.decision(made.post("q", made.DOX)).exposures
    for question in (Said("打13800001234吗"), Said("见 https://example.com/x"), Said(made.DOX, seen)):
        with store.write(second) as work, pytest.raises(PersonalDataError):
            acts.ask(work, appeal, question, views.one(work, appeal).row.version)
    with store.read() as work:
        assert len(views.one(work, appeal).lines) == 1


def test_an_appellant_says_so_much_and_no_more(store: Store, clock: Clock) -> None:
    decided(store, clock, member(store, "first"))
    appeal = appealed(store)
    with store.write("public") as work:
        for number in range(rules().limits.replies):
            acts.reply(work, appeal, Said(f"{number}"))
        with pytest.raises(Refused):
            acts.reply(work, appeal, Said("more"))
    with store.read() as work:
        assert not views.mine(work, appeal, "zh").may_reply


def test_a_decision_that_is_undone_ends_the_appeals_against_it(store: Store, clock: Clock) -> None:
    """Nobody can appeal within the minutes of the undo; whatever came in meanwhile is ended with the decision."""
    first = member(store, "first")
    with store.write() as work:
        case_id = made.gather(work, made.post("p1")).case_id
    with store.write(first) as work:
        done = cases.decide(work, case_id, made.REMOVE, made.row(work, case_id).version)
    clock.pass_(10 * 60_000)  # the last moment of both
    with store.write("platform:1") as work:
        appeal = acts.by_platform(work, done.decision_id, "author of p1", Said("还没完"), "zh").id
    with store.write(first) as work:
        cases.undo(work, done.decision_id)
    assert state(store, appeal) == "overtaken"


def test_it_is_erased_in_time_with_its_words_and_a_legal_hold_beats_that(either_store: Store, clock: Clock) -> None:
    store = either_store
    done = decided(store, clock, member(store, "first"))
    appeal = appealed(store)
    rule(store, member(store, "second"), appeal)
    with store.write("staff:legal") as work:
        hold = retention.hold(work, done.case_id, "dispute")
    clock.pass_(keep("appeal") + 1)
    for kept in (True, False):
        with store.write() as work:
            acts.erase_due(work, 10)
            assert (work.session.get(Appeal, appeal) is not None) == kept
            retention.release(work, hold)
        clock.pass_(DAY + 1)
    with store.read() as work:
        assert work.session.query(AppealWords).count() == 0
        with pytest.raises(NoAppeal):
            views.one(work, appeal)


def test_the_case_is_kept_while_an_appeal_about_it_waits(store: Store, clock: Clock) -> None:
    done = decided(store, clock, member(store, "first"))
    clock.pass_(180 * DAY)
    appealed(store)
    clock.pass_(keep("case") - 180 * DAY + DAY)
    with store.write() as work:
        cases.erase_due(work)
        assert case_views.case(work, done.case_id).snapshots


def test_rates_by_side_pack_language_and_group(store: Store, clock: Clock) -> None:
    """BEN-04."""
    decided(store, clock, member(store, "first"), texts=(made.DOX, made.DOX, made.DOX))
    second = member(store, "second")
    one, two = appealed(store, "p1"), appealed(store, "p2")
    rule(store, second, one, REJECTED)
    rule(store, second, two, Ruling("upheld", "mistaken", spare=()))
    with store.read() as work:
        found = {(rate.by, rate.value): rate for rate in rates.upheld(work, 0, clock.now + 1)}
        assert rates.upheld(work, clock.now + 1, clock.now + DAY) == []
    whole = found["all", ""]
    assert (whole.decided, whole.upheld) == (2, 1) and 0 < whole.low < 0.5 < whole.high < 1
    assert {key[0] for key in found} == {"all", "side", "pack", "lang", "category", "group"}
    assert ("pack", "default") in found and ("group", "unknown") in found


def test_bounds_are_wide_where_little_is_known() -> None:
    assert bounds(0, 0) == (0.0, 1.0)
    narrow, wide = bounds(500, 1000), bounds(5, 10)
    assert narrow[0] > wide[0] and narrow[1] < wide[1]
    assert bounds(10, 10)[1] > 0.999 and bounds(0, 10)[0] < 0.001
    assert UPHELD.outcome == "upheld"
