"""The doors of guards: what they take and give, and that nobody learns from them whether a value is watched."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from reseal.operations.deliveries.sending import take_due
from reseal.operations.guards import acts, views
from reseal.operations.guards.rules import rules
from tests.interfaces.api.conftest import Server, serving
from tests.operations.counting import statements

PATH = "/v1/guards"
PHONE, ADDRESS = "13800001234", "东华路12号3单元401"
ASKS = f"谁认识这个号码的主人，{PHONE}，东西落在我车上了"
DOX = f"大家冲他！真名李小四，电话{PHONE}，住在{ADDRESS}，见一次骂一次"


@pytest.fixture
def server(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for served in serving(tmp_path / "guards"):
        origins = served.client.app.state.origins
        monkeypatch.setattr(origins, "may_guard", lambda _: True)
        yield served


def make(server: Server, *values: tuple[str, str], **more: Any) -> Any:
    body = {"values": [{"type": type_, "value": value} for type_, value in values], **more}
    return server.client.post(PATH, json=body)


def send(server: Server, method: str, path: str, pin: str, body: Any = None) -> Any:
    return server.client.request(method, f"{PATH}/{path}", headers={"X-Guard-Pin": pin}, json=body)


def codes(server: Server) -> list[str]:
    with server.store.write() as work:
        acts.send_codes_due(work, 100)
        return [
            "".join(filter(str.isdigit, one.payload["text"]))[:6]
            for one in take_due(work, 100)
            if one.kind == "guard.code"
        ]


def watch(server: Server) -> tuple[str, str]:
    """A phone and an address that are watched; ticket and PIN."""
    codes(server)
    got = make(server, ("phone", PHONE), ("address", ADDRESS)).json()
    (code,) = codes(server)
    assert send(server, "POST", f"{got['ticket']}/code", got["pin"], {"code": code}).status_code == 200
    with server.store.write("staff:1") as work:
        for one in views.to_check(work, "", 9):
            acts.accept(work, one.id)
    return got["ticket"], got["pin"]


def test_the_whole_way_of_a_guard(server: Server) -> None:
    ticket, pin = watch(server)
    status = send(server, "GET", ticket, pin).json()
    assert [(one["type"], one["state"]) for one in status["values"]] == [("phone", "watched"), ("address", "watched")]
    assert PHONE not in json.dumps(status) and ADDRESS not in json.dumps(status, ensure_ascii=False)
    assert send(server, "POST", f"{ticket}/renewal", pin).json()["expires_at"] >= status["expires_at"]
    address = status["values"][1]["id"]
    assert send(server, "DELETE", f"{ticket}/values/{address}", pin).status_code == 204
    assert send(server, "DELETE", f"{ticket}/values/{address}", pin).status_code == 404
    assert send(server, "POST", f"{ticket}/values/{status['values'][0]['id']}/code", pin).status_code == 202
    assert send(server, "DELETE", ticket, pin).status_code == 204
    assert send(server, "GET", ticket, pin).status_code == 404


def test_a_key_makes_one_guard(server: Server) -> None:
    body = {"values": [{"type": "phone", "value": PHONE}]}
    first, again = (server.client.post(PATH, json=body, headers={"Idempotency-Key": "k-1"}) for _ in range(2))
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    other = server.client.post(PATH, json={**body, "lang": "en"}, headers={"Idempotency-Key": "k-1"})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "values"),
        ({"values": [{"type": "phone", "value": "138****1234"}]}, "values"),
        ({"values": [{"type": "email", "value": "a@b"}]}, "values"),
        ({"values": [{"type": "address", "value": "那里"}]}, "values"),
        ({"values": [{"type": "picture", "value": "x"}]}, "values[0].type"),
        ({"values": [{"type": "phone", "value": "1" * 301}]}, "values[0].value"),
        ({"values": [{"type": "phone", "value": PHONE}] * 21}, "values"),
        ({"values": [{"type": "phone", "value": PHONE}], "contact": "nobody"}, "contact"),
        ({"pictures": ["AAAA"]}, "pictures"),
        ({"values": "x"}, "values"),
    ],
)
def test_bad_input_names_the_field_and_repeats_no_value(server: Server, body: Any, field: str) -> None:
    answer = server.client.post(PATH, json=body)
    problem = answer.json()
    assert answer.status_code == 422 and problem["field"] == field and problem["remedy"]
    assert "138" not in answer.text and "那里" not in answer.text


def test_nobody_learns_at_the_doors_whether_a_value_is_watched(server: Server) -> None:
    """Enumeration: the same bodies, error texts and work, whether a value is watched, waits or was never heard of."""
    before, after = [], []
    for seen in (before, after):
        with statements() as run:
            got = make(server, ("phone", PHONE), ("address", ADDRESS), ("email", "name@example.com"))
        ticket, pin = got.json()["ticket"], got.json()["pin"]
        status = send(server, "GET", ticket, pin).json()
        wrong = send(server, "POST", f"{ticket}/code", pin, {"code": "000000"})
        values = [(one["type"], one["state"], one["proof"]) for one in status["values"]]
        seen += [got.status_code, len(got.content), values, [one["kind"] for one in status["history"]], run]
        seen += [wrong.status_code, wrong.json()]
        if seen is before:
            watch(server)
    assert before == after
    assert not any("guard_print" in one for one in before[4]), "nothing is looked up while somebody waits"


def test_a_batch_is_no_oracle_either(server: Server) -> None:
    """Many values at once, some of them watched: each is taken, and none is told apart."""
    watch(server)
    values = [("phone", f"1380000{number:04}") for number in range(1225, 1244)]
    got = make(server, *values)
    shown = send(server, "GET", got.json()["ticket"], got.json()["pin"]).json()["values"]
    assert {(one["state"], one["proof"]) for one in shown} == {("waiting", "code")} and len(shown) == len(values)


@pytest.mark.parametrize("text", [ASKS, DOX], ids=["breaks no rule", "violates"])
def test_posts_are_answered_alike_whether_they_show_what_is_watched_or_not(server: Server, text: str) -> None:
    """`/v1/posts`, `/v1/screen`, `/v1/decisions` and `DELETE` say the same, and ask the database the same."""
    told = []
    for name in ("a", "b"):
        posts = [{"id": f"{name}-{number}", "text": text, "author": "x"} for number in range(3)]
        with statements() as run:
            live = server.post("/v1/posts", {"posts": posts})
        screened = server.screen({"posts": posts})
        decided = server.client.get(f"/v1/decisions/{name}-0", headers=server.headers)
        told.append([one.text.replace(f"{name}-", "") for one in (live, screened, decided)])
        assert not any("guard_print" in one or "guard_hit" in one for one in run)
        watch(server)
        with server.store.write() as work:
            acts.look_due(work)
    assert told[0] == told[1]


def test_a_hit_changes_nothing_that_the_platform_can_ask(server: Server) -> None:
    posts = [{"id": "p-1", "text": ASKS, "author": "x"}]
    watch(server)
    first = server.post("/v1/posts", {"posts": posts})
    with server.store.write() as work:
        assert acts.look_due(work) == 1
    assert server.post("/v1/posts", {"posts": posts}).content == first.content
    asked = server.client.get("/v1/actions", headers=server.headers)
    assert asked.json()["actions"] == []
    decided = server.client.get("/v1/decisions/p-1", headers=server.headers).json()
    assert (decided["by"], decided["shown"]) == ("screener", "shown")


def test_whoever_knocks_often_waits(tmp_path: Any) -> None:
    for served in serving(tmp_path / "often"):
        answers = [make(served, ("phone", PHONE)).status_code for _ in range(rules().limits.a_minute + 1)]
        assert answers == [201] * rules().limits.a_minute + [429]
        token = served.client.post(PATH, json={"values": [{"type": "phone", "value": PHONE}]}, headers=served.headers)
        assert token.status_code == 201, "the platform passes on as many as there are"
        staff = {"authorization": f"Bearer {served.token_for('staff')}"}
        assert served.client.post(PATH, json={}, headers=staff).status_code in (403, 422)


def test_wrong_pins_unknown_tickets_and_locked_ones_are_answered_alike(server: Server) -> None:
    got = make(server, ("phone", PHONE)).json()
    wrong = send(server, "GET", got["ticket"], "00000000")
    unknown = send(server, "GET", "0000-0000-0000", "00000000")
    assert wrong.status_code == unknown.status_code == 404 and wrong.content == unknown.content
    for _ in range(5):
        send(server, "GET", got["ticket"], "00000000")
    locked = send(server, "GET", got["ticket"], got["pin"])
    assert locked.status_code == 404 and locked.content == wrong.content
    notice = server.client.get(f"/v1/notices/{got['ticket']}", headers={"X-Notice-Pin": got["pin"]})
    assert notice.status_code == 404, "the ticket of a guard opens no notice"


def test_every_door_wants_the_pin(server: Server) -> None:
    got = make(server, ("phone", PHONE)).json()
    for method, path in (
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/code"),
        ("POST", "/renewal"),
        ("POST", "/values/x/code"),
        ("DELETE", "/values/x"),
    ):
        assert send(server, method, f"{got['ticket']}{path}", "", {"code": "1"}).status_code == 404, path
