"""Requests of many posts go to a process beside the server once one stands; answers do not tell where from."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.api.beside import FROM, Beside
from reseal.interfaces.opening import open_store
from reseal.interfaces.rooms import NotBegunError, RoomError
from reseal.operations.cases import views as cases
from reseal.operations.tokens.acts import create
from reseal.vocabulary import Post

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


def test_it_is_judged_and_kept_all_the_same(client: TestClient[Any], chosen: Configuration) -> None:
    here = client.post("/v1/posts", json={"posts": MANY}).json()  # no process stands yet: it begins with this one
    beside = client.app.dependencies["judging"].dependency().beside
    while not beside.stands:
        time.sleep(0.05)
    there = client.post("/v1/posts", json={"posts": [{**post, "id": f"q{post['id']}"} for post in MANY]}).json()
    assert client.post("/v1/screen", json={"posts": MANY}).json() == here
    assert [{**one, "id": one["id"].removeprefix("q")} for one in there["decisions"]] == here["decisions"]
    assert client.get("/v1/decisions/qp3").json()["decision"]["violates"] is True
    store = open_store(chosen)
    with store.read() as work:
        (case,) = cases.queue(work).cases
        assert case.posts == 2  # copies of each other
    store.close()


class Failing:
    """A room in which nothing is judged."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def begin(self) -> None:
        pass

    def decide(self, posts: Any) -> Any:
        raise self.error


@pytest.mark.parametrize("error", [RoomError(), NotBegunError()])
def test_what_is_not_judged_there_is_judged_here(chosen: Configuration, error: Exception) -> None:
    async def asked() -> list[Any]:
        beside = Beside(chosen)
        beside._room.close()
        beside._room = Failing(error)  # type: ignore[assignment]
        first = await beside.decide([Post("a", "x")])
        await asyncio.sleep(0.05)
        return [first, await beside.decide([Post("a", "x")])]

    assert asyncio.run(asked()) == [None, None]
