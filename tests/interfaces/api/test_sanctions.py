"""Closures and groups that are proposed, by the API: a person says so, or nothing happens (PI-04, CAC-02)."""

from collections.abc import Iterator
from typing import Any

import pytest

from reseal.operations.deliveries import views as deliveries
from tests.interfaces.api.conftest import Server, serving
from tests.operations.sanctions.given import decided, person, put, standing


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    for server in serving(tmp_path_factory.mktemp("desk")):
        person(server.store, "senior", "lin")
        person(server.store, "moderator", "wu")
        yield server


def ask(desk: Server, method: str, path: str = "", role: str = "senior", **sent: Any) -> Any:
    headers = {"authorization": f"Bearer {desk.token_for(role)}"}
    return desk.client.request(method, f"/v1/sanctions{path}", headers=headers, **sent)


def proposed(desk: Server, ref: str) -> list[str]:
    """The ids of a closure and of a group, in this order."""
    with desk.store.write("staff:1") as work:
        put(work, ref, groups=("g1",))
        decided(work, ref, category="trade", part="seller")
        waiting = [one for one in standing(work, ref).sanctions if one.state == "proposed"]
    return [one.id for one in sorted(waiting, key=lambda one: one.kind)]


def test_what_waits_is_listed_a_page_at_a_time_and_says_nothing_of_anybody(desk: Server) -> None:
    ids = proposed(desk, "user-of-page")
    answer = ask(desk, "GET", "?limit=1")
    assert len(answer.json()["sanctions"]) == 1 and answer.json()["next"]
    listed = ask(desk, "GET", "?limit=200")
    assert set(ids) <= {one["sanction"]["id"] for one in listed.json()["sanctions"]}
    assert "user-of-page" not in listed.text and '"g1"' not in listed.text


def test_a_person_confirms_and_the_platform_is_asked(desk: Server) -> None:
    close, group = proposed(desk, "u1")
    done = ask(desk, "POST", f"/{close}/confirm", json={"person": "lin"})
    assert done.status_code == 200 and done.json()["state"] == "in_force" and done.json()["kind"] == "account.close"
    assert ask(desk, "POST", f"/{group}/refuse", json={"person": "lin"}).json()["state"] == "refused"
    assert ask(desk, "POST", f"/{close}/confirm", json={"person": "lin"}).status_code == 409
    with desk.store.read() as work:
        asked = [one for one in deliveries.asked(work, "", 500) if one.kind == "account.close"]
        assert [one.payload["account"] for one in asked] == ["u1"]
    acked = desk.client.post(f"/v1/actions/{asked[0].id}/ack", headers=desk.headers)
    assert acked.status_code == 200
    seen = desk.client.get("/v1/accounts/u1/standing", headers=desk.headers).json()
    assert seen["blocked"] and [one["acknowledged_at"] is not None for one in seen["sanctions"]].count(True) == 1


@pytest.mark.parametrize("name", ["nobody", "wu"])
def test_nobody_is_no_person_who_may(desk: Server, name: str) -> None:
    close, _ = proposed(desk, f"u-{name}")
    answer = ask(desk, "POST", f"/{close}/confirm", json={"person": name})
    assert answer.status_code == 422 and answer.json()["field"] == "person"


@pytest.mark.parametrize("role", ["platform", "staff", "moderator", "admin", "auditor", "legal"])
def test_only_the_senior_role_says_so(desk: Server, role: str) -> None:
    assert ask(desk, "POST", "/x/confirm", role, json={"person": "lin"}).status_code == 403


def test_what_is_not_there_is_told(desk: Server) -> None:
    assert ask(desk, "POST", "/x/refuse", json={"person": "lin"}).status_code == 404
    assert ask(desk, "POST", "/x/refuse", json={}).json()["field"] == "person"
