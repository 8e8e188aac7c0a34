import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reseal.configuration import Configuration
from reseal.interfaces.opening import open_store
from reseal.interfaces.streams.posts import PostError, read_post
from reseal.operations.tokens.acts import create
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Post
from tests.interfaces.api.conftest import Server, serving
from tests.interfaces.conftest import Golden
from tests.interfaces.posts import PHONE, many
from tests.interfaces.streams.test_posts import BAD_LINES


@pytest.mark.parametrize("count", [1, 129, 1000])
def test_the_decisions_are_those_of_the_screener_in_order(server: Server, count: int) -> None:
    posts = many(count)
    expected = Screener(level="verdict").decide([Post(**post) for post in posts])
    assert server.decisions(posts) == [json.loads(msgspec.json.encode(decision)) for decision in expected]


def test_a_decision_has_the_shape_of_the_contract_and_no_surface(server: Server) -> None:
    (decision,) = server.decisions([{"id": "p1", "text": PHONE}])
    assert list(decision) == list(Decision.__struct_fields__)
    assert decision["violates"] is True and decision["exposures"][0]["start"] == 3
    assert "4471" not in json.dumps(decision)


def test_a_bad_item_is_answered_in_its_place_and_spoils_no_neighbour(server: Server) -> None:
    items = [b'{"id":"%d","text":"%s"}' % (n, PHONE.encode()) for n in range(40)]
    bad = dict(zip(range(1, 40), _embeddable(), strict=False))
    body = b'{"posts":[' + b",".join(bad.get(n, item) for n, item in enumerate(items)) + b"]}"
    answers = server.screen(content=body).json()["decisions"]
    assert len(answers) == 40
    for number, answer in enumerate(answers):
        if number in bad:
            assert list(answer) == ["id", "error"] and ";" in answer["error"]
            assert "13800004471" not in answer["error"]
        else:
            assert answer["id"] == str(number) and answer["violates"] is True


def _embeddable() -> list[bytes]:
    """Bad posts that are JSON in shape, so that the request round them still is."""
    found = []
    for line in BAD_LINES.values():
        try:
            json.loads(line)
        except (ValueError, RecursionError):
            continue
        try:
            read_post(line)
        except PostError:
            found.append(line)
    assert len(found) > 10
    return found


def test_items_may_hold_broken_bytes_and_half_surrogate_pairs(server: Server) -> None:
    body = (
        b'{"posts":[{"id":"1","text":"a"},{"id":"2","text":"\xff"},'
        b'{"id":"3","text":"\\ud83d' + PHONE.encode() + b'"},{"id":"4","text":"a\\u0000b"}]}'
    )
    one, two, three, four = server.screen(content=body).json()["decisions"]
    assert one["violates"] is False and four["violates"] is False
    assert two == {"id": "2", "error": "is not UTF-8; write the row in UTF-8"}
    assert three["exposures"][0]["start"] == 4


def test_a_long_text_is_judged_and_a_longer_one_refused_in_its_place(tmp_path: Path) -> None:
    for server in serving(tmp_path, max_text_characters=1000):
        fits, does_not = server.decisions([{"id": "1", "text": "1" * 1000}, {"id": "2", "text": "1" * 1001}])
        assert fits["id"] == "1" and "violates" in fits
        assert does_not == {"id": "2", "error": "`text`: is longer than 1000 characters; split it"}


HOSTILE = {
    "digits": "0123456789" * 10_000,
    "separators": " -.*_/·" * 15_000,
    "zero width": "\u200b\u200d\ufeff" * 33_000,
    "brackets": "([{（【「" * 16_000,
    "digits far apart": "1 " * 50_000,
    "Chinese numerals": "一三八零" * 25_000,
    "right to left": "\u202e1" * 50_000,
    "combining": "1\u0301" * 50_000,
    "letters": "a.b@" * 25_000,
    "new lines": "\n" * 100_000,
    "emoji": "1️⃣" * 33_000,
    "astral": "𝟏" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_get_an_answer_and_their_neighbours_theirs(server: Server, name: str) -> None:
    answers = server.decisions(
        [{"id": "1", "text": PHONE}, {"id": "2", "text": HOSTILE[name]}, {"id": "3", "text": PHONE}]
    )
    assert [answer["id"] for answer in answers] == ["1", "2", "3"]
    assert {**answers[0], "id": ""} == {**answers[2], "id": ""} and answers[0]["violates"] is True
    assert "action" in answers[1]


REFUSED: dict[str, tuple[int, dict[str, Any]]] = {
    "no token": (401, {"authorization": ""}),
    "unknown token": (401, {"authorization": "Bearer reseal_unknown"}),
    "another scheme": (401, {"authorization": "Basic cmVzZWFsOng="}),
    "a token of another role": (403, {"authorization": "Bearer STAFF"}),
    "no JSON": (400, {"content": b'{"posts": ['}),
    "broken UTF-8 outside a text": (422, {"content": b'{"posts\xff": []}'}),
    "empty body": (400, {"content": b""}),
    "too deep": (400, {"content": b'{"posts":' + b"[" * 100_000}),
    "a list": (422, {"content": b"[]"}),
    "no posts": (422, {"content": b"{}"}),
    "posts an object": (422, {"content": b'{"posts": {}}'}),
    "no post": (422, {"content": b'{"posts": []}'}),
    "1,001 posts": (422, {"body": {"posts": [{"id": "1", "text": "x"}] * 1001}}),
    "a form": (415, {"content": b"posts=1", "content-type": "application/x-www-form-urlencoded"}),
    "packed": (415, {"content": b"x", "content-encoding": "gzip"}),
    "too large": (413, {"content": b" " * 2_000_001}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_a_problem_document(server: Server, name: str) -> None:
    status, answer = refuse(server, name)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and problem["detail"] and problem["remedy"]
    assert (status == 401) == ("www-authenticate" in answer.headers)


def test_the_problem_documents(server: Server, golden: Golden) -> None:
    lines = [f"{name}: {refuse(server, name)[1].text}" for name in REFUSED]
    golden("problems.txt", "\n".join(lines) + "\n")


def refuse(server: Server, name: str) -> tuple[int, Any]:
    status, how = REFUSED[name]
    how = dict(how)
    if how.get("authorization") == "Bearer STAFF":
        how["authorization"] = f"Bearer {server.token_for('staff')}"
    body, content = how.pop("body", None), how.pop("content", None)
    return status, server.screen(body or {"posts": [{"id": "1", "text": "x"}]}, content=content, **how)


def test_a_body_without_announced_length_is_bounded_too(server: Server) -> None:
    def parts() -> Any:
        for _ in range(30):
            yield b" " * 100_000

    headers = {"authorization": f"Bearer {server.token}"}
    assert server.client.post("/v1/screen", content=parts(), headers=headers).status_code == 413


def test_only_post_is_taken(server: Server) -> None:
    answer = server.client.get("/v1/screen")
    assert answer.status_code == 405 and answer.headers["allow"] == "POST"


def test_a_token_made_while_the_server_runs_opens_at_once(server: Server) -> None:
    other = open_store(Configuration(data_dir=str(server.folder)))  # as another process does
    with other.write() as work:
        token = create(work, "platform")
    other.close()
    assert server.screen({"posts": [{"id": "1", "text": "x"}]}, authorization=f"bearer {token}").status_code == 200


def test_shadow_mode_acts_on_nothing_and_keeps_no_text(tmp_path: Path) -> None:
    for server in serving(tmp_path, mode="shadow"):
        violating, plain = server.decisions([{"id": "1", "text": PHONE}, {"id": "2", "text": "天气不错"}])
        assert violating["violates"] is True and violating["action"] == "allow" and violating["redacted"] is None
        assert plain["action"] == "allow"
        metrics = server.client.get("/metrics").text
        assert 'reseal_shadow_decisions_total{category="none",action="allow",level="verdict"} 1' in metrics
        (meant,) = Screener(level="verdict").decide([Post("1", PHONE)])
        assert meant.action != "allow"
        assert f'reseal_shadow_decisions_total{{category="{meant.category}",action="{meant.action}"' in metrics
    (file,) = (tmp_path / "shadow").iterdir()
    (record,) = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert record["id"] == "1" and record["action"] == meant.action
    kept = b"".join(f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
    assert b"4471" not in kept and PHONE.encode() not in kept


def test_screening_keeps_nothing_of_a_post(server: Server) -> None:
    server.decisions([{"id": "1", "text": PHONE}])
    files = [file for file in server.folder.rglob("*") if file.is_file()]
    assert {file.name for file in files} <= {
        "keys.json",
        *(f"reseal.sqlite{end}" for end in ("", "-wal", "-shm", "-turn")),
    }
    assert all(PHONE.encode() not in file.read_bytes() and b"4471" not in file.read_bytes() for file in files)
