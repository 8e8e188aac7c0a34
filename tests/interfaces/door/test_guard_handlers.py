"""The pages of guards: no script, both languages, and the whole way of a guard by forms."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from reseal.interfaces.door.guard_words import guard_words
from reseal.interfaces.locale import LANGS, Lang
from reseal.operations.deliveries.sending import take_due
from reseal.operations.guards import acts
from tests.interfaces.api.conftest import Server, serving

PHONE = "13800001234"


@pytest.fixture
def server(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for served in serving(tmp_path / "door"):
        monkeypatch.setattr(served.client.app.state.origins, "may_guard", lambda _: True)
        yield served


def send(server: Server, path: str, lang: Lang = "zh", headers: dict[str, str] | None = None, **data: Any) -> Any:
    return server.client.post(path, data={"lang": lang, **data}, headers=headers or {})


def made(server: Server, **data: Any) -> tuple[str, str, str]:
    """Ticket, PIN and pass of a guard that was made by the form."""
    page = send(server, "/guard", **{"phone": PHONE, "send": "1", **data})
    assert page.status_code == 201, page.text
    ticket, pin = re.search(r'id="ticket">([^<]+)', page.text), re.search(r'id="pin">([^<]+)', page.text)
    opens = re.search(r'name="pass" value="([^"]+)"', page.text)
    assert ticket and pin and opens
    return ticket[1], pin[1], opens[1]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["/guard", "/guard/open"])
def test_the_pages_need_neither_account_nor_script(server: Server, path: str, lang: Lang) -> None:
    answer = server.client.get(f"{path}?lang={lang}")
    assert answer.status_code == 200 and "<script" not in answer.text and "style=" not in answer.text
    assert answer.headers["cache-control"] == "no-store" and "set-cookie" not in answer.headers
    assert guard_words(lang).page["nav"] in answer.text


def test_a_half_filled_form_keeps_what_was_typed_with_the_errors_beside_the_fields(server: Server) -> None:
    page = send(server, "/guard", phone=f"{PHONE}\n138****1234", address="<b>那里", words="我家")
    words = guard_words("zh").error
    assert page.status_code == 422
    assert f"{PHONE}\n138****1234</textarea>" in page.text and "&lt;b&gt;那里</textarea>" in page.text
    assert re.search(rf'id="phone-error" class="error">{words["phone"].format(line=2)}', page.text)
    assert re.search(r'id="address-error"', page.text) and "我家</textarea>" in page.text
    assert "en" in send(server, "/guard", phone=PHONE, to_lang="en").text


def test_the_whole_way_by_forms(server: Server) -> None:
    ticket, pin, opens = made(server, address="东华路12号3单元401", own="me", contact="a@example.com")
    assert send(server, "/guard/open", ticket=ticket, pin="00000000").status_code == 404
    page = send(server, "/guard/open", ticket=ticket, pin=pin)
    assert page.status_code == 200 and PHONE not in page.text and "东华路" not in page.text
    assert server.client.get(f"/guard/open?ticket={ticket}").text.count(ticket) == 1
    with server.store.write() as work:
        acts.send_codes_due(work)
        (sent,) = [one for one in take_due(work, 9) if one.kind == "guard.code"]
    code = re.findall(r"\d{6}", sent.payload["text"])[0]
    assert send(server, "/guard/code", **{"pass": opens, "code": "x"}).status_code == 422
    page = send(server, "/guard/code", **{"pass": opens, "code": code})
    assert page.status_code == 200 and page.text.count(guard_words("zh").state["watched"]) == 1
    values = re.findall(r'name="value" value="([^"]+)"', page.text)
    assert send(server, "/guard/again", **{"pass": opens, "value": values[-1]}).status_code == 200
    page = send(server, "/guard/drop", **{"pass": opens, "value": values[-1]})
    assert len(re.findall(r'name="value"', page.text)) == len(values) - 1
    assert guard_words("zh").guard["renewed"] in send(server, "/guard/renew", **{"pass": opens}).text
    assert guard_words("zh").guard["deleted"] in send(server, "/guard/delete", **{"pass": opens}).text
    assert send(server, "/guard/open", **{"pass": opens}).status_code == 403
    assert send(server, "/guard/open", ticket=ticket, pin=pin).status_code == 404


def test_forms_of_other_sites_do_nothing(server: Server) -> None:
    headers = {"origin": "https://evil.example"}
    assert send(server, "/guard", headers=headers, phone=PHONE).status_code == 403
    _, _, opens = made(server)
    assert send(server, "/guard/delete", headers=headers, **{"pass": opens}).status_code == 403
    assert send(server, "/guard/open", **{"pass": opens}).status_code == 200


@pytest.mark.parametrize("opens", ["", "x", "A" * 80, "/" * 300])
def test_what_is_no_pass_opens_nothing(server: Server, opens: str) -> None:
    for path in ("code", "again", "drop", "renew", "delete"):
        assert send(server, f"/guard/{path}", **{"pass": opens}).status_code == 403
