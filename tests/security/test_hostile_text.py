"""NUL, half characters, huge numbers and foreign cursors at every door, on the database that takes least."""

import base64
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from bench import postgres
from drill import openapi

PARTS = ("%00", "a%00b", "%ff", "%ed%a0%80", "%f0%9f%98%80", "%0d%0aX-A:%20b", "9" * 40)
PLACES: tuple[object, ...] = (
    "\0",
    "x" * 200,
    "\ud800",
    [2**62, "\0"],
    [2**70, "x"],
    [-1, "x"],
    [0, 0, 0],
    ["a", "b"],
    [1.5, "x"],
    {"a": 1},
    True,
)
LISTS = (("/v1/cases", "staff"), ("/v1/actions", "platform"), ("/v1/deliveries", "admin"), ("/v1/legal-holds", "legal"))


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[openapi.Desk]:
    with ExitStack() as made:
        database = ""
        if postgres.installed():
            database = made.enter_context(postgres.new_database(request.getfixturevalue("postgres_url")))
        yield made.enter_context(openapi.desk(tmp_path_factory.mktemp("hostile"), database=database))


@pytest.fixture(scope="module")
def client(at: openapi.Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=at.address, timeout=60) as made:
        yield made


def bearer(at: openapi.Desk, role: str) -> dict[str, str]:
    return {"authorization": f"Bearer {at.tokens[role]}"} if role else {}


@pytest.mark.parametrize("part", PARTS)
def test_no_id_breaks_a_door(at: openapi.Desk, client: httpx.Client, part: str) -> None:
    for method, path, role in (
        ("GET", f"/v1/cases/{part}", "staff"),
        ("POST", f"/v1/cases/{part}/take", "staff"),
        ("POST", f"/v1/cases/{part}/snapshots/{part}/correction", "staff"),
        ("GET", f"/v1/notices/{part}", ""),
        ("GET", f"/v1/decisions/{part}", "platform"),
        ("DELETE", f"/v1/posts/{part}", "platform"),
        ("POST", f"/v1/actions/{part}/ack", "platform"),
        ("POST", f"/v1/deliveries/{part}/replay", "admin"),
        ("POST", f"/v1/legal-holds/{part}/release", "legal"),
        ("GET", f"/report/with/{part}", ""),
    ):
        answer = client.request(method, path, headers=bearer(at, role), json={"category": "none", "spans": []})
        assert answer.status_code in (400, 404, 429), f"{method} {path}: {answer.status_code}"
        assert "x-a" not in answer.headers


@pytest.mark.parametrize("place", PLACES)
def test_no_cursor_breaks_a_list(at: openapi.Desk, client: httpx.Client, place: object) -> None:
    """Cursor tampering: a cursor is checked like any other input; it opens nothing that the list would not show."""
    cursor = base64.urlsafe_b64encode(json.dumps(place).encode()).rstrip(b"=").decode()
    for path, role in LISTS:
        answer = client.get(path, params={"after": cursor}, headers=bearer(at, role))
        assert answer.status_code in (200, 422), f"{path}: {answer.status_code}"


def test_no_query_breaks_a_list(at: openapi.Desk, client: httpx.Client) -> None:
    for path, role in LISTS:
        for query in ("after=%00", "limit=%00", "%00=1", "limit=" + "9" * 400, "limit=%EF%BC%91", "limit=-1"):
            answer = client.get(f"{path}?{query}", headers=bearer(at, role))
            assert answer.status_code == 422, f"{path}?{query}: {answer.status_code}"


def test_no_words_in_json_break_a_door(at: openapi.Desk, client: httpx.Client) -> None:
    notice = at.states.ready("notice", at.tokens["senior"])
    case, snapshot, ticket = (notice.path[name] for name in ("case_id", "snapshot_id", "ticket"))
    pin = notice.headers
    choice = {"action": "remove", "category": "exposure", "clause": "no-exposure", "version": 1}
    span = {"type": "phone", "start": 2**62, "end": 2**63 - 1, "subject": "other"}
    asked: tuple[tuple[str, str, Any, dict[str, str]], ...] = (
        ("/v1/legal-holds", "legal", {"about": "\0", "ground": "order"}, {}),
        (f"/v1/cases/{case}/undo", "staff", {"decision": "\0"}, {}),
        (f"/v1/cases/{case}/decision", "staff", {**choice, "clause": "\0"}, {}),
        (f"/v1/cases/{case}/decision", "staff", {**choice, "version": 2**80}, {}),
        (f"/v1/cases/{case}/decision", "staff", {**choice, "version": -(2**63)}, {}),
        (f"/v1/cases/{case}/snapshots/{snapshot}/correction", "staff", {"category": "none", "spans": [span]}, {}),
        (f"/v1/notices/{ticket}/claim/code", "", {"code": "\0"}, pin),
        (f"/v1/notices/{ticket}/claim", "", {"value": "\0"}, pin),
        ("/v1/notices", "", {"relation": "self", "posts": ["\0"], "description": "\0a", "contact": "\0b"}, {}),
        ("/v1/notices", "", {"relation": "self", "posts": ["\ud800"], "description": "\ud800"}, {}),
        ("/v1/posts", "platform", {"posts": [{"id": "a\0b", "text": "\0", "author": "\0", "reply_to": "\0"}]}, {}),
        ("/v1/posts", "platform", {"posts": [{"id": "\ud800", "text": "\udfff", "author": "\ud800"}]}, {}),
    )
    for path, role, body, more in asked:
        answer = client.post(path, content=json.dumps(body), headers={**bearer(at, role), **more})
        assert answer.status_code < 500, f"{path} {body}: {answer.status_code}"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/report", b"relation=self&posts=%ed%a0%80&description=%00%ff&contact=%ed%a0%80&send=1&lang=%00"),
        ("/report/follow", b"ticket=%00&pin=%00"),
        ("/report/follow", b"pass=%00%ed%a0%80"),
        ("/report/follow", b"pass=" + b"A" * 60),
        ("/report/follow", b"pass=" + base64.urlsafe_b64encode(b"A" * 11 + b"\0" + b"\xff" * 40)),
        ("/report/recover", b"ticket=%00&value=%00&code=%00"),
        ("/report/recover", b"ticket=%c3%a9%f0%9f%98%80&value=a"),
        ("/console/sign-in", b"name=%00&password=%00"),
        ("/console/sign-in", b"name=%ed%a0%80&password=%ed%a0%80&next=%00"),
        ("/console/sign-in/passkey", b"answer=%00"),
    ],
)
def test_no_form_breaks_a_page(at: openapi.Desk, client: httpx.Client, path: str, form: bytes) -> None:
    headers = {"origin": at.address, "content-type": "application/x-www-form-urlencoded"}
    answer = client.post(path, content=form, headers=headers)
    assert answer.status_code < 500, f"{path}: {answer.status_code}"
