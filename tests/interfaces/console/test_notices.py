"""A notice at the desk: its words under a reveal, what is asked of its notifier, passing on and taking back."""

import re

import pytest

from reseal.operations.audit import views as audit
from reseal.operations.notices import views
from reseal.storage.clock import MINUTE
from tests.interfaces.console.conftest import Browser, Desk
from tests.operations.notices.given import EXPOSING, case_of, file, id_of, keep, status

WORDS = "他公开了我的手机，号码是 13800004471"
LINK = "t-1"


class Filed:
    """A notice and the case that it is part of."""

    def __init__(self, desk: Desk, **more: object) -> None:
        keep(desk.store, {LINK: EXPOSING})
        self.desk = desk
        self.got = file(desk.store, description=WORDS, posts=(LINK,), contact="zhang@example.com", **more)
        self.id = id_of(desk.store, self.got)
        self.case = case_of(desk.store, self.got)[0]
        self.page = f"/console/notices/{self.id}"

    @property
    def state(self) -> str:
        with self.desk.store.read() as work:
            return views.of_notice(work, self.id).state

    def entries(self) -> list[str]:
        with self.desk.store.read() as work:
            return [entry.act for entry in audit.about(work, self.id)]


@pytest.fixture
def filed(fresh: Desk) -> Filed:
    return Filed(fresh)


def shown(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_nobody_sees_a_word_of_it_without_a_reveal(filed: Filed) -> None:
    for role in ("intake", "moderator", "senior", "legal", "auditor"):
        browser = filed.desk.browser(role)
        for path in (filed.page, f"/console/cases/{filed.case}"):
            text = shown(browser, path)
            assert "13800004471" not in text and WORDS[:6] not in text and "zhang@example.com" not in text
            assert ("Answer the notice</summary>" in text) == (role in ("intake", "moderator", "senior"))
            assert ("words readable</summary>" in text) == (role in ("moderator", "senior", "legal"))


def test_a_reveal_asks_a_purpose_lasts_minutes_and_is_on_record(filed: Filed) -> None:
    browser, other = filed.desk.browser("moderator"), filed.desk.browser("senior")
    shown(browser, filed.page)
    asked = {"case": filed.case, "minutes": "5"}
    assert browser.post(f"{filed.page}/reveal", asked).status_code == 422
    assert browser.post(f"{filed.page}/reveal", {**asked, "purpose": "decide", "minutes": "999"}).status_code == 422
    answer = browser.post(f"{filed.page}/reveal", {**asked, "purpose": "decide"})
    assert answer.headers["location"] == f"/console/cases/{filed.case}#n-{filed.id}"
    text = shown(browser, f"/console/cases/{filed.case}")
    assert WORDS in text and LINK in text and "zhang@example.com" not in text, "no act needs the contact"
    assert WORDS not in shown(other, filed.page)
    with filed.desk.store.read() as work:
        (entry,) = [entry for entry in audit.about(work, filed.case) if entry.act == "reveal.opened"]
    assert entry.detail == {"notice": filed.id, "purpose": "decide", "minutes": 5}
    browser.post(f"{filed.page}/hide")
    assert WORDS not in shown(browser, filed.page)
    browser.post(f"{filed.page}/reveal", {**asked, "purpose": "decide"})
    filed.desk.clock.pass_(6 * MINUTE)
    assert WORDS not in shown(browser, filed.page)


def test_a_reveal_in_a_case_that_another_has_taken_raises_an_alert(filed: Filed) -> None:
    shown(filed.desk.browser("moderator"), f"/console/cases/{filed.case}")  # taken by opening it
    other = filed.desk.browser("senior")
    shown(other, filed.page)
    other.post(f"{filed.page}/reveal", {"purpose": "quality", "minutes": "1"})
    assert "unusual reveals" in shown(filed.desk.browser("auditor"), "/console/audit")


def test_what_is_missing_is_asked_for(filed: Filed) -> None:
    browser = filed.desk.browser("intake")
    shown(browser, filed.page)
    answer = browser.post(f"{filed.page}/ask", {"what": "pictures", "case": filed.case})
    assert filed.state == "asked" and status(filed.desk.store, filed.got).asked == ("pictures",)
    text = shown(browser, answer.headers["location"].partition("#")[0])
    assert "The notifier is asked." in text and "a screenshot" in text
    assert browser.post(f"{filed.page}/ask", {"what": "a passport"}).status_code == 422


def test_what_is_about_something_else_is_passed_on_and_taken_back(filed: Filed) -> None:
    browser = filed.desk.browser("moderator")
    shown(browser, filed.page)
    answer = browser.post(f"{filed.page}/reroute", {"to": "harassment", "case": filed.case})
    assert filed.state == "rerouted" and status(filed.desk.store, filed.got).status == "rerouted"
    text = shown(browser, answer.headers["location"].partition("#")[0])
    assert "passed on" in text and re.search(r'action="/console/notices/\w+/take-back".*data-keys="u"', text, re.DOTALL)
    listed = shown(browser, "/console/passed-on")
    assert filed.page in listed and "moderator-en" in listed and "Harassment" in listed
    assert filed.page not in shown(browser, "/console/passed-on?to=account")
    assert browser.post(f"{filed.page}/reroute", {"to": "other"}).status_code == 409
    assert browser.post(f"{filed.page}/take-back").status_code == 303
    assert filed.state == "received" and filed.page not in shown(browser, "/console/passed-on")
    assert status(filed.desk.store, filed.got).history[-1].kind == "taken_back"
    assert browser.post(f"{filed.page}/take-back").status_code == 409
    assert {"notice.rerouted", "notice.taken_back"} <= set(filed.entries())


def test_one_that_was_misdirected_from_the_start_gets_a_case_when_it_is_taken_back(fresh: Desk) -> None:
    got = file(fresh.store, description="我的账号被盗了，请帮忙", posts=(), about="account")
    assert case_of(fresh.store, got) == []
    browser, name = fresh.browser("intake"), id_of(fresh.store, got)
    text = shown(browser, "/console/passed-on")
    assert "the notifier's own choice" in text and f"/console/notices/{name}" in text
    assert "It is in no case." in shown(browser, f"/console/notices/{name}")
    assert browser.post(f"/console/notices/{name}/take-back").status_code == 303
    (case,) = case_of(fresh.store, got)
    assert f'id="n-{name}"' in shown(browser, f"/console/cases/{case}")


def test_plainly_unfounded_is_noted_once(filed: Filed) -> None:
    browser = filed.desk.browser("moderator")
    shown(browser, filed.page)
    assert browser.post(f"{filed.page}/unfounded").status_code == 303
    assert browser.post(f"{filed.page}/unfounded").status_code == 409
    assert filed.entries().count("notice.unfounded") == 1
    assert "plainly unfounded" in shown(browser, filed.page)


def test_a_notice_that_is_none_is_said_so(fresh: Desk) -> None:
    browser = fresh.browser("moderator")
    assert browser.get("/console/notices/01J00000000000000000000000").status_code == 404
    assert browser.post("/console/notices/none/ask", {"what": "posts"}).status_code == 404
    assert browser.get("/console/notices/none/pictures/0").status_code == 404


def test_only_so_many_of_a_case_are_shown(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from reseal.interfaces.console import case

    monkeypatch.setattr(case, "MOST_NOTICES", 2)
    filed = Filed(fresh)
    for number in range(3):
        file(fresh.store, description=f"也看到了 {number}", posts=(LINK,), contact=f"m{number}@example.com")
    text = shown(fresh.browser("moderator"), f"/console/cases/{filed.case}")
    assert text.count('<article id="n-') == 2 and "2 more notices are not shown here" in text
