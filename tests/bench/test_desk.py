import json

import msgspec

from bench.desk_load import Mix
from bench.desk_queue import PAGES, exact, fill
from bench.desk_tables import load_table, queue_table
from bench.mixes import Pool
from bench.results import Json
from bench.targets import targets
from reseal.interfaces.api.notices import NoticeRequest
from reseal.interfaces.api.posts import PostsRequest
from reseal.storage.store import Store

POOL = Pool(tuple(f"天气{n}" for n in range(50)), tuple(f"电话 1380000{n:04d}" for n in range(50)))


def test_the_mix_is_what_the_doors_take_and_the_same_each_time() -> None:
    one, other = Mix("p", POOL, 100, "t"), Mix("p", POOL, 100, "t")
    posts = [one.posts(number) for number in range(20)]
    again = [other.posts(number) for number in range(20)]
    sent = [post for request in posts for post in msgspec.json.decode(request.body, type=PostsRequest).posts]
    assert len({post.id for post in sent}) == 2_000
    assert [post.text for post in sent] == [
        post["text"] for request in again for post in json.loads(request.body)["posts"]
    ]
    assert 0 < sum("电话" in post.text for post in sent) < 40
    notices = [one.notice(number) for number in range(200)]
    named = [msgspec.json.decode(notice.body, type=NoticeRequest).posts[0] for notice in notices]
    known = {post.id for post in sent}
    assert 0.6 < sum(name in known for name in named) / 200 < 0.95
    assert len({notice.origin for notice in notices}) > 100


def test_the_first_page_of_a_filled_queue_is_the_true_one(either_store: Store) -> None:
    fill(either_store, 600)
    assert exact(either_store)
    with either_store.read() as work:
        assert all(ask(work).cases for ask in PAGES.values())


def load() -> Json:
    row = {"requests": 6_000, "a_second": 20.0, "lost": 0, "refused": 0, "late": 0.1}
    row |= {"p50": 30.0, "p95": 90.0, "p99": 120.0, "max": 300.0}
    rows = [{"name": "`POST /v1/posts`, 100 posts a request", **row}]
    rows.append({"name": "`POST /v1/notices`", **row, "a_second": 50.0, "p99": 251.0})
    share = {"cpu_share": 0.8, "sender_share": 0.1, "peak_mib": 300, "processes": 3}
    return {"why": None, "seconds": 300.0, "level": "full", "batch": 100, "personal": 0.002, "rows": rows, **share}


def queue() -> Json:
    row = {"name": "the first page", "found": 50, "p50": 9.0, "p99": 12.0, "max": 15.0}
    sqlite = {"name": "SQLite", "why": None, "rows": [row], "exact": True}
    return {"cases": 1_000_000, "databases": [sqlite, {"name": "PostgreSQL", "why": "not here", "rows": []}]}


def test_every_figure_has_its_place() -> None:
    said = load_table(load())
    assert "| 50.0 | 6000 | 0 | 30.0 | 90.0 | 251.0 | 300.0 |" in said
    assert "80 % of one core" in said
    assert "2 in 1,000 posts" in said
    assert "The desk under load: no." in load_table({"why": "no", "rows": []})
    said = queue_table(queue())
    assert "| SQLite, the first page | 50 | 9.0 | 12.0 | 15.0 |" in said
    assert "PostgreSQL: not here." in said


def test_the_targets_are_read_off_the_results() -> None:
    found = {
        target.what: (target.measured, target.met)
        for target in targets({"desk": {"figures": load()}, "desk_queue": {"figures": queue()}})
    }
    assert found["live posts taken, for five minutes"] == (2_000, True)
    assert found["a notice under that load, p99"] == (251.0, False)
    assert found["a page of a queue of a million cases, SQLite, p99"] == (12.0, True)
    assert found["a page of a queue of a million cases, PostgreSQL, p99"] == (None, None)
