"""Who may appeal what, for how long, once (DSA 20(1), BEN-03)."""

import pytest

from reseal.operations.appeals import acts, links, views
from reseal.operations.appeals.rules import rules
from reseal.operations.appeals.tables import AppealLink
from reseal.operations.appeals.words import Refused, Said
from reseal.operations.cases import acts as cases
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.words import Choice
from reseal.operations.deliveries import views as deliveries
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations import factories as made
from tests.operations.appeals.given import KEPT, SAID, appealed, decided, link, member, rule
from tests.operations.notices.given import EXPOSING, case_of, file, id_of, keep


def refused(store: Store, **by: str) -> str:
    """Why an appeal is not taken."""
    with store.write("public") as work, pytest.raises(Refused) as why:
        if "secret" in by:
            acts.by_link(work, by["secret"], SAID)
        elif "notice" in by:
            acts.by_ticket(work, by["notice"], SAID, "zh")
        else:
            acts.by_platform(work, by["decision"], by["account"], SAID, "zh")
    return why.value.why


def test_the_letter_carries_a_link_that_is_the_authors_alone(store: Store, clock: Clock) -> None:
    done = decided(store, clock, member(store, "first"), texts=(made.DOX, made.DOX))
    one, two = link(store, "p1"), link(store, "p2")
    assert one != two and len(one) == 32
    with store.read() as work:
        pages = [views.by_link(work, secret, "zh") for secret in (one, two)]
        rows = work.session.query(AppealLink).all()
    assert all(page is not None and page.decision_id == done.decision_id and page.may_appeal for page in pages)
    assert len(rows) == 2 and not any(secret.encode() in row.link_print for row in rows for secret in (one, two))


def test_there_are_six_months_at_least(store: Store, clock: Clock) -> None:
    """DSA 20(1): half a year has at most 184 days; then the link shows the page still, and takes no appeal."""
    assert rules().window["days"] >= 184
    decided(store, clock, member(store, "first"))
    secret = link(store)
    clock.pass_(rules().window["days"] * DAY + 1)
    assert refused(store, secret=secret) == "late"
    with store.read() as work:
        page = views.by_link(work, secret, "zh")
        assert page is not None and not page.may_appeal
    clock.pass_(60 * DAY)
    assert refused(store, secret=secret) == "unknown"
    with store.write() as work:
        assert links.erase_due(work, 10) == 1


def test_a_side_appeals_a_decision_once(store: Store, clock: Clock) -> None:
    decided(store, clock, member(store, "first"))
    appeal = appealed(store)
    assert refused(store, secret=link(store)) == "again"
    assert refused(store, decision="p1", account="author of p1") == "again"
    with store.write("public") as work:
        acts.withdraw(work, appeal)
    assert refused(store, secret=link(store)) == "again", "withdrawn is used, too"


def test_the_platform_names_decision_or_post_and_the_account_whose_it_is(store: Store, clock: Clock) -> None:
    done = decided(store, clock, member(store, "first"), texts=(made.DOX, made.DOX))
    assert refused(store, decision="p1", account="author of p2") == "unknown", "of others nothing is told"
    assert refused(store, decision=done.decision_id, account="nobody") == "unknown"
    assert refused(store, decision="nothing", account="author of p1") == "unknown"
    with store.write("platform:1") as work:
        by_id = acts.by_platform(work, done.decision_id, "author of p1", SAID, "zh").id
        by_post = acts.by_platform(work, "p2", "author of p2", SAID, "en").id
        assert {views.one(work, one).row.by for one in (by_id, by_post)} == {"platform"}


def test_what_is_not_final_or_touches_nobody_is_not_appealed(store: Store, clock: Clock) -> None:
    first = member(store, "first")
    with store.write() as work:
        case_id = made.gather(work, made.post("p1")).case_id
    with store.write(first) as work:
        done = cases.decide(work, case_id, made.REMOVE, made.row(work, case_id).version)
    assert refused(store, decision=done.decision_id, account="author of p1") == "early"
    with store.write(first) as work:
        cases.undo(work, done.decision_id)
        cases.decide(work, case_id, KEPT, made.row(work, case_id).version)
    assert refused(store, decision=done.decision_id, account="author of p1") == "unknown"
    clock.pass_(DAY)
    assert refused(store, decision="p1", account="author of p1") == "nothing"


def test_no_flood_of_one_account(store: Store, clock: Clock) -> None:
    first = member(store, "first")
    most = rules().limits.open_per_account
    for number in range(most + 1):
        text = f"曝光他，真名李小四，手机138000{number:05}，大家打爆他电话"
        with store.write() as work:
            case_id = made.gather(work, made.post(f"f{number}", text, author="one")).case_id
        with store.write(first) as work:
            cases.decide(work, case_id, Choice("remove", "exposure", "no-exposure"), made.row(work, case_id).version)
    clock.pass_(DAY)
    with store.write("platform:1") as work:
        for number in range(most):
            acts.by_platform(work, f"f{number}", "one", Said(f"{number}"), "zh")
    assert refused(store, decision=f"f{most}", account="one") == "many"


def reported(store: Store, clock: Clock, choice: Choice = KEPT, **values: str) -> tuple[str, str, str]:
    """A notice about a post that was decided; answers notice, case and who decided."""
    keep(store, {"t-1": EXPOSING})
    got = file(store, **values)
    notice, (case_id,) = id_of(store, got), case_of(store, got)
    first = member(store, "first")
    with store.write(first) as work:
        cases.decide(work, case_id, choice, made.row(work, case_id).version)
    clock.pass_(DAY)
    return notice, case_id, first


def test_whoever_reported_a_post_that_was_kept_appeals_and_a_new_decision_follows(store: Store, clock: Clock) -> None:
    """Both ways (BEN-03): upheld, the post comes down, its author gets a statement, and both sides a letter."""
    from reseal.operations.appeals.words import Ruling
    from reseal.operations.notices import views as notices

    notice, case_id, _ = reported(store, clock, contact="victim@example.com")
    with store.write("public") as work:
        (filed,) = acts.by_ticket(work, notice, Said("我的电话还在上面"), "zh")
    assert refused(store, notice=notice) == "again"
    second = member(store, "second")
    ruling = Ruling("upheld", "exposes", action="remove", category="exposure", clause="no-exposure", note="感谢提醒")
    rule(store, second, filed.id, ruling)
    with store.read() as work:
        assert made.row(work, case_id).outcome == "remove"
        page = notices.page(work, notice)
        assert page.status == "removed" and page.copies is not None and page.copies.removed == 1
        assert [line.kind for line in page.history][-4:] == ["appealed", "reopened", "decided", "appeal_upheld"]
        told = [one for one in deliveries.asked(work, "", 100) if one.kind == "statement.author"][-1].payload
        assert told["statement"]["action"] == "remove" and told["appeal"]["path"].startswith("/appeal/")
        letters = [one for one in deliveries.of(work, filed.id) if one.receiver == "reporter"]
    assert [one.kind for one in letters] == ["appeal.decided"]
    assert refused(store, notice=notice) == "nothing", "what is removed is not for them to appeal"


def test_the_page_offers_an_appeal_once_there_is_something_to_appeal(store: Store, clock: Clock) -> None:
    """Nothing while it is looked at, nothing while the decision can be undone, and then until the time is over."""
    keep(store, {"t-1": EXPOSING})
    got = file(store)
    notice, (case_id,) = id_of(store, got), case_of(store, got)

    def offered() -> int | None:
        with store.read() as work:
            return views.by_notice(work, notice, "zh")[1]

    assert offered() is None and refused(store, notice=notice) == "nothing"
    with store.write(member(store, "first")) as work:
        cases.decide(work, case_id, KEPT, made.row(work, case_id).version)
    assert offered() is None and refused(store, notice=notice) == "early"
    clock.pass_(undo_lasts() + 1)
    until = offered()
    assert until is not None
    clock.pass_(until - clock() + 1)
    assert offered() is None and refused(store, notice=notice) == "late"


def test_notifiers_of_one_decision_are_settled_together(store: Store, clock: Clock) -> None:
    from reseal.operations.appeals.words import Ruling

    keep(store, {"t-1": EXPOSING})
    got = [file(store, contact=f"n{number}@example.com", origin=f"192.0.2.{number}") for number in range(3)]
    (case_id,) = case_of(store, got[0])
    with store.write(member(store, "first")) as work:
        cases.decide(work, case_id, KEPT, made.row(work, case_id).version)
    clock.pass_(DAY)
    filed = []
    with store.write("public") as work:
        for one in got:
            filed += acts.by_ticket(work, id_of(store, one), Said("还在"), "zh")
    rule(store, member(store, "second"), filed[0].id, Ruling("rejected", "not-exposed"))
    with store.read() as work:
        assert {views.one(work, one.id).row.state for one in filed} == {"rejected"}


def test_a_notice_that_was_withdrawn_or_whose_post_came_down_appeals_nothing(store: Store, clock: Clock) -> None:
    from reseal.operations.notices import acts as notices

    notice, _, _ = reported(store, clock, made.REMOVE)
    assert refused(store, notice=notice) == "nothing"
    with store.write("public") as work:
        notices.withdraw(work, notice)
    assert refused(store, notice=notice) == "nothing"
