"""What members set for themselves."""

import re

import pytest

from reseal.operations.staff import breaks, views
from reseal.operations.staff.rules import password_fault
from reseal.operations.staff.tables import Passkey
from reseal.storage.clock import MINUTE
from tests.interfaces.console.conftest import Desk
from tests.operations.staff.conftest import HANDED, OWN

NEW = "five slow rivers meet"


def test_language_theme_and_keys_are_kept_and_count_at_once(desk: Desk) -> None:
    browser = desk.browser("moderator", "mei")
    answer = browser.post("/console/settings", {"lang": "zh", "theme": "dark", "break_minutes": "20", "blur": "1"})
    assert answer.status_code == 303
    shown = browser.get(answer.headers["location"])
    assert 'data-theme="dark"' in shown.text and '<html lang="zh-Hans"' in shown.text and "已保存。" in shown.text
    assert 'data-keys="off"' in shown.text
    with desk.store.read() as work:
        member = views.named(work, "mei")
    assert member is not None and member.settings.break_minutes == 20
    assert member.settings.blur and not member.settings.grey and not member.settings.first_password


def test_what_cannot_be_chosen_is_left_as_it_was(desk: Desk) -> None:
    browser = desk.browser("moderator", "lan")
    browser.post("/console/settings", {"lang": "xx", "theme": "pink", "break_minutes": "9999", "keys": "1"})
    browser.post("/console/settings", {"lang": "en", "theme": "pink", "break_minutes": "²", "keys": "1"})
    with desk.store.read() as work:
        member = views.named(work, "lan")
    assert member is not None and member.lang == "en" and member.settings.theme == "system"
    assert member.settings.break_minutes == breaks.rules().after_most


def test_the_password_is_changed_with_the_present_one(fresh: Desk) -> None:
    browser, other = fresh.browser("moderator", "mei"), fresh.browser("moderator", "mei")
    for old, new, words in (
        ("wrong, quite wrong", NEW, "present password is not right"),
        (OWN, "tiny 7", "12 characters"),
        (OWN, "mei " + NEW, "holds your name"),
    ):
        answer = browser.post("/console/settings/password", {"old": old, "new": new})
        assert answer.status_code == 422 and words in answer.text and new not in answer.text
    assert browser.post("/console/settings/password", {"old": OWN, "new": NEW}).status_code == 303
    assert browser.get("/console/settings").status_code == 200 and other.get("/console/settings").status_code == 303
    assert fresh.anybody().post("/console/sign-in", {"name": "mei", "password": OWN}).status_code == 401
    assert fresh.anybody().post("/console/sign-in", {"name": "mei", "password": NEW}).status_code == 303


def test_another_device_for_codes_is_set_up_after_the_password(fresh: Desk) -> None:
    browser = fresh.browser("moderator", "mei")
    fresh.clock.pass_(MINUTE)
    assert browser.get("/console/settings/code").status_code == 303
    assert browser.get("/console/settings/code.svg").status_code == 404
    assert browser.post("/console/settings/code/begin", {"password": "wrong"}).status_code == 422
    assert browser.post("/console/settings/code/begin", {"password": OWN}).status_code == 303
    before = fresh.secrets["mei"]
    shown = browser.get("/console/settings/code").text
    fresh.secrets["mei"] = "".join(shown.split('class="secret"><code>')[1].split("</code>")[0].split())
    assert fresh.secrets["mei"] != before
    assert b"<svg" in browser.get("/console/settings/code.svg").content
    answer = browser.post("/console/settings/code", {"code": "000000"})
    assert answer.status_code == 422 and fresh.secrets["mei"][:4] in answer.text
    assert browser.post("/console/settings/code", {"code": fresh.code("mei")}).status_code == 303
    assert browser.get("/console/settings/code").status_code == 303
    fresh.browser("moderator", "mei")


def test_trying_passwords_in_the_settings_counts_too(fresh: Desk) -> None:
    browser = fresh.browser("moderator", "mei")
    for _ in range(5):
        browser.post("/console/settings/code/begin", {"password": "wrong, quite wrong"})
    assert browser.post("/console/settings/code/begin", {"password": OWN}).status_code == 422
    fresh.clock.pass_(MINUTE)
    assert browser.post("/console/settings/code/begin", {"password": OWN}).status_code == 303


def test_one_sees_and_ends_ones_other_sessions_with_the_password(fresh: Desk) -> None:
    here, there = fresh.browser("moderator", "mei"), fresh.browser("moderator", "mei")
    yonder, another = fresh.browser("moderator", "mei"), fresh.browser("moderator", "lan")
    handles = re.findall(r'name="session" value="([0-9a-f]+)"', here.get("/console/settings").text)
    assert len(handles) == 2, "the others, and not this one"
    answer = here.post("/console/settings/sessions/end", {"session": handles, "password": "not the password"})
    assert answer.status_code == 422 and "present password" in answer.text
    assert there.get("/console/settings").status_code == yonder.get("/console/settings").status_code == 200
    ended = {"session": handles[0], "password": OWN}  # yonder, the one that was used last
    assert another.post("/console/settings/sessions/end", ended).status_code == 303, "ends nothing of another's"
    assert yonder.get("/console/settings").status_code == 200
    assert here.post("/console/settings/sessions/end", ended).status_code == 303
    statuses = [one.get("/console/settings").status_code for one in (here, there, yonder, another)]
    assert sorted(statuses[1:3]) == [200, 303] and statuses[0] == statuses[3] == 200
    (left,) = re.findall(r'name="session" value="([0-9a-f]+)"', here.get("/console/settings").text)
    assert here.post("/console/settings/sessions/end", {"session": left, "password": OWN}).status_code == 303
    assert "In this browser alone." in here.get("/console/settings").text


def test_a_passkey_is_removed_with_the_password(fresh: Desk) -> None:
    mei, lan = fresh.browser("moderator", "mei"), fresh.browser("moderator", "lan")
    with fresh.store.write() as work:
        row = {"credential": b"c", "public_key": b"k", "uses": 0, "name": "key", "created_at": work.now}
        work.session.add(Passkey(id="1" * 26, member_id=fresh.people["mei"], **row))
    path = f"/console/settings/passkeys/{'1' * 26}/remove"
    for password in ("", "not the password"):
        answer = mei.post(path, {"password": password})
        assert answer.status_code == 422 and "present password is not right" in answer.text
    assert lan.post(path, {"password": OWN}).status_code == 404, "another's"
    with fresh.store.read() as work:
        assert work.session.get(Passkey, "1" * 26) is not None
    assert mei.post(path, {"password": OWN}).status_code == 303
    with fresh.store.read() as work:
        assert work.session.get(Passkey, "1" * 26) is None


def test_passkeys_need_a_site_that_browsers_make_them_for(desk: Desk) -> None:
    browser = desk.browser("moderator", "ping")
    assert "http://localhost" in browser.get("/console/settings").text
    answer = browser.post("/console/settings/passkeys/offer", {"password": OWN})
    assert answer.status_code == 422 and "localhost" in answer.json()["error"]
    assert desk.anybody().post("/console/sign-in/passkey/ask").status_code == 422
    assert desk.anybody().post("/console/sign-in/passkey", {"answer": "{}"}).status_code == 401
    assert browser.post("/console/settings/passkeys", {"answer": "{}"}).status_code == 422
    assert browser.post("/console/settings/passkeys/none/remove", {"password": OWN}).status_code == 404


def test_a_break_is_proposed_on_every_page_and_ends_when_it_is_taken(fresh: Desk) -> None:
    browser = fresh.browser("moderator", "mei")
    assert browser.post("/console/break/look").status_code == 204
    for _ in range(45):
        fresh.clock.pass_(MINUTE)
        assert browser.post("/console/break/look").status_code == 204
    assert "45 minutes of hard content without a break" in browser.get("/console/settings").text
    partial = browser.get("/console/break", hx_request="true")
    assert "45 minutes" in partial.text and "<html" not in partial.text
    answer = browser.post("/console/break", {"back": "/console/help"})
    assert answer.status_code == 303 and answer.headers["location"] == "/console/help"
    assert "45 minutes" not in browser.get("/console/settings").text


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("three quiet herons", None),
        ("短短", "too_short"),
        ("门前大桥下游过一群鸭快来", None),
        ("x" * 257, "too_long"),
        ("my reseal password", "like_the_name"),
        ("MEI and something", "like_the_name"),
        ("aaaaaaaaaaaaaaaa", "too_plain"),
        ("ababababababab", "too_plain"),
        ("12345678901234", "too_plain"),
        ("98765432109876", "too_plain"),
        ("86420864208642086420", "too_plain"),
    ],
)
def test_which_passwords_are_taken(password: str, fault: str | None) -> None:
    assert password_fault(password, "mei") == fault


def test_every_password_stands_beside_the_name_that_it_belongs_to(desk: Desk) -> None:
    """Password managers keep a password under the name beside it, and read no field of type hidden."""
    name = '<input type="text" value="moderator-en" autocomplete="username"'
    shown = desk.browser("moderator").get("/console/settings").text
    forms = [form for form in shown.split("<form")[1:] if 'type="password"' in form]
    assert len(forms) == 2 and all(form.count(name) == 1 for form in forms)
    desk.add("li", "intake")
    browser = desk.anybody()
    browser.get("/console/sign-in")
    first = browser.post("/console/sign-in", {"name": "li", "password": HANDED}).headers["location"]
    assert 'value="li" autocomplete="username"' in browser.get(first).text
