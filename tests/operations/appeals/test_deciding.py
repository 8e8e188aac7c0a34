"""Another person decides; upheld, everything comes back (DSA 20(6), BEN-03)."""

import pytest

from reseal.operations.appeals import acts, views
from reseal.operations.appeals.words import Changed, NotNow, NotYours, Ruling
from reseal.operations.audit import views as audit
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.words import NotNow as CaseNotNow
from reseal.operations.deliveries import views as deliveries
from reseal.operations.staff import acts as staff
from reseal.operations.tokens.acts import create
from reseal.operations.tokens.views import grant
from reseal.screening.policy.outbound import PersonalDataError
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.appeals.given import REJECTED, UPHELD, actions, appealed, decided, link, member, rule

COPY = made.DOX
OTHER = "这个骗子欠了三个学生的学费不还，被揭穿还倒打一耙，现在把他挂出来：手机13800001234，知道单位的来补充，打爆他"
"""Of the same person by the number, and near to the first under no key."""


def test_upheld_the_post_comes_back_and_the_platform_is_asked_to_show_it(either_store: Store, clock: Clock) -> None:
    store = either_store
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first)
    appeal = appealed(store)
    new = rule(store, second, appeal)
    assert set(actions(store, done.case_id).values()) == {"allow"}
    with store.read() as work:
        asked = [one.payload for one in deliveries.asked(work, "", 100) if one.kind == "action.requested"]
        assert [one["action"] for one in asked][-1] == "allow"
        told = [one.payload for one in deliveries.asked(work, "", 100) if one.kind == "statement.author"][-1]
        assert told["statement"]["text"].startswith("申诉结果：您的申诉成立")
        view = case_views.case(work, done.case_id)
        assert (view.row.state, view.row.outcome, view.decisions[-1].id) == ("decided", "allow", new)
        of_person = case_views.decision_on(work, "p1")
        assert of_person is not None and of_person.action == "allow"
        acted = [(entry.act, entry.actor) for entry in audit.about(work, appeal)]
    assert acted == [("appeal.upheld", second), ("appeal.filed", "public")]


def test_who_decided_decides_no_appeal_about_it_whatever_role_they_have_by_now(store: Store, clock: Clock) -> None:
    first = member(store, "first")
    decided(store, clock, first)
    appeal = appealed(store)
    with store.write() as work:
        staff.change_role(work, first.partition(":")[2], "senior")
    for ruling in (UPHELD, REJECTED):
        with pytest.raises(NotYours):
            rule(store, first, appeal, ruling)
    with store.read() as work:
        assert views.one(work, appeal).row.state == "open" and first in views.one(work, appeal).barred


def test_who_took_an_earlier_decision_back_is_out_too(store: Store, clock: Clock) -> None:
    first, second, third = (member(store, name) for name in ("first", "second", "third"))
    with store.write() as work:
        case_id = made.gather(work, made.post("p1")).case_id
    with store.write(first) as work:
        undone = cases.decide(work, case_id, made.REMOVE, made.row(work, case_id).version)
    with store.write(second) as work:
        cases.undo(work, undone.decision_id)
    with store.write(third) as work:
        cases.decide(work, case_id, made.REMOVE, made.row(work, case_id).version)
    clock.pass_(11 * 60_000)
    appeal = appealed(store)
    for who in (first, second, third):
        with pytest.raises(NotYours):
            rule(store, who, appeal)


def test_no_machine_decides_and_no_token(store: Store, clock: Clock) -> None:
    first = member(store, "first")
    decided(store, clock, first)
    appeal = appealed(store)
    with store.write() as work:
        token = create(work, "staff")
        found = grant(work, token)
    assert found is not None
    for who in ("system", "public", "platform:1", "staff:nobody", "staff:", found.actor):
        with pytest.raises(NotYours):
            rule(store, who, appeal)


def test_copies_come_back_with_it_and_their_authors_hear_it(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first, texts=(made.DOX, COPY, OTHER))
    before = actions(store, done.case_id)
    assert list(before.values()) == ["remove"] * 3, "one case holds all three"
    appeal = appealed(store)
    rule(store, second, appeal)
    assert list(actions(store, done.case_id).values()) == ["allow", "allow", "remove"]
    with store.read() as work:
        told = [one.payload for one in deliveries.asked(work, "", 100) if one.kind == "statement.author"]
        copied = [one for one in told if one["post"] == "p2"][-1]["statement"]["text"]
        assert "与您的帖文相同的内容" in copied
        assert case_views.case_row(work, done.case_id).outcome == "remove", "for the third it stands"
    rule(store, second, appealed(store, "p3"), REJECTED)


def test_a_copy_can_be_left_out_and_another_post_taken_in(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first, texts=(made.DOX, COPY, OTHER))
    one, copy, other = actions(store, done.case_id)
    appeal = appealed(store)
    for wrong in (Ruling("upheld", "mistaken", spare=(one,)), Ruling("upheld", "mistaken", also=("nothing",))):
        with pytest.raises(NotNow):
            rule(store, second, appeal, wrong)
    rule(store, second, appeal, Ruling("upheld", "mistaken", spare=(copy,), also=(other,)))
    assert list(actions(store, done.case_id).values()) == ["allow", "remove", "allow"]


def test_rejected_the_decision_stays_and_the_author_hears_why(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first)
    appeal = appealed(store)
    assert rule(store, second, appeal, Ruling("rejected", "identifies", note="请看规则第一条")) is None
    assert set(actions(store, done.case_id).values()) == {"remove"}
    with store.read() as work:
        told = [one.payload for one in deliveries.asked(work, "", 100) if one.kind == "appeal.decided"][-1]
        assert told["account"] == "author of p1" and told["note"] == "请看规则第一条"
        assert "没有得到同意" in told["text"] and told["path"].endswith(link(store))
        assert views.mine(work, appeal, "zh").note == "请看规则第一条"


def test_a_note_with_personal_data_goes_nowhere_and_nothing_is_decided(store: Store, clock: Clock) -> None:
    """SOR-01."""
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first)
    appeal = appealed(store)
    for outcome, ground in (("rejected", "identifies"), ("upheld", "mistaken")):
        with pytest.raises(PersonalDataError):
            rule(store, second, appeal, Ruling(outcome, ground, note="打13800001234问"))  # type: ignore[arg-type]
    assert set(actions(store, done.case_id).values()) == {"remove"}
    with store.read() as work:
        assert views.one(work, appeal).row.state == "open"


def test_a_ruling_holds_together(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    decided(store, clock, first)
    appeal = appealed(store)
    for wrong in (
        Ruling("upheld", "identifies"),
        Ruling("upheld", "exposes"),
        Ruling("rejected", "mistaken"),
        Ruling("upheld", "nothing"),
        Ruling("upheld", "milder", action="remove", category="exposure"),
    ):
        with pytest.raises(NotNow):
            rule(store, second, appeal, wrong)
    with store.write(second) as work, pytest.raises(Changed):
        acts.decide(work, appeal, UPHELD, 99)
    rule(store, second, appeal, Ruling("upheld", "milder", action="redact"))
    with pytest.raises(NotNow):
        rule(store, second, appeal)


def test_a_milder_decision_can_be_appealed_again_by_a_third_person(store: Store, clock: Clock) -> None:
    first, second, third = (member(store, name) for name in ("first", "second", "third"))
    done = decided(store, clock, first)
    rule(store, second, appealed(store), Ruling("upheld", "milder", action="redact"))
    again = appealed(store)
    for who in (first, second):
        with pytest.raises(NotYours):
            rule(store, who, again)
    rule(store, third, again)
    assert set(actions(store, done.case_id).values()) == {"allow"}


def test_what_was_decided_on_an_appeal_is_taken_back_by_nobody(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    done = decided(store, clock, first)
    new = rule(store, second, appealed(store))
    assert new is not None
    for decision in (done.decision_id, new):
        with store.write(second) as work, pytest.raises(CaseNotNow):
            cases.undo(work, decision)


def test_authors_whose_posts_all_came_back_need_no_decision_of_their_own(store: Store, clock: Clock) -> None:
    first, second = member(store, "first"), member(store, "second")
    decided(store, clock, first, texts=(made.DOX, COPY))
    one, other = appealed(store, "p1"), appealed(store, "p2")
    rule(store, second, one)
    with store.read() as work:
        assert [views.one(work, appeal).row.state for appeal in (one, other)] == ["upheld", "upheld"]
