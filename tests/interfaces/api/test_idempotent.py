"""A write with a key takes effect once, whatever happens to its answer."""

from typing import Any

import pytest
from litestar import Litestar, Request, Response, post
from litestar.params import RawBody
from litestar.testing import TestClient

from reseal.interfaces.api.idempotent import HEADER, REPLAYED, once
from reseal.interfaces.api.problems import Problem
from reseal.storage.clock import DAY
from reseal.storage.store import Store, Work
from tests.conftest import Clock

Client = TestClient[Litestar]


@pytest.fixture
def client(store: Store) -> Client:
    done: list[bytes] = []

    @post("/x", sync_to_thread=True)
    def write(request: Request[Any, Any, Any], body: RawBody) -> Response[bytes]:
        def act(work: Work) -> tuple[int, Any]:
            if body == b"bad":
                raise Problem(422, "Bad.", "Send another.")
            done.append(body)
            return 201, {"number": len(done)}

        return once(store, request, body, act, actor="public", scope=request.headers.get("x-from", ""))

    def refused(_: Any, problem: Problem) -> Response[bytes]:
        return Response(problem.body(), status_code=problem.status)

    return TestClient(Litestar([write], exception_handlers={Problem: refused}))


def test_without_a_key_every_request_counts(client: Client) -> None:
    assert [client.post("/x", content=b"1").json()["number"] for _ in range(2)] == [1, 2]


def test_with_a_key_the_second_gets_the_firsts_answer(client: Client) -> None:
    first = client.post("/x", content=b"1", headers={HEADER: "k"})
    again = client.post("/x", content=b"1", headers={HEADER: '"k"'})
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, {"number": 1})
    assert REPLAYED not in first.headers and again.headers[REPLAYED] == "true"
    assert client.post("/x", content=b"1", headers={HEADER: "l"}).json() == {"number": 2}
    assert client.post("/x", content=b"1", headers={HEADER: "k", "x-from": "b"}).json() == {"number": 3}


def test_a_key_that_came_with_another_request_is_refused(client: Client) -> None:
    client.post("/x", content=b"1", headers={HEADER: "k"})
    refused = client.post("/x", content=b"2", headers={HEADER: "k"})
    assert (refused.status_code, refused.json()["field"]) == (422, HEADER)


@pytest.mark.parametrize("key", ["", " ", '""', "k" * 256, "schlüssel", "a\tb"])
def test_what_is_no_key_is_refused(client: Client, key: str) -> None:
    refused = client.post("/x", content=b"1", headers={HEADER: key.encode("latin-1")})
    assert (refused.status_code, refused.json()["field"]) == (400, HEADER)


def test_what_was_refused_can_be_sent_again(client: Client) -> None:
    assert client.post("/x", content=b"bad", headers={HEADER: "k"}).status_code == 422
    assert client.post("/x", content=b"1", headers={HEADER: "k"}).json() == {"number": 1}


def test_a_key_is_forgotten_after_a_day(client: Client, clock: Clock) -> None:
    client.post("/x", content=b"1", headers={HEADER: "k"})
    clock.pass_(DAY)
    assert client.post("/x", content=b"1", headers={HEADER: "k"}).json() == {"number": 2}
