"""The queue: exact order, masked lines, many decided at once and taken back."""

import re
from collections.abc import Callable

import pytest

from reseal.operations.cases import acts, views
from reseal.operations.cases.holding import undo_lasts
from reseal.storage.store import Store
from tests.interfaces.console.conftest import Browser, Desk
from tests.operations import factories as made
from tests.operations.guards import given as guards

FOUR = [f"大家冲他！真名李小四，电话138000012{number:02d}，见一次骂一次" for number in range(4)]


def case(store: Store, ref: str, text: str = made.DOX) -> tuple[str, int]:
    """A case of one post; its id and version."""
    with store.write() as work:
        gathered = made.gather(work, made.post(ref, text))
        return gathered.case_id, views.case_row(work, gathered.case_id).version


def ids_of(page: str) -> list[str]:
    """The cases of a page, in order."""
    return re.findall(r'data-row="(\w+)"', page)


def test_lines_are_masked_and_in_the_queues_own_order(fresh: Desk) -> None:
    first, _ = case(fresh.store, "p1")
    fresh.clock.pass_(1000)
    second, _ = case(fresh.store, "p2", made.OTHER_DOX)
    shown = fresh.browser("moderator", lang="zh").get("/console/queue")
    assert shown.status_code == 200
    with fresh.store.read() as work:
        assert ids_of(shown.text) == [one.id for one in views.queue(work).cases]
    assert {first, second} == set(ids_of(shown.text))
    assert (
        "13800001234" not in shown.text and "13900005678" not in shown.text and "440301190508170012" not in shown.text
    )
    assert "〔电话〕" in shown.text and "[phone]" in fresh.browser("senior").get("/console/queue").text


def test_several_are_decided_at_once_and_taken_back(fresh: Desk) -> None:
    one, other = case(fresh.store, "p1"), case(fresh.store, "p2", made.OTHER_DOX)
    browser = fresh.browser("moderator")
    browser.get("/console/queue")
    answer = browser.post(
        "/console/queue/decide", {"action": "remove", "case": [f"{one[0]}:{one[1]}", f"{other[0]}:{other[1]}"]}
    )
    assert answer.status_code == 303
    shown = browser.get(answer.headers["location"])
    assert "Decided: 2 cases" in shown.text and ids_of(shown.text) == []
    decisions = re.findall(r'name="decision" value="(\w+)"', shown.text)
    assert len(decisions) == 2
    answer = browser.post("/console/queue/undo", {"decision": decisions})
    assert set(ids_of(browser.get(answer.headers["location"]).text)) == {one[0], other[0]}


def test_what_was_not_seen_is_not_decided(fresh: Desk) -> None:
    name, version = case(fresh.store, "p1")
    browser = fresh.browser("moderator")
    browser.get("/console/queue")
    with fresh.store.write("staff:another") as work:
        acts.hold(work, name, "person")
    answer = browser.post("/console/queue/decide", {"action": "remove", "case": [f"{name}:{version}"]})
    shown = browser.get(answer.headers["location"])
    assert "somebody was faster" in shown.text
    with fresh.store.read() as work:
        assert views.case_row(work, name).state == "held"


def test_only_who_may_decide_decides(fresh: Desk) -> None:
    name, version = case(fresh.store, "p1")
    for role in ("intake", "legal", "auditor"):
        browser = fresh.browser(role)
        shown = browser.get("/console/queue")
        assert shown.status_code == 200 and 'value="remove"' not in shown.text
        answer = browser.post("/console/queue/decide", {"action": "remove", "case": [f"{name}:{version}"]})
        assert answer.status_code == 403
    admin = fresh.browser("admin")
    assert admin.get("/console/queue").status_code == 403


def test_a_second_member_cannot_undo_but_a_senior_can(fresh: Desk) -> None:
    name, version = case(fresh.store, "p1")
    mei, lan, chief = fresh.browser("moderator", "mei"), fresh.browser("moderator", "lan"), fresh.browser("senior")
    for browser in (mei, lan, chief):
        browser.get("/console/queue")
    answer = mei.post("/console/queue/decide", {"action": "proposed", "case": [f"{name}:{version}"]})
    decision = answer.headers["location"].partition("done=")[2]
    assert (
        "Another decided it"
        in lan.get(lan.post("/console/queue/undo", {"decision": decision}).headers["location"]).text
    )
    with fresh.store.read() as work:
        assert views.case_row(work, name).state == "decided"
    chief.post("/console/queue/undo", {"decision": decision})
    with fresh.store.read() as work:
        assert views.case_row(work, name).state == "open"


def test_many_are_undone_case_by_case_and_what_stays_says_why(fresh: Desk) -> None:
    late, done, others, mine = (case(fresh.store, f"p{n}", text) for n, text in enumerate(FOUR))
    browser, lan = fresh.browser("moderator"), fresh.browser("moderator", "lan")
    browser.get("/console/queue")
    lan.get("/console/queue")

    def decided(by: Browser, *cases: tuple[str, int]) -> list[str]:
        sent = {"action": "remove", "case": [f"{name}:{version}" for name, version in cases]}
        where = by.post("/console/queue/decide", sent).headers["location"]
        return where.partition("done=")[2].split(".")

    old = decided(browser, late)
    fresh.clock.pass_(undo_lasts() + 1)
    fresh_ones = decided(browser, done, mine)
    another = decided(lan, others)
    browser.post("/console/queue/undo", {"decision": fresh_ones[0]})
    answer = browser.post(
        "/console/queue/undo", {"decision": [*old, *fresh_ones, *another, "01J00000000000000000000000"]}
    )
    text = browser.get(answer.headers["location"]).text
    assert "Undone: 1 case waits again." in text
    for (name, _), why in ((late, "time in which"), (done, "undone already"), (others, "Another decided it")):
        assert re.search(rf'href="/console/cases/{name}">[^\n]*{why}', text), why
    with fresh.store.read() as work:
        assert [views.case_row(work, name).state for name, _ in (late, done, others, mine)] == [
            "decided",
            "open",
            "decided",
            "open",
        ]


def test_a_threat_that_the_screener_does_not_see_is_not_let_stand_in_one_stroke(fresh: Desk) -> None:
    calm, feared = (case(fresh.store, ref, text) for ref, text in (("p1", made.HARMLESS), ("p2", made.HARMLESS[::-1])))
    with fresh.store.write() as work:
        acts.noticed(work, feared[0], f"{1:026d}", True, False, 1.0)
        versions = {name: views.case_row(work, name).version for name, _ in (calm, feared)}
    browser = fresh.browser("moderator")
    assert browser.get("/console/queue").text.count("proposed:") == 1
    assert "somebody fears for a life" in browser.get(f"/console/cases/{feared[0]}").text
    given = {"action": "proposed", "case": [f"{name}:{version}" for name, version in versions.items()]}
    shown = browser.get(browser.post("/console/queue/decide", given).headers["location"])
    assert ids_of(shown.text) == [feared[0]]
    with fresh.store.read() as work:
        assert views.case_row(work, feared[0]).state == "open"


def decided(desk: Desk, action: str) -> str:
    """What is said when all that the queue shows is decided at once."""
    browser = desk.browser("moderator")
    browser.get("/console/queue")
    with desk.store.read() as work:
        shown = [f"{one.id}:{one.version}" for one in views.queue(work).cases]
    answer = browser.post("/console/queue/decide", {"action": action, "case": shown})
    return str(browser.get(answer.headers["location"]).text)


def watched_then_reported(desk: Desk) -> None:
    guards.watched(desk.store)
    guards.arrive(desk.store, made.post("p1", guards.ASKS))
    with desk.store.write() as work:
        made.gather(work, made.post("p1", guards.ASKS), "noticed")


def reported_then_watched(desk: Desk) -> None:
    with desk.store.write() as work:
        made.gather(work, made.post("p1", guards.ASKS), "noticed")
    guards.watched(desk.store)
    guards.arrive(desk.store, made.post("p2", guards.ASKS))


@pytest.mark.parametrize("action", ["proposed", "allow", "nudge"])
@pytest.mark.parametrize("happens", [watched_then_reported, reported_then_watched])
def test_what_is_watched_is_not_let_stand_in_one_stroke_however_it_came(
    fresh: Desk, happens: Callable[[Desk], None], action: str
) -> None:
    happens(fresh)
    page = decided(fresh, action)
    with fresh.store.read() as work:
        waiting = views.queue(work).cases
        assert len(ids_of(page)) == len(waiting) == (2 if happens is watched_then_reported else 1)
    assert page.count(">Guarded<") == len(waiting) and "proposed:" not in page
    assert "open it" in page


def test_a_row_that_nobody_watches_says_nothing_of_it(fresh: Desk) -> None:
    guards.watched(fresh.store)
    case(fresh.store, "p1")
    assert ">Guarded<" not in fresh.browser("moderator").get("/console/queue").text
