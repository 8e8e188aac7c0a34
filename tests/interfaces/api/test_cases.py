"""`/v1/cases`: masked, by scope, with clear refusals."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.interfaces.api.conftest import Server, serving

DOX = "大家冲他！真名李小四，电话13800001234，住在东华路12号3单元401，见一次骂一次"
REMOVE = {"action": "remove", "category": "incitement", "clause": "no-incitement"}


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serving(tmp_path_factory.mktemp("desk"))


class Staff:
    """A staff token at work on the only case."""

    def __init__(self, server: Server) -> None:
        posts = [{"id": f"p{number}", "text": DOX, "author": f"a{number}"} for number in range(3)]
        assert server.post("/v1/posts", {"posts": posts}).status_code == 200
        self.server = server
        self.headers = {"authorization": f"Bearer {server.token_for('staff')}"}
        self.case = self.get("/v1/cases").json()["cases"][0]["id"]

    def get(self, path: str) -> Any:
        return self.server.client.get(path, headers=self.headers)

    def post(self, what: str, body: Any = None, **more: str) -> Any:
        return self.server.post(f"/v1/cases/{self.case}/{what}", body or {}, **self.headers, **more)

    @property
    def version(self) -> int:
        return int(self.get(f"/v1/cases/{self.case}").json()["case"]["version"])


@pytest.fixture
def staff(desk: Server) -> Staff:
    return Staff(desk)


def test_queue_and_case_are_masked(staff: Staff) -> None:
    page = staff.get("/v1/cases").json()
    assert len(page["cases"]) == 1 and page["cases"][0]["posts"] == 3 and page["next"] is None
    answer = staff.get(f"/v1/cases/{staff.case}")
    assert "[phone]" in answer.text and "1380000" not in answer.text and "东华路" not in answer.text
    said = answer.json()
    assert {one["role"] for one in said["snapshots"]} == {"origin", "copy"}
    assert [one["kind"] for one in said["timeline"]] == ["post"] * 3


def test_hold_decide_undo(staff: Staff) -> None:
    assert staff.post("take").json()["state"] == "open"
    assert staff.post("hold").json()["state"] == "held"
    assert staff.post("hold").status_code == 409
    done = staff.post("decision", {**REMOVE, "version": staff.version})
    assert done.status_code == 200 and done.json()["posts"] == 3, done.text
    again = staff.post("decision", {**REMOVE, "version": staff.version})
    assert again.status_code == 409
    undone = staff.post("undo", {"decision": done.json()["decision"]})
    assert undone.json()["state"] == "held", undone.text
    assert staff.post("release").json()["state"] == "open"


def test_a_decision_on_what_was_not_seen_is_refused_clearly(staff: Staff) -> None:
    answer = staff.post("decision", {**REMOVE, "version": staff.version - 1})
    problem = answer.json()
    assert answer.status_code == 409 and problem["field"] == "version" and "Read the case again" in problem["remedy"]
    assert staff.get(f"/v1/cases/{staff.case}").json()["case"]["state"] == "open"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"clause": "no-such"}, "clause"),
        ({"action": "hold"}, "action"),
        ({"category": "none"}, "category"),
        ({"action": "allow"}, "category"),
        ({"version": "three"}, "version"),
        ({"also": ["01J00000000000000000000000"]}, "also"),
    ],
)
def test_a_wrong_choice_names_its_field(staff: Staff, wrong: dict[str, Any], field: str) -> None:
    answer = staff.post("decision", {**REMOVE, "version": staff.version, **wrong})
    assert answer.status_code == 422 and answer.json()["field"] == field, answer.text
    missing = staff.post("decision", {"action": "remove"})
    assert missing.status_code == 422 and missing.json()["field"] == "category"


def test_the_same_key_decides_once(staff: Staff) -> None:
    body = {**REMOVE, "version": staff.version}
    first = staff.post("decision", body, **{"idempotency-key": "k1"})
    second = staff.post("decision", body, **{"idempotency-key": "k1"})
    assert first.status_code == second.status_code == 200 and first.content == second.content


def test_only_with_the_scope(staff: Staff) -> None:
    platform = staff.server.headers
    assert staff.server.client.get("/v1/cases", headers=platform).status_code == 403
    assert staff.server.client.get("/v1/cases").status_code == 401
    for what in ("take", "hold", "release", "decision", "undo"):
        assert staff.server.post(f"/v1/cases/{staff.case}/{what}", {}).status_code == 403


def test_nobody_undoes_what_another_decided(staff: Staff) -> None:
    done = staff.post("decision", {**REMOVE, "version": staff.version}).json()["decision"]
    other = {"authorization": f"Bearer {staff.server.token_for('staff')}"}
    answer = staff.server.post(f"/v1/cases/{staff.case}/undo", {"decision": done}, **other)
    assert answer.status_code == 403, answer.text


def test_correction(staff: Staff) -> None:
    snapshot = staff.get(f"/v1/cases/{staff.case}").json()["snapshots"][0]["id"]
    right = {"category": "exposure", "spans": [{"type": "phone", "start": 13, "end": 24}]}
    kept = staff.post(f"snapshots/{snapshot}/correction", right)
    assert kept.status_code == 201, kept.text
    outside = {"category": "exposure", "spans": [{"type": "phone", "start": 13, "end": 2400}]}
    refused = staff.post(f"snapshots/{snapshot}/correction", outside)
    assert refused.status_code == 422 and refused.json()["field"] == "spans[0]"
    assert staff.post("snapshots/01J00000000000000000000000/correction", right).status_code == 404


@pytest.mark.parametrize(
    ("asked", "field"), [("state=gone", "state"), ("limit=0", "limit"), ("after=zz", "after"), ("after=7b7d", "after")]
)
def test_wrong_questions_to_the_queue(staff: Staff, asked: str, field: str) -> None:
    answer = staff.get(f"/v1/cases?{asked}")
    assert answer.status_code == 422 and answer.json()["field"] == field
    assert staff.get("/v1/cases/01J00000000000000000000000").status_code == 404
