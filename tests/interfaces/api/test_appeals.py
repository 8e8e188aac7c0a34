"""`POST /v1/appeals` and what follows it: by link, by ticket, through the platform; of others nothing is told."""

from collections.abc import Iterator
from typing import Any

import pytest

from reseal.operations.appeals import views
from reseal.operations.tokens.acts import create
from tests.interfaces.console.conftest import Desk, open_desk
from tests.operations import factories as made
from tests.operations.appeals.given import decided, link, member

PATH = "/v1/appeals"


@pytest.fixture
def desk(tmp_path: Any, migrated: Any) -> Iterator[Desk]:
    yield from open_desk(tmp_path, migrated)


def send(desk: Desk, body: dict[str, Any], path: str = PATH, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return desk.client.post(path, json=body, headers=named)


def token(desk: Desk, role: str = "platform") -> str:
    with desk.store.write() as work:
        return f"Bearer {create(work, role)}"


def test_by_the_authors_link(desk: Desk) -> None:
    decided(desk.store, desk.clock, member(desk.store, "first"))
    secret = link(desk.store)
    got = send(desk, {"words": "号码13800001234是我的"}, x_appeal_link=secret)
    assert got.status_code == 201, got.text
    appeal = got.json()["appeal"]
    status = desk.client.get(f"{PATH}/{appeal}", headers={"x-appeal-link": secret}).json()
    assert status["status"] == "open" and status["lines"][0]["text"] == "号码[phone]是我的"
    more = send(desk, {"words": "真的"}, f"{PATH}/{appeal}/replies", x_appeal_link=secret)
    assert len(more.json()["lines"]) == 2
    over = desk.client.post(f"{PATH}/{appeal}/withdrawal", headers={"x-appeal-link": secret})
    assert over.json()["status"] == "withdrawn"
    assert send(desk, {"words": "x"}, x_appeal_link=secret).status_code == 409


def test_through_the_platform_for_an_account_and_its_decision(desk: Desk) -> None:
    done = decided(desk.store, desk.clock, member(desk.store, "first"), texts=(made.DOX, made.DOX))
    bearer = token(desk)
    body = {"words": "这是我的号码", "decision": done.decision_id, "account": "author of p1"}
    got = send(desk, body, authorization=bearer, idempotency_key="k1")
    again = send(desk, body, authorization=bearer, idempotency_key="k1")
    assert got.status_code == again.status_code == 201 and got.json() == again.json()
    appeal = got.json()["appeal"]
    headers = {"authorization": bearer}
    assert desk.client.get(f"{PATH}/{appeal}?account=author of p1", headers=headers).status_code == 200
    for account in ("author of p2", "nobody"):
        assert desk.client.get(f"{PATH}/{appeal}?account={account}", headers=headers).status_code == 404
    other = send(desk, {**body, "account": "nobody"}, authorization=bearer)
    unknown = send(desk, {**body, "decision": "nothing"}, authorization=bearer)
    assert other.status_code == unknown.status_code == 404 and other.json() == unknown.json()
    with desk.store.read() as work:
        assert [one.by for one in views.queue(work)] == ["platform"]


def test_without_any_of_them_there_is_nothing(desk: Desk) -> None:
    done = decided(desk.store, desk.clock, member(desk.store, "first"))
    body = {"words": "x", "decision": done.decision_id, "account": "author of p1"}
    assert send(desk, body).status_code == 404
    assert send(desk, body, x_appeal_link="A" * 32).status_code == 404
    assert send(desk, body, x_notice_ticket="AAAA-BBBB-CCCC", x_notice_pin="00000000").status_code == 404
    assert send(desk, body, authorization=token(desk, "staff")).status_code == 403
    assert send(desk, body, authorization="Bearer reseal_x").status_code == 401
    with desk.store.read() as work:
        assert views.queue(work) == []


def test_guesses_are_counted(desk: Desk) -> None:
    found = [desk.client.get(f"{PATH}/x", headers={"x-appeal-link": f"{n:032}"}).status_code for n in range(40)]
    assert found[0] == 404 and found[-1] == 429
