"""What somebody might send to break the line: every row gets its answer or its reason, and no neighbour is lost."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.interfaces.streams.blocks import Block
from reseal.interfaces.streams.judge import Judge, Order
from reseal.interfaces.streams.rejects import Rejects
from reseal.interfaces.streams.run import Totals, screen_all
from reseal.interfaces.streams.sinks import Sink
from reseal.interfaces.streams.units import JsonLines
from tests.interfaces.api.test_screen import HOSTILE
from tests.interfaces.posts import PHONE

ORDER = Order("verdict", "default", True, "jsonl")


def screened(source: Path) -> tuple[list[Any], list[Any], Totals]:
    to, bad = source.with_suffix(".out"), source.with_suffix(".bad")
    rejects = Rejects(bad)
    with Sink(str(to), "jsonl") as sink:
        totals = screen_all([str(source)], ORDER, sink, rejects)
    rejects.close()
    return *([json.loads(line) for line in file.read_bytes().splitlines()] for file in (to, bad)), totals


POSTS = [
    post
    for number, text in enumerate(HOSTILE.values())
    for post in ({"id": f"h{number}", "text": text}, {"id": f"n{number}", "text": PHONE})
]


def write_jsonl(file: Path) -> None:
    file.write_text("".join(json.dumps(post, ensure_ascii=False) + "\n" for post in POSTS), encoding="utf-8")


def write_csv(file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("id", "text"), *((post["id"], post["text"]) for post in POSTS)])


def write_parquet(file: Path) -> None:
    pq.write_table(pa.Table.from_pylist(POSTS), file)


@pytest.mark.parametrize(("suffix", "write"), [("jsonl", write_jsonl), ("csv", write_csv), ("parquet", write_parquet)])
def test_hostile_texts_are_judged_and_their_neighbours_too(suffix: str, write: Any, tmp_path: Path) -> None:
    source = tmp_path / f"in.{suffix}"
    write(source)
    decisions, rejected, _ = screened(source)
    assert [decision["id"] for decision in decisions] == [post["id"] for post in POSTS] and rejected == []
    neighbours = [{**d, "id": ""} for d in decisions if d["id"].startswith("n")]
    assert all(neighbour == neighbours[0] for neighbour in neighbours) and neighbours[0]["violates"] is True


def test_a_line_of_ten_megabytes_is_judged_and_one_above_the_limit_named(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for id_, size in (("1", 1), ("2", 10_000_000), ("3", 1), ("4", 17_000_000), ("5", 1)):
            out.write(json.dumps({"id": id_, "text": "无" if size == 1 else "a" * size}) + "\n")
    decisions, rejected, totals = screened(source)
    assert [decision["id"] for decision in decisions] == ["1", "2", "3", "5"]
    assert [(reject["line"], reject["field"]) for reject in rejected] == [(4, None)]
    assert totals.posts == 4 and totals.rejected == 1


JUDGE = Judge(ORDER)
lines = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.builds(
            lambda id_, text: json.dumps({"id": id_, "text": text}).encode(),
            st.one_of(st.text(max_size=4), st.none(), st.integers()),
            st.one_of(st.text(max_size=30), st.lists(st.none(), max_size=1)),
        ),
        st.sampled_from([b"", b"{}", b'{"id":"a","text":"' + PHONE.encode() + b'"}', b"\x00", b"\xff\xfe", b"null"]),
    ).map(lambda line: line.replace(b"\n", b"")),
    max_size=12,
)


@settings(max_examples=60)
@given(lines)
def test_every_line_is_either_answered_or_named(found: list[bytes]) -> None:
    outcome = JUDGE.judge(JsonLines("x", Block(1, b"\n".join(found))))
    answered = [json.loads(line) for line in outcome.lines.splitlines()]
    filled = [number for number, line in enumerate(found, 1) if line.strip()]
    named = [row.line for row in outcome.rejected]
    assert len(answered) == outcome.posts and outcome.posts + len(named) == len(filled)
    assert set(named) <= set(filled)
    for decision in answered:
        assert isinstance(decision["id"], str) and decision["action"]
