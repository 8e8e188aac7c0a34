"""Closures at the desk: a person says so, and only who may (PI-04, CAC-02, MIN-07)."""

import re

import pytest

from reseal.operations.audit.views import about
from tests.interfaces.console.conftest import Desk
from tests.interfaces.console.test_queue import case
from tests.operations.sanctions.given import decided, put, standing

HERE = "/console/closures"


def propose(desk: Desk, ref: str = "user-of-page", **facts: object) -> None:
    with desk.store.write("staff:1") as work:
        put(work, ref, **facts)
        decided(work, ref, category="trade", part="seller")


def test_a_person_confirms_the_closure_and_refuses_the_group(fresh: Desk) -> None:
    propose(fresh, groups=("secret group",))
    browser = fresh.browser("senior")
    text = browser.get(HERE).text
    assert "Close the account" in text and "Dissolve a group" in text and "offered doxxing as a service" in text
    assert "user-of-page" not in text and "secret group" not in text
    close = re.search(r'data-id="(\w+)".*?Close the account', text, re.DOTALL)
    assert close
    said = browser.get(browser.post(f"{HERE}/{close[1]}/confirm").headers["location"]).text
    assert "Confirmed. The platform is asked now" in said and "Close the account" not in said
    group = re.search(r'action="([^"]+/refuse)"', said)
    assert group
    said = browser.get(browser.post(group[1]).headers["location"]).text
    assert "Refused." in said and "Nothing waits for a person." in said
    assert browser.post(group[1]).status_code == 409
    with fresh.store.read() as work:
        now = standing(work, "user-of-page")
        acts = [entry.act for entry in about(work, now.account_id)]
        assert now.blocked and acts.count("sanction.confirmed") == acts.count("sanction.refused") == 1
        assert all(one.by.startswith("staff:") for one in now.sanctions if one.kind == "account.close")


def test_a_minor_s_account_is_marked_and_nobody_named(fresh: Desk) -> None:
    propose(fresh, "xiaoming", minor=True, contact_handle="xiaoming at example.com")
    text = fresh.browser("senior", lang="zh").get(HERE).text
    assert "未成年人账号" in text and "关闭账号" in text and "xiaoming" not in text


def test_the_case_form_says_what_the_authors_did(fresh: Desk) -> None:
    found, version = case(fresh.store, "p1")
    browser = fresh.browser("senior")
    assert 'name="part"' in browser.get(f"/console/cases/{found}").text
    form = {"version": str(version), "action": "remove", "category": "exposure", "clause": "", "part": "organiser"}
    assert browser.post(f"/console/cases/{found}/decide", form).status_code in (200, 303)
    text = browser.get(HERE).text
    assert "organised others" in text and f'href="/console/cases/{found}"' in text


def test_only_the_senior_role_has_the_page(desk: Desk) -> None:
    for role in ("intake", "moderator", "legal", "auditor", "admin"):
        browser = desk.browser(role)
        assert browser.get(HERE).status_code == 403
        assert HERE not in browser.get("/console/settings").text


@pytest.mark.parametrize("act", ["confirm", "refuse"])
def test_what_is_not_there_is_told(desk: Desk, act: str) -> None:
    browser = desk.browser("senior")
    browser.get(HERE)
    assert browser.post(f"{HERE}/nothing/{act}").status_code == 409
