"""The settings of whom a provider of identities lets in: no password is asked, for they have none here."""

import pyotp
import pytest

from reseal.operations.staff import acts, identities, sessions
from reseal.operations.staff.identities import Profile
from reseal.storage.clock import MINUTE
from tests.interfaces.console.conftest import Browser, Desk

ISSUER = "https://login.example.com"


class Elsewhere:
    """Somebody whom the provider lets in, with codes of this desk or without."""

    def __init__(self, desk: Desk, name: str, *, codes: bool) -> None:
        self.desk, self.secret = desk, acts.new_secret() if codes else ""
        with desk.store.write() as work:
            known = identities.make(work, ISSUER, Profile(f"u-{name}", name), "moderator", "oidc")
            self.id = known.member_id
            assert not codes or acts.set_code(work, self.id, self.secret, self.code())

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.desk.clock() // 1000)

    def browser(self) -> Browser:
        with self.desk.store.write() as work:
            begun = sessions.begin(work, self.id, proven=True)
        browser = Browser(self.desk, begun.cookie, begun.session.csrf)
        browser.post("/console/settings", {"lang": "en", "theme": "system", "break_minutes": "45"})
        return browser


@pytest.mark.parametrize("codes", [True, False])
def test_no_form_asks_for_a_password_that_there_is_not(desk: Desk, codes: bool) -> None:
    mei = Elsewhere(desk, f"mei-{codes}", codes=codes)
    browser = mei.browser()
    mei.browser()  # a second one, so that there is something to sign out of
    page = browser.get("/console/settings").text
    assert 'type="password"' not in page and "passkey" not in page.lower()
    assert "You sign in at your organisation" in page
    assert page.count('autocomplete="one-time-code"') == (2 if codes else 0)


def test_what_asks_for_a_password_is_refused_and_costs_no_try(desk: Desk) -> None:
    browser = Elsewhere(desk, "lan", codes=False).browser()
    for _ in range(6):
        answer = browser.post("/console/settings/password", {"old": "wrong, quite wrong", "new": "five slow rivers"})
        assert answer.status_code == 422 and "your password is changed there" in answer.text
    assert browser.post("/console/settings/code/begin", {"password": ""}).status_code == 422
    assert browser.get("/console/settings").status_code == 200


def test_another_device_for_codes_is_set_up_after_a_code_of_the_present_one(desk: Desk) -> None:
    mei = Elsewhere(desk, "ada", codes=True)
    browser = mei.browser()
    answer = browser.post("/console/settings/code/begin", {"password": "000000"})
    assert answer.status_code == 422 and "code" in answer.text
    desk.clock.pass_(MINUTE)
    now = mei.code()
    assert browser.post("/console/settings/code/begin", {"password": now}).status_code == 303
    assert browser.post("/console/settings/code/begin", {"password": now}).status_code == 422, "a code works once"
    assert browser.get("/console/settings/code").status_code == 200


@pytest.mark.parametrize("codes", [True, False])
def test_other_browsers_are_signed_out(desk: Desk, codes: bool) -> None:
    mei = Elsewhere(desk, f"yu-{codes}", codes=codes)
    browser, other = mei.browser(), mei.browser()
    desk.clock.pass_(MINUTE)
    handle = browser.get("/console/settings").text.partition('name="session" value="')[2].partition('"')[0]
    if codes:
        answer = browser.post("/console/settings/sessions/end", {"session": handle, "password": "000000"})
        assert answer.status_code == 422 and other.get("/console/settings").status_code == 200
    sent = {"session": handle, "password": mei.code() if codes else ""}
    assert browser.post("/console/settings/sessions/end", sent).status_code == 303
    assert browser.get("/console/settings").status_code == 200 and other.get("/console/settings").status_code == 303


def test_no_passkey_lets_them_in_past_the_provider(desk: Desk) -> None:
    mei = Elsewhere(desk, "kim", codes=True)
    browser = mei.browser()
    desk.clock.pass_(MINUTE)
    answer = browser.post(
        "/console/settings/passkeys/offer",
        {"password": mei.code()},
        host="localhost:8420",
        origin="http://localhost:8420",
    )
    assert answer.status_code == 422 and "options" not in answer.json()
