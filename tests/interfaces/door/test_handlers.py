import re
from collections.abc import Iterator
from typing import Any

import pytest

from reseal.interfaces.door.words import door_words
from reseal.interfaces.locale import LANGS, Lang
from reseal.operations.notices.rules import rules
from tests.interfaces.api.conftest import Server, serving
from tests.interfaces.posts import PHONE

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    for served in serving(tmp_path_factory.mktemp("door"), notices_per_minute=10_000):
        served.post("/v1/posts", {"posts": [{"id": "t-1000", "text": PHONE, "author": "a-1"}]})
        yield served


def send(
    server: Server, path: str = "/report", lang: Lang = "zh", headers: dict[str, str] | None = None, **data: Any
) -> Any:
    return server.client.post(path, data={"lang": lang, **data}, headers=headers or {})


def report(server: Server, **data: Any) -> tuple[str, str, str]:
    """Ticket, PIN and pass of a report filed by the form."""
    page = send(
        server, **{"relation": "self", "posts": "t-1000", "description": "他公开了我的手机", "send": "1", **data}
    )
    assert page.status_code == 201, page.text
    ticket, pin = re.search(r'id="ticket">([^<]+)', page.text), re.search(r'id="pin">([^<]+)', page.text)
    opens = re.search(r'name="pass" value="([^"]+)"', page.text)
    assert ticket and pin and opens
    return ticket[1], pin[1], opens[1]


def alert(page: Any) -> str:
    found = re.search(r'role="alert"[^>]*>([^<]+)', page.text)
    assert found, page.text
    return found[1]


@pytest.mark.parametrize("lang", LANGS)
def test_the_entry_is_there_without_account_or_script(server: Server, lang: Lang) -> None:
    """CAC-03: a dedicated entry, apart from other reports; PRA-04: it asks the relation."""
    words = door_words(lang)
    page = server.client.get(f"/report?lang={lang}").text
    for said in (words.form["title"], *words.relation.values(), words.form["threat_send"], words.form["minor"]):
        assert said in page
    assert "<script" not in page and "style=" not in page
    assert server.client.get(f"/?lang={lang}").text.count('href="/report?lang=') >= 1, "the first page leads there"


@pytest.mark.parametrize("path", ["/report", "/report/follow", "/report/recover"])
def test_every_page_forbids_what_it_does_not_need(server: Server, path: str) -> None:
    answer = server.client.get(path)
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert answer.headers["cache-control"] == "no-store" and "set-cookie" not in answer.headers
    assert "://" not in answer.text.replace("http://127.0.0.1:8420", "")


def test_a_half_filled_form_keeps_what_was_typed_with_the_errors_beside_the_fields(server: Server) -> None:
    page = send(
        server,
        posts="https://e.example.com/1\nhttps://e.example.com/2",
        description="<b>他公开了",
        contact="a@b",
        minor="1",
    )
    words = door_words("zh").error
    assert page.status_code == 422
    assert "https://e.example.com/1\nhttps://e.example.com/2</textarea>" in page.text
    assert "&lt;b&gt;他公开了</textarea>" in page.text and 'value="a@b"' in page.text
    assert re.search(r'name="minor" value="1" checked', page.text)
    assert re.search(rf'id="relation-error" class="error">{words["relation"]}', page.text)
    assert re.search(rf'id="contact-error" class="error">{words["contact_mail"]}', page.text)
    assert page.text.count('aria-invalid="true"') == 1 and 'href="#relation"' in page.text


def test_another_language_keeps_what_was_typed_and_scolds_nobody(server: Server) -> None:
    page = send(server, description="他公开了我的手机", to_lang="en")
    assert page.status_code == 200 and 'lang="en"' in page.text and "他公开了我的手机" in page.text
    assert 'role="alert"' not in page.text


def test_a_report_with_pictures_is_answered_with_ticket_and_pin(server: Server) -> None:
    files = [("pictures", ("a.png", PNG, "image/png")), ("pictures", ("b.exe", PNG, "text/html"))]
    page = server.client.post("/report", data={"lang": "en", "relation": "self", "threat": "1"}, files=files)
    assert page.status_code == 201 and door_words("en").receipt["keep"] in page.text
    assert "tel:" in page.text, "where a life is in danger, the numbers to call are there again"


def test_a_file_that_is_no_picture_is_told_beside_the_field(server: Server) -> None:
    files = [("pictures", ("a.png", b"MZ\x90", "image/png"))]
    page = server.client.post("/report", data={"lang": "en", "relation": "self"}, files=files)
    assert page.status_code == 422 and 'id="pictures-error"' in page.text


def test_too_much_is_refused_before_it_is_kept(server: Server) -> None:
    page = server.client.post("/report", content=bytes(rules().limits.all_bytes + 1), headers={"content-type": "x/y"})
    assert page.status_code == 413 and 'role="alert"' in page.text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"\xff=1", "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(99)), "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_form_is_refused_in_words(server: Server, content: bytes, kind: str) -> None:
    for path in ("/report", "/report/follow", "/report/recover", "/report/add", "/report/withdraw"):
        page = server.client.post(path, content=content, headers={"content-type": kind})
        assert page.status_code in (400, 422) and "<html" in page.text, path


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
    ],
)
def test_no_other_site_sends_these_forms(server: Server, headers: dict[str, str]) -> None:
    """CSRF, without any cookie: every form that does something."""
    _, _, opens = report(server, contact="n1@example.com")
    assert send(server, headers=headers, relation="self", description="x").status_code == 403
    for path in ("add", "threat", "withdraw", "claim", "prove", "helper", "helpers-end", "follow", "recover"):
        page = send(server, f"/report/{path}", headers=headers, **{"pass": opens, "words": "x", "value": "1"})
        assert page.status_code in (400, 403), path
    assert door_words("zh").status["withdrawn"] not in send(server, "/report/follow", **{"pass": opens}).text


def test_ticket_and_pin_open_the_page_and_nothing_of_the_abuse_is_on_it(server: Server) -> None:
    ticket, pin, _ = report(server, description="我住在青檐路，手机是13800004471", contact="victim@example.com")
    page = send(server, "/report/follow", ticket=ticket.lower(), pin=pin)
    assert page.status_code == 200 and door_words("zh").status["received"] in page.text
    for word in ("青檐路", "4471", "打爆", "victim", "t-1000", pin, pin.replace(" ", "")):
        assert word not in page.text, word


def test_a_wrong_pin_and_an_unknown_ticket_are_answered_alike(server: Server) -> None:
    ticket, pin, _ = report(server, contact="n2@example.com")
    wrong = send(server, "/report/follow", ticket=ticket, pin="00000000")
    unknown = send(server, "/report/follow", ticket="AAAA-BBBB-CCCC", pin=pin)
    assert wrong.status_code == unknown.status_code == 404
    assert wrong.text.replace(ticket, "") == unknown.text.replace("AAAA-BBBB-CCCC", "")


def test_the_page_does_what_it_offers(server: Server) -> None:
    words = door_words("zh")
    _, _, opens = report(server, contact="n3@example.com")
    key = {"pass": opens}
    assert words.follow["done_added"] in send(server, "/report/add", **key, words="还有我的住址").text
    assert alert(send(server, "/report/add", **key, words=" ")) == words.error["added_nothing"]
    assert words.history["threat"] in send(server, "/report/threat", **key).text
    helped = send(server, "/report/helper", **key).text
    link = re.search(r"http://127\.0\.0\.1:8420(/report/with/[\w-]+)", helped)
    assert link and words.helper["made"] in helped
    view = server.client.get(link[1])
    assert view.status_code == 200 and "<form" not in view.text, "a helper reads, and changes nothing"
    assert words.helper["end"] in helped
    send(server, "/report/helpers-end", **key)
    assert server.client.get(link[1]).status_code == 404
    assert words.claim["code"] in send(server, "/report/claim", **key, value="13800004471").text
    assert alert(send(server, "/report/prove", **key, code="000000")) == words.error["code"]
    assert words.follow["done_withdrawn"] in send(server, "/report/withdraw", **key).text
    assert alert(send(server, "/report/add", **key, words="x")) == words.error["closed"]


def test_a_claim_looks_the_same_whatever_is_typed(server: Server) -> None:
    """DESIGN, guards: same answer either way."""
    _, _, opens = report(server, contact="n4@example.com")
    pages = {
        send(server, "/report/claim", **{"pass": opens, "value": value}).text
        for value in ("13800004471", "13900005555", "x")
    }
    assert len(pages) == 1


def test_a_page_that_is_over_asks_for_the_pin_again(server: Server) -> None:
    for path in ("follow", "add", "threat", "withdraw", "claim", "prove", "helper", "helpers-end"):
        page = send(server, f"/report/{path}", **{"pass": "x" * 60, "words": "x", "value": "1", "code": "1"})
        assert page.status_code == 403 and alert(page) == door_words("zh").error["expired"], path


def test_a_lost_pin_asks_for_the_exposed_number_and_tells_nothing(server: Server) -> None:
    ticket, _, _ = report(server, contact="n5@example.com")
    words = door_words("zh")
    pages = [
        send(server, "/report/recover", ticket=name, value=value)
        for name, value in ((ticket, "13800004471"), (ticket, "13900005555"), ("AAAA-BBBB-CCCC", "13800004471"))
    ]
    assert {page.status_code for page in pages} == {200}
    assert len({page.text.replace(ticket, "").replace("AAAA-BBBB-CCCC", "") for page in pages}) == 1
    assert alert(send(server, "/report/recover", ticket=ticket, code="000000")) == words.error["code"]
    assert alert(send(server, "/report/recover", ticket=ticket, value=" ")) == words.error["value"]


def test_what_is_about_something_else_is_told_where_to_turn(server: Server) -> None:
    _, _, opens = report(server, posts="", description="有人冒充我发帖子骗人", about="impersonation")
    page = send(server, "/report/follow", **{"pass": opens}).text
    assert door_words("zh").rerouted["impersonation"] in page and door_words("zh").rerouted["back"] in page


def test_too_many_reports_are_told_to_wait_with_nothing_lost(tmp_path_factory: pytest.TempPathFactory) -> None:
    for server in serving(tmp_path_factory.mktemp("few"), notices_per_minute=1):
        report(server)
        page = send(server, relation="self", description="我写了很久的话")
        assert page.status_code == 429 and "我写了很久的话</textarea>" in page.text
        report(server, threat="1")


def test_behind_a_proxy_forms_come_from_the_public_address(tmp_path_factory: pytest.TempPathFactory) -> None:
    for server in serving(tmp_path_factory.mktemp("proxied"), public_url="https://desk.example.com"):
        headers = {"host": "desk.example.com", "origin": "https://desk.example.com"}
        page = send(server, headers=headers, relation="self", description="他公开了我的手机号码")
        assert page.status_code == 201
