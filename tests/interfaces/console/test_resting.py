"""Limits of time with hard content, kindly: what is begun is sent, danger to life opens, one may finish (SYS-08)."""

from typing import Any

from reseal.operations.cases.rules import Stakes, weight_of
from reseal.operations.staff import breaks
from reseal.operations.staff.breaks import rules
from reseal.operations.staff.tables import TimeExposed
from reseal.storage.clock import DAY, MINUTE
from tests.interfaces.console.conftest import Desk
from tests.interfaces.console.test_case import version_of
from tests.interfaces.console.test_queue import case

REST = "/console/resting"


def look(desk: Desk, name: str, minutes: int) -> None:
    """So many minutes with hard content, without a break, up to now."""
    with desk.store.write() as work:
        breaks.look(work, desk.people[name])
    with desk.store.write() as work:
        row = work.session.get(TimeExposed, (desk.people[name], breaks.day_of(work.now)))
        assert row is not None
        row.milliseconds, row.since_break = row.milliseconds + minutes * MINUTE, row.since_break + minutes * MINUTE


def test_hard_pages_rest_after_a_stretch_and_open_again_after_a_break(fresh: Desk) -> None:
    browser = fresh.browser("moderator", "mo")
    name, _ = case(fresh.store, "p1")
    look(fresh, "mo", rules().limit.stretch_minutes)
    away = browser.get(f"/console/cases/{name}")
    assert away.status_code == 303 and away.headers["location"].startswith(REST)
    text = browser.get(away.headers["location"]).text
    assert (
        "120 minutes without a break" in text
        and "/console/settings" in text
        and "/console/queue" not in text.partition("<main")[2]
    )
    assert browser.get("/console/queue/rows", hx_request="true").headers["hx-redirect"] == REST
    assert browser.get("/console/settings").status_code == 200
    sent = browser.post(f"/console/cases/{name}/hold", {"version": str(version_of(fresh, name))})
    assert sent.headers["location"] == f"/console/cases/{name}"  # what was begun
    fresh.clock.pass_(rules().break_minutes * MINUTE)
    assert browser.get(f"/console/cases/{name}").status_code == 200
    assert browser.get(f"{REST}?back=/console/queue").headers["location"] == "/console/queue"


def test_one_may_go_on_to_finish_but_not_without_end(fresh: Desk) -> None:
    browser = fresh.browser("moderator", "mo", "zh")
    name, _ = case(fresh.store, "p1")
    look(fresh, "mo", rules().limit.stretch_minutes)
    for _ in range(rules().limit.grace_times):
        assert "做完再休息" in browser.get(f"{REST}?back=/console/cases/{name}").text
        went = browser.post(REST, {"back": f"/console/cases/{name}"})
        assert went.headers["location"] == f"/console/cases/{name}"
        assert browser.get(f"/console/cases/{name}").status_code == 200
        fresh.clock.pass_(rules().limit.grace_minutes * MINUTE)
        look(fresh, "mo", rules().limit.stretch_minutes)
    assert "做完再休息" not in browser.get(REST).text
    assert browser.post(REST, {"back": "https://elsewhere.example.com"}).status_code == 409


def test_danger_to_life_opens_all_the_same(fresh: Desk) -> None:
    browser = fresh.browser("moderator", "mo")
    name, _ = case(fresh.store, "p1")
    with fresh.store.write() as work:
        connection: Any = work.session.connection()
        weight = weight_of(Stakes("critical", "exposure", threat=True))
        connection.exec_driver_sql(f'UPDATE "case" SET threat = 1, weight = {weight}')
    look(fresh, "mo", rules().limit.day_minutes)
    assert f"/console/cases/{name}" in browser.get(REST).text
    assert browser.get(f"/console/cases/{name}").status_code == 200
    assert browser.get("/console/queue").status_code == 303
    fresh.clock.pass_(DAY - fresh.clock.now % DAY + 11 * MINUTE)
    assert fresh.browser("moderator", "mo").get("/console/queue").status_code == 200
