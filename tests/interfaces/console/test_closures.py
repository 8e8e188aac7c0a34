"""What follows for authors, at the desk: who decides names their part; nobody is named (CAC-02, MIN-07)."""

from tests.interfaces.console.conftest import Desk
from tests.interfaces.console.test_queue import case
from tests.operations.sanctions.given import decided, put, standing

HERE = "/console/closures"


def test_who_decides_says_what_the_authors_did_and_an_organiser_s_closure_waits(fresh: Desk) -> None:
    found, version = case(fresh.store, "p1")
    browser = fresh.browser("senior")
    assert 'name="part"' in browser.get(f"/console/cases/{found}").text
    form = {"version": str(version), "action": "remove", "category": "exposure", "clause": "", "part": "organiser"}
    assert browser.post(f"/console/cases/{found}/decide", form).status_code in (200, 303)
    text = browser.get(HERE).text
    assert "organised others" in text and f'href="/console/cases/{found}"' in text


def test_a_part_that_is_none_is_told_from_the_posts(fresh: Desk) -> None:
    found, version = case(fresh.store, "p1")
    browser = fresh.browser("senior")
    browser.get(f"/console/cases/{found}")
    form = {"version": str(version), "action": "remove", "category": "exposure", "clause": "", "part": "king"}
    assert browser.post(f"/console/cases/{found}/decide", form).status_code in (200, 303)
    assert "organised others" not in browser.get(HERE).text


def test_nothing_names_a_minor(fresh: Desk) -> None:
    with fresh.store.write("staff:1") as work:
        put(work, "xiaoming", minor=True, contact_handle="xiaoming at example.com", groups=("secret group",))
        decided(work, "xiaoming", category="trade", part="seller")
        account = standing(work, "xiaoming").account_id
    browser = fresh.browser("senior", lang="zh")
    for page in (HERE, f"/console/accounts/{account}"):
        text = browser.get(page).text
        assert account[-6:] in text and "xiaoming" not in text and "secret group" not in text
