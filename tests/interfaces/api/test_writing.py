"""Requests of many posts, and then notices, go to processes beside the server; answers do not tell where from."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.api.beside import FROM
from reseal.interfaces.api.idempotent import REPLAYED
from reseal.interfaces.opening import open_store
from reseal.operations.cases import views as cases
from reseal.operations.tokens.acts import create

DOX = "大家冲他！真名李小四，电话13800001234，住在东华路12号3单元401，见一次骂一次"
MANY = [{"id": f"p{number}", "text": DOX if number == 3 else f"晚上吃第{number}家火锅吧"} for number in range(FROM)]


@pytest.fixture
def chosen(tmp_path: Path) -> Configuration:
    return Configuration(data_dir=str(tmp_path / "data"), level="verdict")


@pytest.fixture
def client(chosen: Configuration) -> Iterator[TestClient[Any]]:
    store = open_store(chosen)
    with store.write() as work:
        token = create(work, "platform")
    store.close()
    with TestClient(build_app(chosen), base_url="http://127.0.0.1:8420") as client:
        client.headers["authorization"] = f"Bearer {token}"
        yield client


def file(client: TestClient[Any], posts: list[str]) -> Any:
    notice = {"relation": "self", "posts": posts, "description": "这是我的电话", "lang": "zh"}
    request = client.build_request("POST", "/v1/notices", json=notice, headers={"Idempotency-Key": "k1"})
    del request.headers["authorization"]
    return client.send(request)


def test_it_is_judged_and_kept_all_the_same(client: TestClient[Any], chosen: Configuration) -> None:
    here = client.post("/v1/posts", json={"posts": MANY}).json()  # no process stands yet: they begin with this one
    rooms = [client.app.dependencies[name].dependency().beside for name in ("judging", "writing")]
    while not all(room.stands for room in rooms):
        time.sleep(0.05)
    there = client.post("/v1/posts", json={"posts": [{**post, "id": f"q{post['id']}"} for post in MANY]}).json()
    assert client.post("/v1/screen", json={"posts": MANY}).json() == here
    assert [{**one, "id": one["id"].removeprefix("q")} for one in there["decisions"]] == here["decisions"]
    assert client.get("/v1/decisions/qp3").json()["decision"]["violates"] is True
    filed, again, other = file(client, ["qp3"]), file(client, ["qp3"]), file(client, [])
    assert filed.status_code == 201 and REPLAYED not in filed.headers
    assert again.json() == filed.json() and again.headers[REPLAYED] == "true"
    assert other.status_code == 422 and other.json()["field"] == "Idempotency-Key"
    page = client.get(f"/v1/notices/{filed.json()['ticket']}", headers={"X-Notice-Pin": filed.json()["pin"]})
    assert page.status_code == 200
    store = open_store(chosen)
    with store.read() as work:
        (case,) = cases.queue(work).cases
        assert case.posts == 2 and case.notices == 1  # copies of each other
    store.close()
