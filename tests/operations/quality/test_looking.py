"""Second looks: blind, by another; a senior where two differ."""

from collections.abc import Callable

import msgspec
import pytest

from reseal.operations.audit import views as audit
from reseal.operations.audit.acts import record
from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Choice
from reseal.operations.quality import acts, views
from reseal.operations.quality.rules import look_waits, taken_for
from reseal.operations.quality.words import NoLook, NotThis, Opinion
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made

ONE, TWO, THREE, SENIOR = "staff:one", "staff:two", "staff:three", "staff:senior"
SAME, ANOTHER = Opinion("remove", "exposure"), Opinion("redact", "exposure")
Decided = Callable[..., str]


def take(store: Store, who: str, *, senior: bool = False) -> str | None:
    with store.write(who) as work:
        return acts.take_next(work, senior=senior)


def answer(store: Store, who: str, look: str, opinion: Opinion) -> str:
    with store.write(who) as work:
        return acts.answer(work, look, opinion).state


def test_it_goes_to_another_who_sees_neither_who_decided_nor_what(store: Store, decided: Decided) -> None:
    case = decided(ONE)
    assert take(store, ONE) is None
    look = take(store, TWO)
    assert look is not None
    with store.read(TWO) as work:
        seen = views.blind(work, look)
        assert views.open_on(work, case) == look and views.case_of(work, look) == case
    assert [one.action for one in seen.snapshots] == [None] and not seen.opinions
    told = msgspec.json.encode(seen).decode()
    assert ONE not in told and "13800000001" not in told and case not in told
    with store.read(THREE) as work, pytest.raises(NoLook):
        views.blind(work, look)


def test_who_had_a_part_in_the_case_gets_it_not(store: Store, decided: Decided) -> None:
    case = decided(ONE)
    with store.write(TWO) as work:
        record(work, "reveal.opened", case)
    assert take(store, TWO) is None
    with store.read(TWO) as work:
        assert views.count(work) == 0
    with store.read(THREE) as work:
        assert views.count(work) == 1


def test_who_makes_it_readable_while_looking_keeps_it(store: Store, clock: Clock, decided: Decided) -> None:
    case, look = decided(ONE), take(store, TWO)
    with store.write(TWO) as work:
        record(work, "reveal.opened", case)
    clock.pass_(taken_for())
    assert take(store, TWO) == look


def test_two_who_agree_end_it(store: Store, decided: Decided) -> None:
    case, look = decided(ONE), take(store, TWO)
    assert look is not None and answer(store, TWO, look, SAME) == "agreed"
    with store.read(TWO) as work:
        assert views.open_on(work, case) is None
        assert [e.act for e in audit.about(work, look)] == ["second_look.answered", "second_look.drawn"]
    with pytest.raises(NoLook):
        answer(store, TWO, look, SAME)
    assert take(store, THREE, senior=True) is None


def test_where_two_differ_a_senior_says_who_is_neither(store: Store, decided: Decided) -> None:
    decided(ONE)
    look = take(store, TWO)
    assert look is not None and answer(store, TWO, look, ANOTHER) == "differs"
    assert (
        take(store, THREE) is None and take(store, TWO, senior=True) is None and take(store, ONE, senior=True) is None
    )
    assert take(store, SENIOR, senior=True) == look
    with store.read(SENIOR) as work:
        seen = views.blind(work, look)
    assert seen.opinions == (ANOTHER, SAME)  # by what they say, not by who says it
    assert answer(store, SENIOR, look, SAME) == "settled"
    with store.read() as work:
        assert views.figures(work).settled == views.Settled(1, 1, 0, 0)


def test_one_at_a_time_has_it(store: Store, clock: Clock, decided: Decided) -> None:
    decided(ONE)
    look = take(store, TWO)
    assert look is not None and take(store, THREE) is None and take(store, TWO) == look
    clock.pass_(taken_for())
    with pytest.raises(NoLook):
        answer(store, TWO, look, SAME)
    assert take(store, THREE) == look
    with store.write(THREE) as work:
        acts.leave(work, look)
    assert take(store, TWO) == look


def test_an_opinion_that_does_not_hold_together_is_refused(store: Store, decided: Decided) -> None:
    decided(ONE)
    look = take(store, TWO)
    assert look is not None
    with pytest.raises(NotThis):
        answer(store, TWO, look, Opinion("remove", "none"))
    assert answer(store, TWO, look, Opinion("allow", "none")) == "differs"


def test_what_nobody_takes_in_time_is_let_go(store: Store, clock: Clock, decided: Decided) -> None:
    decided(ONE)
    clock.pass_(look_waits())
    assert take(store, TWO) is None
    with store.write() as work:
        assert acts.let_go_due(work, 10) == 1 and acts.let_go_due(work, 10) == 0
        assert views.figures(work).let_go == 1


def test_an_erased_case_is_looked_at_no_more(store: Store, clock: Clock, decided: Decided) -> None:
    case, look = decided(ONE), take(store, TWO)
    assert look is not None
    with store.write() as work:
        work.session.connection().exec_driver_sql("UPDATE 'case' SET erase_at = 1")
        assert cases.erase_due(work) == 1
    with store.read(TWO) as work, pytest.raises(NoLook):
        views.blind(work, look)
    assert case


def test_what_came_after_the_decision_is_not_shown(store: Store, clock: Clock, decided: Decided) -> None:
    decided(ONE, Choice("nudge", "exposure", "no-exposure"))
    look = take(store, TWO)
    assert look is not None
    with store.write() as work:
        work.session.connection().exec_driver_sql("UPDATE snapshot SET taken_at = taken_at + 999999999")
    with store.read(TWO) as work, pytest.raises(NoLook):
        views.blind(work, look)
    assert made.REMOVE
