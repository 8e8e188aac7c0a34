"""Signing in through the pages (ASVS V3, V6, V7)."""

from pathlib import Path

import pytest

from reseal.interfaces.console.access import next_page
from reseal.operations.staff import links
from reseal.storage.clock import HOUR, MINUTE
from tests.interfaces.console.conftest import ORIGIN, Desk, open_desk
from tests.operations.staff.conftest import HANDED, OWN


def test_the_first_sign_in_sets_ones_own_password_and_codes(desk: Desk) -> None:
    desk.add("mei", "moderator")
    browser = desk.anybody()
    answer = browser.get("/console/settings?tab=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/console/sign-in?next=%2Fconsole%2Fsettings%3Ftab%3D1"
    assert browser.get(answer.headers["location"]).status_code == 200
    answer = browser.post("/console/sign-in", {"name": "mei", "password": HANDED, "next": "/console/settings?tab=1"})
    assert answer.status_code == 303 and browser.cookies["reseal"]
    before = browser.cookies["reseal"]
    shown = browser.get(answer.headers["location"])
    picture = browser.get("/console/sign-in/code.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml") and b"<svg" in picture.content
    assert picture.headers["cache-control"] == "no-store"
    secret = "".join(shown.text.split('class="secret"><code>')[1].split("</code>")[0].split())
    desk.secrets["mei"] = secret
    answer = browser.post("/console/sign-in/first", {"password": "short", "code": "1"})
    assert answer.status_code == 422 and "12" in answer.text
    answer = browser.post(
        "/console/sign-in/first", {"password": OWN, "code": desk.code("mei"), "next": "//evil.example"}
    )
    assert answer.status_code == 303 and answer.headers["location"] == "/console/"
    assert browser.cookies["reseal"] != before
    assert browser.get("/console/settings").status_code == 200
    assert desk.send("GET", "/console/settings", {"reseal": before}, {}).status_code == 303
    assert browser.get("/console/sign-in/code.svg").status_code == 404


def test_password_and_code_sign_in_and_every_step_brings_another_cookie(desk: Desk) -> None:
    desk.browser("moderator", "lan")
    desk.clock.pass_(MINUTE)
    browser = desk.anybody()
    browser.cookies["reseal"] = "chosen-by-another"  # a cookie that somebody planted stays worth nothing
    answer = browser.post("/console/sign-in", {"name": "lan", "password": OWN})
    half = browser.cookies["reseal"]
    assert answer.status_code == 303 and half != "chosen-by-another"
    assert browser.get("/console/settings").status_code == 303
    assert browser.get(answer.headers["location"]).status_code == 200
    assert browser.post("/console/sign-in/code", {"code": "000000"}).status_code == 401
    assert browser.post("/console/sign-in/code", {"code": desk.code("lan")}).status_code == 303
    assert browser.cookies["reseal"] not in (half, "chosen-by-another")
    assert browser.get("/console/settings").status_code == 200
    assert browser.get("/console/sign-in").status_code == 303


def test_the_cookie_is_for_this_server_alone(desk: Desk) -> None:
    desk.browser("moderator", "cai")
    answer = desk.anybody().post("/console/sign-in", {"name": "cai", "password": OWN})
    (cookie,) = answer.headers.get_list("set-cookie")
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= flags and "secure" not in flags
    assert not any(flag.startswith(("domain", "expires")) for flag in flags)


def test_under_https_the_cookie_is_secure_and_bound_to_the_host(tmp_path: Path, migrated: Path) -> None:
    for desk in open_desk(tmp_path, migrated, public_url="https://desk.example.com"):
        desk.browser("moderator", "cai")
        answer = desk.anybody().post("/console/sign-in", {"name": "cai", "password": OWN})
        (cookie,) = answer.headers.get_list("set-cookie")
        assert cookie.startswith("__Host-reseal=") and "secure" in cookie.lower() and "path=/" in cookie.lower()


def test_a_wrong_sign_in_says_the_same_whatever_is_wrong_and_keeps_the_name(fresh: Desk) -> None:
    fresh.browser("moderator", "mei")
    said = set()
    for name, password in (("mei", "wrong, quite wrong"), ("nobody", OWN), ("no name!", OWN)):
        answer = fresh.anybody().post("/console/sign-in", {"name": name, "password": password})
        assert answer.status_code == 401 and "set-cookie" not in answer.headers
        assert f'value="{name}"' in answer.text and OWN not in answer.text
        said.add(answer.text.replace(f'value="{name}"', "").replace(" autofocus", ""))
    assert len(said) == 1


def test_tries_of_one_address_are_bounded(fresh: Desk) -> None:
    statuses = [
        fresh.anybody().post("/console/sign-in", {"name": f"n{n}", "password": "x"}).status_code for n in range(21)
    ]
    assert statuses == [401] * 20 + [429]
    fresh.clock.pass_(MINUTE)
    assert fresh.anybody().post("/console/sign-in", {"name": "n", "password": "x"}).status_code == 401


def test_a_form_from_elsewhere_is_refused(desk: Desk) -> None:
    browser = desk.browser("moderator", "ping")
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "", "sec_fetch_site": "cross-site"},
        {"origin": "", "sec_fetch_site": "same-site"},
        {"origin": ""},
        {"origin": ORIGIN, "host": "evil.example"},
    ):
        answer = desk.send("POST", "/console/sign-out", browser.cookies, headers, {"csrf": browser.csrf})
        assert answer.status_code == 403, headers
    for token in ("", "x", browser.csrf[:-1], desk.browser("moderator", "ping").csrf, "é"):
        answer = desk.send("POST", "/console/sign-out", browser.cookies, {"origin": ORIGIN}, {"csrf": token})
        assert answer.status_code == 403, token
    assert browser.get("/console/settings").status_code == 200
    assert browser.post("/console/sign-out", x_csrf_token=browser.csrf).status_code == 303


def test_signing_out_ends_the_session_here_and_there(desk: Desk) -> None:
    browser = desk.browser("auditor", "out")
    cookie = browser.cookies["reseal"]
    answer = browser.post("/console/sign-out")
    assert answer.status_code == 303 and "max-age=0" in answer.headers["set-cookie"].lower()
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert desk.send("GET", "/console/settings", {"reseal": cookie}, {}).status_code == 303


def test_an_idle_session_leads_to_the_sign_in(desk: Desk) -> None:
    browser = desk.browser("moderator", "idle")
    desk.clock.pass_(50 * MINUTE)
    assert browser.get("/console/settings").status_code == 200
    desk.clock.pass_(50 * MINUTE)
    assert browser.get("/console/settings").status_code == 200  # it was used in between
    desk.clock.pass_(HOUR)
    assert browser.get("/console/settings").status_code == 303
    partial = browser.get("/console/settings", hx_request="true")
    assert partial.status_code == 401 and partial.headers["hx-redirect"].startswith("/console/sign-in")


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/console/audit?act=x", "/console/audit?act=x"),
        ("/console/sign-in", "/console/"),
        ("//evil.example/console/", "/console/"),
        ("https://evil.example/console/", "/console/"),
        ("/console/\\evil", "/console/"),
        ("/console/\r\nset-cookie: x", "/console/"),
        ("/console/../report", "/console/"),
        ("javascript:alert(1)", "/console/"),
        ("", "/console/"),
    ],
)
def test_the_way_back_never_leaves_the_console(wanted: str, goes: str) -> None:
    assert next_page(wanted) == goes


def test_pages_carry_the_strict_headers(desk: Desk) -> None:
    for answer in (desk.anybody().get("/console/sign-in"), desk.browser("auditor").get("/console/audit")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'self'") and "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store" and answer.headers["x-content-type-options"] == "nosniff"
        assert "<script>" not in answer.text and "<style" not in answer.text and " style=" not in answer.text
        assert " onclick=" not in answer.text


def test_a_link_from_the_machine_opens_the_desk_by_one_button(desk: Desk) -> None:
    desk.add("linda", "moderator")
    with desk.store.write() as work:
        key = links.make(work, "linda")
    browser = desk.anybody()
    for _ in range(2):  # to look at it, as mail scanners do, uses nothing up
        shown = browser.get(f"/console/sign-in/link/{key}")
        assert shown.status_code == 200 and "linda" in shown.text
    assert browser.post(f"/console/sign-in/link/{key}", origin="https://evil.example").status_code == 403
    assert browser.post(f"/console/sign-in/link/{key}").status_code == 303
    assert browser.get("/console/settings").status_code == 200
    assert desk.anybody().post(f"/console/sign-in/link/{key}").status_code == 404


def test_every_answer_binds_browsers(desk: Desk, tmp_path: Path, migrated: Path) -> None:
    for path in ("/health", "/schema", "/console/static/desk.css", "/static/page.css", "/v1/screen", "/nowhere", "/"):
        answer = desk.client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert "object-src 'none'" in answer.headers["content-security-policy"], path
        assert "base-uri 'none'" in answer.headers["content-security-policy"], path
        assert "strict-transport-security" not in answer.headers
    for behind in open_desk(tmp_path, migrated, public_url="https://desk.example.com"):
        assert behind.client.get("/health").headers["strict-transport-security"].startswith("max-age=31536000")
