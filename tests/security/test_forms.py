"""CSRF and session fixation: every form of the console, and of the public's door, sent by somebody else's page."""

from tests.interfaces.console.conftest import ORIGIN, Desk
from tests.interfaces.console.test_access import doors

FOREIGN = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "", "sec_fetch_site": "cross-site"},
    {"origin": "", "sec_fetch_site": "same-site"},
    {"origin": ""},
)


def _counted(desk: Desk) -> list[int]:
    from sqlalchemy import func, select

    from reseal.operations.audit.tables import AuditEntry
    from reseal.operations.staff.tables import Member, StaffSession
    from reseal.operations.tokens.tables import TokenRow

    with desk.store.read() as work:
        done = select(func.count()).select_from(AuditEntry).where(AuditEntry.act != "access.refused")
        return [
            work.session.scalar(done) or 0,
            *(
                work.session.scalar(select(func.count()).select_from(table)) or 0
                for table in (Member, StaffSession, TokenRow)
            ),
        ]


def test_no_form_of_the_console_is_taken_from_elsewhere_or_without_its_token(desk: Desk) -> None:
    """Each POST with an open session's cookie: from another origin, without origin, without or with a wrong token."""
    everybody = desk.everybody()
    other = desk.browser("admin", "other-admin")
    posts = [door for door in doors(desk) if door.path.startswith("/console") and door.method != "GET"]
    assert len(posts) > 15
    before = _counted(desk)
    for door in posts:
        for browser in everybody.values():
            for headers in FOREIGN:
                answer = desk.send(door.method, door.address, browser.cookies, headers, {"csrf": browser.csrf})
                assert answer.status_code == 403, f"{door.path} {headers}: {answer.status_code}"
            for token in ("", "x", browser.csrf[:-1], other.csrf, "\0", "é"):
                answer = desk.send(door.method, door.address, browser.cookies, {"origin": ORIGIN}, {"csrf": token})
                assert answer.status_code == 403, f"{door.path} with {token!r}: {answer.status_code}"
    assert _counted(desk) == before, "nothing was done"


def test_a_get_changes_nothing(desk: Desk) -> None:
    """A link or a picture on a foreign page can send GET alone: no door that acts takes it."""
    browser = desk.browser("admin", "looks")
    before = _counted(desk)
    for door in doors(desk):
        # a provider sends browsers back by GET (OIDC): state and cookie guard that door, and what fails there is noted
        if door.method == "GET" and door.path.startswith("/console") and not door.path.endswith("/oidc/back"):
            desk.send("GET", door.address, browser.cookies, {})
    assert _counted(desk) == before
    for door in doors(desk):
        if door.method == "POST" and door.path.startswith(("/console", "/report/")):
            others = {one.method for one in doors(desk) if one.path == door.path}
            if "GET" not in others:
                assert desk.send("GET", door.address, browser.cookies, {}).status_code in (303, 404, 405), door


def test_a_cookie_that_was_planted_before_the_sign_in_opens_nothing_after_it(desk: Desk) -> None:
    """Session fixation: a cookie of the attacker's choosing, and one of a session that the attacker has begun."""
    from tests.operations.staff.conftest import HANDED

    desk.add("fixed", "moderator")
    for planted in ("chosen-by-somebody-else", "A" * 43):
        browser = desk.anybody()
        browser.cookies["reseal"] = planted
        answer = browser.post("/console/sign-in", {"name": "fixed", "password": HANDED})
        assert answer.status_code == 303 and browser.cookies["reseal"] != planted
        half = browser.cookies["reseal"]
        assert desk.send("GET", "/console/settings", {"reseal": planted}, {}).status_code == 303
        assert desk.send("GET", "/console/settings", {"reseal": half}, {}).status_code == 303, "half a sign-in"
