"""Live posts: judged, kept sealed, brought into cases; private surfaces only where they are switched on."""

from collections.abc import Iterator
from typing import Any

import pytest

from reseal.interfaces.api.posts import read_counts
from reseal.operations.cases import views as cases
from reseal.operations.posts import views as posts
from tests.interfaces.api.conftest import Server, serving

DOX = "大家冲他！真名李小四，电话13800001234，住在东华路12号3单元401，见一次骂一次"


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serving(tmp_path_factory.mktemp("private"), private_surfaces=True)


def send(server: Server, items: list[Any]) -> Any:
    answer = server.post("/v1/posts", {"posts": items})
    assert answer.status_code == 200, answer.text
    return answer.json()["decisions"]


def test_answers_as_screen_does_and_keeps(server: Server) -> None:
    items = [{"id": "live-1", "text": DOX, "author": "a1"}, {"id": "live-2", "text": "晚上吃火锅吧"}]
    answered = send(server, items)
    assert answered == server.decisions(items)
    with server.store.read() as work:
        kept = posts.find(work, "live-1")
        assert kept is not None and kept.post.text == DOX and kept.decision.category == answered[0]["category"]
        assert posts.find(work, "live-2") is not None
        found = cases.queue(work).cases
        assert len(found) == 1 and found[0].posts == 1


def test_private_surfaces_are_refused_in_their_place(server: Server) -> None:
    """DESIGN, guards: live messages and group chats only where the operator says so; what is handed over is judged."""
    items = [
        {"id": "dm-1", "text": DOX, "surface": "dm"},
        {"id": "open-1", "text": "今天天气真好"},
        {"id": "group-1", "text": DOX, "surface": "group_chat"},
    ]
    first, second, third = send(server, items)
    assert "private_surfaces" in first["error"] and first["id"] == "dm-1" and "error" in third
    assert second["violates"] is False
    assert all("error" not in one for one in server.decisions(items))
    with server.store.read() as work:
        assert posts.find(work, "dm-1") is None and posts.find(work, "group-1") is None


def test_private_surfaces_are_taken_where_switched_on(private: Server) -> None:
    assert "error" not in send(private, [{"id": "dm-1", "text": DOX, "surface": "dm"}])[0]
    with private.store.read() as work:
        assert posts.find(work, "dm-1") is not None


def test_counts_are_kept_and_bad_ones_named(server: Server) -> None:
    good = {"id": "c-1", "text": "今天天气真好", "counts": {"views": 1200, "shares": 3}}
    bad = {"id": "c-2", "text": "今天天气真好", "counts": {"views": -1}}
    first, second = send(server, [good, bad])
    assert "error" not in first and "`counts`" in second["error"]
    with server.store.read() as work:
        kept = posts.find(work, "c-1")
        assert kept is not None and kept.counts == {"views": 1200, "shares": 3}
        assert posts.find(work, "c-2") is None


def test_a_bad_item_spoils_no_neighbour(server: Server) -> None:
    first, second = send(server, [{"id": "b-1"}, {"id": "b-2", "text": "今天天气真好", "counts": {"likes": 1}}])
    assert first["error"] and second["id"] == "b-2" and "error" not in second


def test_counts_of_items_that_cannot_be_read() -> None:
    assert read_counts(b'{"posts":[{"id":"1"}]}') == {}
    assert read_counts(b'{"posts":[{"counts":{"view":1}},{"counts":null},3]}') == {0: None, 2: None}


def test_needs_the_scope(server: Server) -> None:
    assert server.post("/v1/posts", {"posts": []}, authorization="").status_code == 401
    assert server.client.get("/v1/posts").status_code in (401, 405)


def test_delete_and_decision(server: Server) -> None:
    ref = "https://example.com/p/1?x=一"
    send(server, [{"id": ref, "text": DOX, "author": "a1"}])
    named = "https%3A%2F%2Fexample.com%2Fp%2F1%3Fx%3D%E4%B8%80"
    read = server.client.get(f"/v1/decisions/{named}", headers=server.headers)
    assert read.status_code == 200, read.text
    said = read.json()
    assert said["by"] == "screener" and said["shown"] == "shown" and not said["deleted"]
    assert said["statements"]["zh"]["clause_text"] and "1380000" not in read.text
    gone = server.client.delete(f"/v1/posts/{named}", headers=server.headers)
    assert gone.status_code == 204, gone.text
    assert server.client.get(f"/v1/decisions/{named}", headers=server.headers).json()["deleted"]
    unknown = server.client.delete("/v1/posts/never", headers=server.headers)
    assert unknown.status_code == 404 and unknown.json()["field"] == "post_id"


def test_the_document_names_the_doors(server: Server) -> None:
    paths = server.client.get("/schema/openapi.json").json()["paths"]
    assert {"post"} <= paths["/v1/posts"].keys() and "get" in paths["/v1/decisions/{post_id}"]
