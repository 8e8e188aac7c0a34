"""What a platform is asked to do: fetched, acknowledged once, and nobody else's business."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reseal.operations.audit.tables import AuditEntry
from reseal.operations.deliveries import acts, sending, views
from tests.interfaces.api.conftest import Server, serving


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serving(tmp_path_factory.mktemp("desk"))


def post(desk: Server, about: str = "snapshot-1", kind: str = "statement.author") -> str:
    with desk.store.write() as work:
        return acts.post_out(work, kind, "platform", "webhook", about, {"action": "remove", "post": "p-1"})


def ack(desk: Server, name: str, **headers: str) -> tuple[int, dict[str, object]]:
    sent = {"authorization": f"Bearer {desk.token}", **headers}
    answer = desk.client.post(f"/v1/actions/{name}/ack", headers={k.replace("_", "-"): v for k, v in sent.items() if v})
    return answer.status_code, answer.json()


def asked(desk: Server, query: str = "") -> dict[str, object]:
    answer = desk.client.get(f"/v1/actions{query}", headers={"authorization": f"Bearer {desk.token}"})
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_what_is_asked_is_fetched_page_by_page_until_it_is_acknowledged(desk: Server) -> None:
    names = [post(desk, f"page-{number}") for number in range(3)]
    first = asked(desk, "?limit=2")
    assert [one["id"] for one in first["actions"]] == names[:2]  # type: ignore[attr-defined]
    assert first["actions"][0]["data"] == {"action": "remove", "post": "p-1", "id": names[0]}  # type: ignore[index]
    second = asked(desk, f"?limit=2&after={first['next']}")
    assert [one["id"] for one in second["actions"]] == names[2:]  # type: ignore[attr-defined]
    assert second["next"] is None
    for name in names:
        ack(desk, name)
    assert asked(desk) == {"actions": [], "next": None}


def test_an_acknowledgement_counts_once_and_stands_in_the_audit(desk: Server) -> None:
    name = post(desk)
    status, first = ack(desk, name)
    assert (status, first["id"], first["type"]) == (200, name, "statement.author")
    assert ack(desk, name) == (200, first)
    with desk.store.read() as work:
        assert views.unacknowledged(work, "snapshot-1") == []
        acts_of = work.session.query(AuditEntry.act, AuditEntry.actor).filter(AuditEntry.about == "snapshot-1").all()
    assert [(act, actor.split(":")[0]) for act, actor in acts_of] == [("action.acknowledged", "platform")]


def test_an_action_on_a_post_reaches_its_case(desk: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("reseal.operations.cases.acts.acknowledged", lambda work, about: heard.append(about))
    name = post(desk, "snapshot-2", "action.requested")
    ack(desk, name)
    ack(desk, name)
    assert heard == ["snapshot-2"]


def test_what_was_taken_back_says_so_and_what_stands_instead(desk: Server) -> None:
    """A platform that acted on what it fetched learns what to do now."""
    fetched = post(desk, "snapshot-9", "action.requested")
    with desk.store.write() as work:
        acts.withdraw(work, "snapshot-9", "action.requested")
        told = {"action": "allow", "post": "p-1"}
        stands = acts.post_out(work, "action.requested", "platform", "webhook", "snapshot-9", told)
    status, problem = ack(desk, fetched)
    assert status == 410 and problem["stands"] == {"id": stands, "action": "allow"}
    assert problem["remedy"] and problem["field"] == "id"
    assert ack(desk, stands)[0] == 200
    alone = post(desk, "snapshot-10")
    with desk.store.write() as work:
        acts.withdraw(work, "snapshot-10")
    status, problem = ack(desk, alone)
    assert status == 410 and problem["stands"] is None


def test_a_late_word_on_what_is_no_longer_asked_confirms_nothing_new(
    desk: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hold that was carried out late does not tell the exposed person that the removal was."""
    heard: list[str] = []
    monkeypatch.setattr("reseal.operations.cases.acts.acknowledged", lambda work, about: heard.append(about))
    hold = post(desk, "snapshot-11", "action.requested")
    with desk.store.write() as work:
        sending.settle(work, hold, None)
    remove = post(desk, "snapshot-11", "action.requested")
    assert ack(desk, hold)[0] == 200 and heard == []
    assert ack(desk, remove)[0] == 200 and heard == ["snapshot-11"]


@pytest.mark.parametrize("name", ["nothing", "01" + "A" * 24, "a" * 27, "%00", "..%2F..%2Fx", "é"])
def test_what_is_asked_of_nobody_is_not_there(desk: Server, name: str) -> None:
    status, problem = ack(desk, name)
    assert status in (400, 404, 422) and problem["remedy"]


def test_a_message_to_a_person_is_not_the_platforms_to_acknowledge(desk: Server) -> None:
    with desk.store.write() as work:
        message = {"to": "zhang@example.com", "lang": "zh", "subject": "s", "text": "t"}
        name = acts.post_out(work, "claim.code", "exposed", "sender", "notice-1", message)
    assert ack(desk, name)[0] == 404


@pytest.mark.parametrize(("token", "status"), [("", 401), ("Bearer reseal_unknown", 401), ("staff", 403)])
def test_only_a_platforms_token_opens_these_doors(desk: Server, token: str, status: int) -> None:
    name = post(desk, "closed")
    authorization = f"Bearer {desk.token_for('staff')}" if token == "staff" else token
    assert ack(desk, name, authorization=authorization)[0] == status
    headers = {"authorization": authorization} if authorization else {}
    assert desk.client.get("/v1/actions", headers=headers).status_code == status
    assert ack(desk, name)[0] == 200


@pytest.mark.parametrize(("query", "field"), [("?limit=0", "limit"), ("?limit=x", "limit"), ("?after=x", "after")])
def test_a_wrong_page_is_named(desk: Server, query: str, field: str) -> None:
    answer = desk.client.get(f"/v1/actions{query}", headers={"authorization": f"Bearer {desk.token}"})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_what_has_failed_is_listed_and_replayed_by_those_who_may(desk: Server) -> None:
    name = post(desk, "failed")
    with desk.store.write() as work:
        sending.settle(work, name, "unsendable")
    admin = {"authorization": f"Bearer {desk.token_for('admin')}"}
    listed = desk.client.get("/v1/deliveries", headers=admin).json()["deliveries"]
    assert [(one["id"], one["problem"], "data" in one) for one in listed] == [(name, "unsendable", False)]
    assert desk.client.post(f"/v1/deliveries/{name}/replay", headers=admin).status_code == 202
    assert desk.client.get("/v1/deliveries", headers=admin).json()["deliveries"] == []
    assert desk.client.post("/v1/deliveries/nothing/replay", headers=admin).status_code == 404
    with desk.store.read() as work:
        assert [shown.state for shown in views.of(work, "failed")] == ["due"]
    platform = {"authorization": f"Bearer {desk.token}"}
    assert desk.client.post(f"/v1/deliveries/{name}/replay", headers=platform).status_code == 403
    ack(desk, name)


def test_the_doors_are_described(desk: Server, tmp_path: Path) -> None:
    paths = desk.client.get("/schema/openapi.json").json()["paths"]
    described = paths["/v1/actions/{action_id}/ack"]["post"]
    assert set(described["responses"]) >= {"200", "401", "403", "404", "410", "422"}
    taken_back = described["responses"]["410"]["content"]["application/problem+json"]
    assert "stands" in str(taken_back["examples"])
    assert "examples" in described["responses"]["200"]["content"]["application/json"]
    assert "application/problem+json" in described["responses"]["404"]["content"]
    assert {parameter["name"] for parameter in described["parameters"]} == {"action_id", "Idempotency-Key"}
