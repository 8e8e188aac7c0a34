"""What every answer is sent with: private ones kept nowhere, none of them framed, guessed at or sent elsewhere."""

import re

import pytest

from tests.interfaces.console.conftest import ORIGIN, Desk
from tests.interfaces.console.test_access import doors


def test_every_answer_of_every_door_is_kept_nowhere_and_framed_by_nobody(desk: Desk) -> None:
    """Cache headers on private pages, clickjacking, sniffing; refusals among them."""
    everybody = [*desk.everybody().values(), desk.anybody()]
    for door in doors(desk):
        if "/static" in door.path:
            continue
        for browser in everybody if door.path.startswith("/console") and door.method == "GET" else everybody[-1:]:
            answer = desk.send(door.method, door.address, browser.cookies, {"origin": ORIGIN})
            named = f"{door.method} {door.path}: {answer.status_code} {dict(answer.headers)}"
            assert "no-store" in answer.headers["cache-control"], named
            assert answer.headers["x-content-type-options"] == "nosniff", named
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], named
            assert "unsafe" not in answer.headers["content-security-policy"], named
            assert answer.headers["referrer-policy"] == "same-origin", named
            assert "access-control-allow-origin" not in answer.headers, named
            assert not {"server", "x-powered-by"} & set(answer.headers), named


@pytest.mark.parametrize("path", ["/nowhere", "/console/nowhere", "/v1/nowhere", "/static/nowhere.css"])
def test_what_is_not_there_is_answered_as_safely(desk: Desk, path: str) -> None:
    answer = desk.send("GET", path, {}, {"origin": "https://evil.example"})
    assert answer.status_code == 404 and answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/page.py", "/static/..%2fpage.py", "/console/static/%2e%2e/app.py"]
)
def test_files_beside_the_pages_files_are_not_served(desk: Desk, path: str) -> None:
    assert desk.send("GET", path, {}, {}).status_code == 404


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/console/..//evil.example", "/console/\r\na: b"],
)
def test_no_redirect_leads_elsewhere(desk: Desk, wanted: str) -> None:
    """Open redirects: every door that takes an address to go on to."""
    browser = desk.browser("moderator", "goes-on")
    for answer in (
        browser.post("/console/break", {"back": wanted}),
        desk.send("GET", "/console/sign-in", browser.cookies, {"referer": wanted.replace("\r\n", "")}),
        desk.send("GET", f"/console/audit?{'x' * 20}", {}, {"host": "evil.example"}),
        desk.send("GET", "//evil.example/console/", {}, {}),
    ):
        assert "evil" not in answer.headers.get("location", ""), answer.headers
        assert answer.headers.get("location", "/").startswith("/") and "a" not in answer.headers


def test_the_sign_in_page_carries_no_foreign_address_on(desk: Desk) -> None:
    answer = desk.anybody().get("/console/sign-in?next=https%3A%2F%2Fevil.example%2F")
    hidden = re.search(r'name="next" value="([^"]*)"', answer.text)
    assert answer.status_code == 200 and (hidden is None or not hidden[1].startswith(("http", "//")))
