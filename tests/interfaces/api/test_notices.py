import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from reseal.interfaces.api.notices import PATH
from reseal.operations.notices.rules import rules
from tests.interfaces.api.conftest import Server, serving
from tests.interfaces.posts import PHONE

LIMITS = rules().limits
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    for served in serving(tmp_path_factory.mktemp("notices"), notices_per_minute=10_000):
        served.post("/v1/posts", {"posts": [{"id": "t-1000", "text": PHONE, "author": "a-1"}]})
        yield served


def file(server: Server, headers: dict[str, str] | None = None, **body: Any) -> Any:
    given = {"relation": "self", "posts": ["t-1000"], "description": "他公开了我的手机", **body}
    return server.client.post(PATH, json={k: v for k, v in given.items() if v is not None}, headers=headers or {})


def look(server: Server, ticket: str, pin: str) -> Any:
    return server.client.get(f"{PATH}/{ticket}", headers={"X-Notice-Pin": pin})


def test_a_notice_needs_no_account_and_is_followed_by_ticket_and_pin(server: Server) -> None:
    answer = file(server)
    assert answer.status_code == 201 and answer.headers["cache-control"] == "no-store"
    got = answer.json()
    assert isinstance(got["ticket"], str) and isinstance(got["pin"], str)
    status = look(server, got["ticket"], got["pin"]).json()
    assert status["status"] == "received" and status["copies"]["found"] == 1 and status["locations"] == []
    assert status["answer_by"] == got["answer_by"]


def test_an_address_leads_to_the_post(server: Server) -> None:
    got = file(server, posts=["https://forum.example.com/t-1000?x=1"]).json()
    assert look(server, got["ticket"], got["pin"]).json()["copies"]["found"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"relation": None}, "relation"),
        ({"relation": "friend"}, "relation"),
        ({"about": "weather"}, "about"),
        ({"posts": "t-1"}, "posts"),
        ({"posts": [1]}, "posts"),
        ({"posts": ["x" * (LIMITS.reference + 1)]}, "posts"),
        ({"posts": ["x"] * 0, "description": " "}, "description"),
        ({"posts": [f"p-{n}" for n in range(LIMITS.posts + 1)]}, "posts"),
        ({"description": "x" * (LIMITS.words + 1)}, "description"),
        ({"contact": "x" * (LIMITS.contact + 1)}, "contact"),
        ({"contact": "name@nowhere"}, "contact"),
        ({"pictures": ["no base64!"]}, "pictures"),
        ({"pictures": [base64.b64encode(b"MZ not a picture").decode()]}, "pictures"),
        ({"pictures": [base64.b64encode(b"<svg onload='x'/>").decode()]}, "pictures"),
        ({"pictures": [base64.b64encode(PNG).decode()] * (LIMITS.pictures + 1)}, "pictures"),
        ({"threat": "yes"}, "threat"),
        ({"lang": "de"}, "lang"),
    ],
)
def test_a_fault_names_its_field_and_its_remedy(server: Server, body: dict[str, Any], field: str) -> None:
    answer = file(server, **body)
    problem = answer.json()
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    assert problem["field"] == field and problem["detail"].endswith(".") and problem["remedy"].endswith(".")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"relation":"self"', b"[" * 100_000])
def test_what_is_no_notice_is_refused_in_words(server: Server, content: bytes) -> None:
    answer = server.client.post(PATH, content=content, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422) and answer.json()["remedy"]


def test_a_body_beyond_the_limit_is_not_kept(server: Server) -> None:
    """Upload bombs: what is announced or arrives beyond the limit is refused."""
    answer = server.client.post(PATH, content=b"x" * 10, headers={"content-length": str(10**9)})
    assert answer.status_code in (400, 413)
    assert server.client.post(PATH, content=bytes(LIMITS.all_bytes * 4 // 3 + 1)).status_code == 413


def test_a_wrong_pin_an_unknown_ticket_and_a_locked_one_are_answered_alike(server: Server) -> None:
    """Ticket guessing, PIN brute force: nothing tells which tickets exist."""
    got = file(server, contact="n1@example.com").json()
    wrong = look(server, got["ticket"], "00000000")
    unknown = look(server, "AAAA-BBBB-CCCC", got["pin"])
    bare = server.client.get(f"{PATH}/{got['ticket']}")
    for _ in range(rules().lock.tries):
        locked = look(server, got["ticket"], "00000000")
    right = look(server, got["ticket"], got["pin"])
    answers = [(one.status_code, one.content) for one in (wrong, unknown, bare, locked, right)]
    assert answers == [answers[0]] * 5 and answers[0][0] == 404


def test_every_door_of_a_notice_wants_its_pin(server: Server) -> None:
    """IDOR: the ticket of another opens nothing."""
    got, other = (file(server, contact=f"{name}@example.com").json() for name in ("mine", "other"))
    for method, path, body in (
        ("GET", "", None),
        ("POST", "/additions", {"description": "x"}),
        ("POST", "/withdrawal", {}),
        ("POST", "/claim", {"value": "13800004471"}),
        ("POST", "/claim/code", {"code": "000000"}),
    ):
        for pin in ("", other["pin"]):
            answer = server.client.request(
                method, f"{PATH}/{got['ticket']}{path}", json=body, headers={"X-Notice-Pin": pin}
            )
            assert answer.status_code == 404, path


def test_more_is_added_and_a_notice_is_withdrawn(server: Server) -> None:
    got = file(server, contact="n2@example.com").json()
    pin = {"X-Notice-Pin": got["pin"]}
    added = server.client.post(f"{PATH}/{got['ticket']}/additions", json={"threat": True}, headers=pin)
    assert added.status_code == 200 and added.json()["history"][-1]["kind"] == "threat"
    nothing = server.client.post(f"{PATH}/{got['ticket']}/additions", json={}, headers=pin)
    assert nothing.status_code == 422 and nothing.json()["field"] == "description"
    withdrawn = server.client.post(f"{PATH}/{got['ticket']}/withdrawal", headers=pin)
    assert withdrawn.json()["status"] == "withdrawn"
    closed = server.client.post(f"{PATH}/{got['ticket']}/additions", json={"description": "x"}, headers=pin)
    assert closed.status_code == 422


def test_a_claim_is_answered_alike_whatever_is_typed(server: Server) -> None:
    """DESIGN, guards: the answer never says whose a value is or whether it stands anywhere."""
    got = file(server, contact="n3@example.com").json()
    pin = {"X-Notice-Pin": got["pin"]}
    values = ["13800004471", "13900005555", "name@example.com", "nonsense", ""]
    answers = [
        server.client.post(f"{PATH}/{got['ticket']}/claim", json={"value": value}, headers=pin) for value in values
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(202, answers[0].content)}
    wrong = server.client.post(f"{PATH}/{got['ticket']}/claim/code", json={"code": "000000"}, headers=pin)
    assert wrong.status_code == 422 and wrong.json()["field"] == "code"


def test_the_same_key_files_once(server: Server) -> None:
    key = {"Idempotency-Key": "4b7f1c52-0000-4000-8000-000000000001"}
    first, again = file(server, key, contact="n4@example.com"), file(server, key, contact="n4@example.com")
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    other = file(server, key, contact="n5@example.com")
    assert other.status_code == 422 and other.json()["field"] == "Idempotency-Key"


def test_nothing_sent_comes_back_or_becomes_a_header(server: Server) -> None:
    """Header and log injection, and no echo of what was written."""
    words = "x\r\nset-cookie: a=b\r\n\0<script>青檐路"
    answer = file(server, description=words, posts=["a\r\nb: c"], contact="a\r\nb")
    assert answer.status_code == 201 and "set-cookie" not in answer.headers and "青檐路" not in answer.text
    got = answer.json()
    assert "青檐路" not in look(server, got["ticket"], got["pin"]).text
    odd = look(server, "%0d%0aset-cookie:a=b", "x")
    assert odd.status_code == 404 and "set-cookie" not in odd.headers


def test_one_origin_files_a_few_notices_a_minute_and_threats_have_their_own_room(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    for server in serving(tmp_path_factory.mktemp("few"), notices_per_minute=3):
        assert [file(server).status_code for _ in range(4)] == [201, 201, 201, 429]
        assert file(server).json()["remedy"]
        assert file(server, threat=True).status_code == 201
        assert file(server, server.headers).status_code == 201, "a platform passes on what its members report"


def test_wrong_tickets_of_one_origin_end(tmp_path_factory: pytest.TempPathFactory) -> None:
    for server in serving(tmp_path_factory.mktemp("guessing")):
        codes = [look(server, f"AAAA-BBBB-{n:04}", "1").status_code for n in range(40)]
        most = rules().lock.look_ups_per_minute
        assert codes == [404] * most + [429] * (40 - most)


def test_a_flagger_is_trusted_by_token_alone(server: Server) -> None:
    """DSA 22: a contact proves nobody's name; a token does."""
    flagger = {"authorization": f"Bearer {server.token_for('flagger')}"}
    got = file(server, flagger, contact="flagger@example.com", relation="bystander").json()
    status = look(server, got["ticket"], got["pin"]).json()
    assert status["status"] == "held", "trusted, fresh, and the screener saw it"
    assert file(server, {"authorization": "Bearer nobody"}).status_code == 401
    assert file(server, {"authorization": f"Bearer {server.token_for('moderator')}"}).status_code == 403


def test_the_document_describes_every_door(server: Server) -> None:
    document = server.client.get("/schema/openapi.json").json()
    posted = document["paths"][PATH]["post"]
    shape = posted["requestBody"]["content"]["application/json"]
    assert shape["schema"] == {"$ref": "#/components/schemas/NoticeRequest"}
    assert json.dumps(shape["examples"]) and "NoticeRequest" in document["components"]["schemas"]
    for path in ("", "/additions", "/withdrawal", "/claim", "/claim/code"):
        assert f"{PATH}/{{ticket}}{path}" in document["paths"]
