"""The page of a case."""

import re

from reseal.operations.audit import views as audit
from reseal.operations.cases import acts, views
from reseal.storage.clock import MINUTE
from tests.interfaces.console.conftest import Browser, Desk
from tests.interfaces.console.test_queue import case
from tests.operations import factories as made

SECRETS = ("13800001234", "东华路12号", "李小四")


def version_of(desk: Desk, name: str) -> int:
    with desk.store.read() as work:
        return views.case_row(work, name).version


def opened(browser: Browser, name: str) -> str:
    shown = browser.get(f"/console/cases/{name}")
    assert shown.status_code == 200
    return shown.text


def test_it_shows_all_that_is_known_and_nothing_personal(fresh: Desk) -> None:
    name, _ = case(fresh.store, "p1")
    for number in range(2, 6):
        case(fresh.store, f"p{number}")
    for role, lang in (("moderator", "en"), ("senior", "zh"), ("auditor", "en"), ("legal", "zh"), ("intake", "zh")):
        text = opened(fresh.browser(role, lang=lang), name)
        assert not [secret for secret in SECRETS if secret in text]
        assert ("[phone]" if lang == "en" else "〔电话〕") in text
        assert "<svg" in text and "style=" not in text and "onclick" not in text
    with fresh.store.read() as work:
        assert views.case_row(work, name).first_viewed_at is not None


def test_one_decision_acts_on_all_and_the_next_case_opens(fresh: Desk) -> None:
    name, _ = case(fresh.store, "p1")
    for number in range(2, 6):
        case(fresh.store, f"p{number}")
    other, _ = case(fresh.store, "q1", made.OTHER_DOX)
    browser = fresh.browser("moderator")
    opened(browser, name)
    answer = browser.post(
        f"/console/cases/{name}/decide",
        {"action": "remove", "category": "exposure", "version": version_of(fresh, name)},
    )
    assert answer.status_code == 303 and answer.headers["location"].startswith(f"/console/cases/{other}?done=")
    shown = browser.get(answer.headers["location"]).text
    assert "5 posts" in shown and 'data-keys="u"' in shown
    decision = answer.headers["location"].partition("done=")[2]
    back = browser.post("/console/queue/undo", {"decision": decision, "to": "case"})
    assert back.headers["location"] == f"/console/cases/{name}"


def test_whoever_was_slower_is_told_so_and_nothing_is_done(fresh: Desk) -> None:
    name, version = case(fresh.store, "p1")
    browser = fresh.browser("moderator")
    opened(browser, name)
    with fresh.store.write("staff:another") as work:
        acts.hold(work, name, "person")
    sent = {"action": "remove", "category": "trade", "version": version}
    answer = browser.post(f"/console/cases/{name}/decide", sent)
    assert answer.status_code == 409 and "somebody was faster" in answer.text
    assert '<option value="trade" selected>' in answer.text  # what was chosen is kept
    answer = browser.post(f"/console/cases/{name}/release", {"version": version})
    assert answer.status_code == 409


def test_hold_and_release(fresh: Desk) -> None:
    name, version = case(fresh.store, "p1")
    browser = fresh.browser("intake")
    opened(browser, name)
    assert browser.post(f"/console/cases/{name}/hold", {"version": version}).status_code == 303
    assert "Show again" in opened(browser, name)
    assert browser.post(f"/console/cases/{name}/hold", {"version": version_of(fresh, name)}).status_code == 409
    assert browser.post(f"/console/cases/{name}/release", {"version": version_of(fresh, name)}).status_code == 303


def test_refusals_are_said_in_the_readers_language(fresh: Desk) -> None:
    name, version = case(fresh.store, "p1")
    browser = fresh.browser("moderator", lang="zh")
    opened(browser, name)
    answer = browser.post(f"/console/cases/{name}/decide", {"action": "remove", "category": "none", "version": version})
    assert answer.status_code == 409 and "类别" in answer.text
    assert browser.get("/console/cases/nothing").status_code == 404


def test_a_text_is_readable_for_minutes_to_one_member(fresh: Desk) -> None:
    name, _ = case(fresh.store, "p1")
    mei, lan = fresh.browser("moderator", "mei"), fresh.browser("moderator", "lan")
    snapshot = re.findall(r'id="s-(\w+)"', opened(mei, name))[0]
    bad = mei.post(f"/console/cases/{name}/reveal", {"snapshot": snapshot, "purpose": "curious", "minutes": "5"})
    assert bad.status_code == 422
    sent = {"snapshot": snapshot, "purpose": "decide", "minutes": "5"}
    assert mei.post(f"/console/cases/{name}/reveal", sent).status_code == 303
    assert "13800001234" in opened(mei, name) and "13800001234" not in opened(lan, name)
    fresh.clock.pass_(5 * MINUTE)
    assert "13800001234" not in opened(mei, name)
    mei.post(f"/console/cases/{name}/reveal", sent)
    mei.post(f"/console/cases/{name}/hide", {"snapshot": snapshot})
    assert "13800001234" not in opened(mei, name)
    with fresh.store.read() as work:
        assert [one.act for one in audit.about(work, name) if one.act.startswith("reveal.")] == ["reveal.opened"] * 2
    assert fresh.browser("auditor").post(f"/console/cases/{name}/reveal", sent).status_code == 403


def test_spans_and_category_are_mended(fresh: Desk) -> None:
    name, _ = case(fresh.store, "p1", made.DOX + "，她常去北桥那家面馆")
    browser = fresh.browser("moderator")
    shown = opened(browser, name)
    snapshot = re.findall(r'id="s-(\w+)"', shown)[0]
    kept = dict.fromkeys(re.findall(r'name="(keep-\d+)"', shown), "1")
    assert kept
    mending = {**kept, "snapshot": snapshot, "category": "incitement", "words": "北桥那家面馆", "new_type": "workplace"}
    path = f"/console/cases/{name}/correct"
    assert browser.post(path, {**mending, "version": version_of(fresh, name)}).status_code == 409  # not readable yet
    browser.post(f"/console/cases/{name}/reveal", {"snapshot": snapshot, "purpose": "correct", "minutes": "5"})
    missing = browser.post(path, {**mending, "words": "没有的词", "version": version_of(fresh, name)})
    assert missing.status_code == 422
    assert browser.post(path, {**mending, "version": version_of(fresh, name)}).status_code == 303
    browser.post(f"/console/cases/{name}/hide", {"snapshot": snapshot})
    shown = opened(browser, name)
    assert "北桥那家面馆" not in shown and "[workplace]" in shown


def test_the_next_case_is_one_that_nobody_else_has(fresh: Desk) -> None:
    one, _ = case(fresh.store, "p1")
    other, _ = case(fresh.store, "q1", made.OTHER_DOX)
    mei, lan = fresh.browser("moderator", "mei"), fresh.browser("moderator", "lan")
    taken = mei.get("/console/next").headers["location"]
    opened(mei, taken.rpartition("/")[2])
    assert lan.get("/console/next").headers["location"] != taken
    behind = mei.get(f"/console/next?after={taken.rpartition('/')[2]}").headers["location"]
    assert behind != taken and behind.rpartition("/")[2] in (one, other)
