"""Legal holds by the API: who may, on what, and what comes of it (SYS-03)."""

from collections.abc import Iterator
from typing import Any

import pytest

from reseal.operations.retention.views import held
from tests.interfaces.api.conftest import Server, serving


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serving(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reseal.operations.cases.views.exists", lambda work, name: name == "case-1")


def ask(desk: Server, method: str, path: str, role: str = "legal", **sent: Any) -> Any:
    headers = {"authorization": f"Bearer {desk.token_for(role)}"}
    return desk.client.request(method, f"/v1/legal-holds{path}", headers=headers, **sent)


@pytest.mark.usefixtures("known")
def test_a_hold_is_put_listed_and_released(desk: Server) -> None:
    made = ask(desk, "POST", "", json={"about": "case-1", "ground": "order"})
    assert made.status_code == 201 and made.json()["released_at"] is None
    name = made.json()["id"]
    assert [one["id"] for one in ask(desk, "GET", "?limit=1").json()["holds"]] == [name]
    with desk.store.read() as work:
        assert held(work, ["case-1"]) == {"case-1"}
    ended = ask(desk, "POST", f"/{name}/release")
    assert ended.status_code == 200 and ended.json()["released_at"]
    assert ask(desk, "POST", f"/{name}/release").status_code == 404
    assert ask(desk, "GET", "").json() == {"holds": [], "next": None}


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"about": "nothing", "ground": "order"}, 404, "about"),
        ({"about": "case-1", "ground": "because"}, 422, "ground"),
        ({"about": "case-1"}, 422, "ground"),
        ({"about": "", "ground": "order"}, 422, "about"),
    ],
)
def test_what_is_wrong_is_named(desk: Server, body: dict[str, str], status: int, field: str) -> None:
    answer = ask(desk, "POST", "", json=body)
    assert (answer.status_code, answer.json()["field"]) == (status, field)


@pytest.mark.parametrize("role", ["platform", "staff", "moderator", "senior", "auditor", "admin"])
def test_only_the_legal_role_may(desk: Server, role: str) -> None:
    assert ask(desk, "GET", "", role).status_code == 403
    assert ask(desk, "POST", "", role, json={"about": "case-1", "ground": "order"}).status_code == 403
    assert ask(desk, "POST", "/1/release", role).status_code == 403
