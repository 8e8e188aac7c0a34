"""The page on which staff checks what no code can prove; and the mark of a case in which a guard was hit."""

import re

from reseal.operations.audit import views as audit
from reseal.operations.guards import acts, views
from reseal.operations.guards.words import Form
from tests.interfaces.console.conftest import Desk
from tests.operations import factories as made
from tests.operations.guards import given

PLATE = "京A·0000Z"


def make(desk: Desk) -> str:
    """A guard with a plate; answers the id of the value."""
    with desk.store.write("public") as work:
        acts.file(work, Form(values=(("licence_plate", PLATE),), words="<b>我的车"))
        return views.to_check(work, "", 9)[-1].id


def reveal(desk: Desk, value: str, role: str = "moderator") -> str:
    browser = desk.browser(role)
    browser.get("/console/guards")
    answer = browser.post(f"/console/guards/{value}/reveal", {"purpose": "decide", "minutes": "5"})
    assert answer.status_code == 303
    return browser.get("/console/guards").text


def test_a_value_is_masked_until_somebody_makes_it_readable_on_record(fresh: Desk) -> None:
    value = make(fresh)
    browser = fresh.browser("moderator")
    page = browser.get("/console/guards").text
    assert value in page and PLATE not in page and "我的车" not in page
    shown = reveal(fresh, value)
    assert PLATE in shown and "&lt;b&gt;我的车" in shown
    assert PLATE not in fresh.browser("senior").get("/console/guards").text, "readable to who asked alone"
    with fresh.store.read() as work:
        guard = views.one_to_check(work, value).guard_id
        assert "reveal.opened" in [one.act for one in audit.about(work, guard)]


def test_who_decides_has_read_it(fresh: Desk) -> None:
    value = make(fresh)
    browser = fresh.browser("moderator")
    browser.get("/console/guards")
    assert browser.post(f"/console/guards/{value}/check", {"choice": "accept"}).status_code == 422
    reveal(fresh, value)
    answer = browser.post(f"/console/guards/{value}/check", {"choice": "accept"})
    assert answer.status_code == 303 and answer.headers["location"].endswith("done=accepted")
    page = browser.get("/console/guards?done=accepted").text
    assert "The value is watched" in page and PLATE not in page
    assert browser.post(f"/console/guards/{value}/check", {"choice": "refuse"}).status_code == 404


def test_bad_forms_do_nothing(fresh: Desk) -> None:
    value = make(fresh)
    browser = fresh.browser("senior")
    browser.get("/console/guards")
    for data in ({}, {"purpose": "curiosity", "minutes": "5"}, {"purpose": "decide", "minutes": "x"}):
        assert browser.post(f"/console/guards/{value}/reveal", data).status_code == 422
    assert browser.post("/console/guards/nothing/reveal", {"purpose": "decide", "minutes": "5"}).status_code == 404


def test_a_case_says_that_something_in_it_is_guarded(fresh: Desk) -> None:
    given.watched(fresh.store)
    given.arrive(fresh.store, made.post("p1", given.ASKS))
    (row,) = given.rows(fresh.store)
    for lang, said in (("en", r"Guarded: phone number · 1 post"), ("zh", r"有人守护: 电话号码 · 1")):
        page = fresh.browser("senior", lang=lang).get(f"/console/cases/{row.id}").text
        assert re.search(said, page), lang
