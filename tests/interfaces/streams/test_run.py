import csv
import gzip
import io
import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reseal.interfaces.streams.judge import Format, Judge, Order
from reseal.interfaces.streams.rejects import Rejects
from reseal.interfaces.streams.run import Totals, screen_all
from reseal.interfaces.streams.sinks import Sink, SinkError
from reseal.interfaces.streams.sources import SourceError, open_source
from reseal.interfaces.streams.units import JsonLines, units_of
from reseal.interfaces.streams.workers import WorkerLostError
from reseal.screening.screener import Screener
from reseal.vocabulary import Level, Post
from tests.interfaces.posts import many

Json = dict[str, Any]
POSTS = many(3000)


def run(
    inputs: list[Path], to: Path, *, form: Format = "jsonl", level: Level = "verdict", workers: int = 1
) -> tuple[Totals, list[Json]]:
    bad = to.with_suffix(".rejects")
    rejects = Rejects(bad)
    with Sink(str(to), form) as sink:
        totals = screen_all(
            [str(i) for i in inputs], Order(level, "default", False, form), sink, rejects, workers=workers
        )
    rejects.close()
    return totals, [json.loads(line) for line in bad.read_bytes().splitlines()]


def jsonl(file: Path, posts: list[Json]) -> Path:
    file.write_text("".join(json.dumps(post, ensure_ascii=False) + "\n" for post in posts), encoding="utf-8")
    return file


def parquet(file: Path, posts: list[Json], **options: Any) -> Path:
    pq.write_table(pa.Table.from_pylist(posts), file, **options)
    return file


def comma(file: Path, posts: list[Json]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(posts[0]))
        writer.writeheader()
        writer.writerows(posts)
    return file


def expected(level: Level, posts: list[Json] = POSTS) -> list[Json]:
    import msgspec

    decisions = Screener(level=level).decide([Post(**post) for post in posts])
    return [json.loads(msgspec.json.encode(decision)) for decision in decisions]


@pytest.mark.parametrize("level", ["identifiers", "verdict"])
@pytest.mark.parametrize("source", [jsonl, comma, parquet])
def test_every_input_gives_the_decisions_of_the_screener_in_order(source: Any, level: Level, tmp_path: Path) -> None:
    to = tmp_path / "out.jsonl"
    totals, rejected = run([source(tmp_path / f"in.{source.__name__}", POSTS)], to, level=level)
    assert [json.loads(line) for line in to.read_bytes().splitlines()] == expected(level)
    assert (totals.posts, totals.rejected, rejected) == (3000, 0, [])
    assert totals.violating == sum(bool(d["violates"]) for d in expected(level))


def rounded(value: Any) -> Any:
    """Parquet keeps scores in four bytes."""
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items() if part is not None}
    return [rounded(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("source", [jsonl, comma, parquet])
def test_parquet_output_holds_the_same_decisions(source: Any, tmp_path: Path) -> None:
    to = tmp_path / "out.parquet"
    run([source(tmp_path / f"in.{source.__name__}", POSTS)], to, form="parquet")
    assert rounded(pq.read_table(to).to_pylist()) == rounded(expected("verdict"))


def test_csv_output_holds_the_same_decisions(tmp_path: Path) -> None:
    to = tmp_path / "out.csv"
    run([jsonl(tmp_path / "in.jsonl", POSTS)], to, form="csv")
    rows = list(csv.DictReader(io.StringIO(to.read_text(encoding="utf-8"), newline="")))
    for row, decision in zip(rows, expected("verdict"), strict=True):
        assert row["id"] == decision["id"]
        assert row["violates"] == str(decision["violates"]).lower()
        assert json.loads(row["exposures"]) == decision["exposures"]
        assert json.loads(row["policy"]) == decision["policy"]
        assert row["redacted"] == (decision["redacted"] or "")


def test_several_workers_give_the_same_bytes_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reseal.interfaces.streams.units.BLOCK", 16_384)
    lines = jsonl(tmp_path / "in.jsonl", POSTS)
    lines.write_bytes(lines.read_bytes() + b"no post\n" + lines.read_bytes())
    table = parquet(tmp_path / "in.parquet", POSTS, row_group_size=500)
    inputs = [lines, table, comma(tmp_path / "in.csv", POSTS)]
    one, many_ = tmp_path / "one.jsonl", tmp_path / "many.jsonl"
    alone, together = run(inputs, one), run(inputs, many_, workers=2)
    assert (alone[0]._replace(weight=0), alone[1]) == (together[0]._replace(weight=0), together[1])
    assert one.read_bytes() == many_.read_bytes()
    assert len(one.read_bytes().splitlines()) == 4 * 3000


def test_bad_rows_are_named_by_line_reason_and_field(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'{"id":"1","text":"a"}\n\n{"id":"2"}\nnot json\n{"id":"3","text":"b"}\n')
    to = tmp_path / "out.jsonl"
    totals, rejected = run([file], to)
    assert [json.loads(line)["id"] for line in to.read_bytes().splitlines()] == ["1", "3"]
    assert totals.rejected == 2
    assert [(r["file"], r["line"], r["field"]) for r in rejected] == [(str(file), 3, "text"), (str(file), 4, None)]


def test_bad_rows_of_parquet_are_named_and_spoil_no_neighbour(tmp_path: Path) -> None:
    texts = pa.Array.from_buffers(
        pa.string(), 6, [None, *pa.array([b"a", b"b\xff", b"c", b"d", b"e", b"f"], pa.binary()).buffers()[1:]]
    )
    table = pa.table(
        {
            "id": pa.array(["1", "2", None, "", "5", "6"]),
            "text": texts,
            "surface": pa.array(["post", None, None, None, "forum", None]),
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    to = tmp_path / "out.jsonl"
    totals, rejected = run([tmp_path / "in.parquet"], to)
    assert [json.loads(line)["id"] for line in to.read_bytes().splitlines()] == ["1", "6"]
    assert [(r["line"], r["field"]) for r in rejected] == [(2, "text"), (3, "id"), (4, "id"), (5, "surface")]
    assert totals.posts == 2


def test_numbers_as_ids_and_times_as_times_are_taken_from_parquet(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    table = pa.table(
        {
            "id": pa.array([7, 8]),
            "text": pa.array(["a", "b"]).dictionary_encode(),
            "created_at": pa.array([datetime(2026, 11, 21, tzinfo=UTC), None]),
            "author": pa.array([None, None]),
            "media": pa.array([["x.png"], []]),
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    totals, rejected = run([tmp_path / "in.parquet"], tmp_path / "out.jsonl")
    assert (totals.posts, rejected) == (2, [])
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()] == ["7", "8"]


def test_packed_inputs_are_unpacked(tmp_path: Path) -> None:
    plain = jsonl(tmp_path / "in.jsonl", POSTS).read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(plain[:1000]) + gzip.compress(plain[1000:]))
    with pa.CompressedOutputStream(str(tmp_path / "b.jsonl.zst"), "zstd") as out:
        out.write(plain)
    (tmp_path / "c.parquet.gz").write_bytes(gzip.compress(parquet(tmp_path / "c", POSTS).read_bytes()))
    for name in ("a.jsonl.gz", "b.jsonl.zst", "c.parquet.gz"):
        totals, rejected = run([tmp_path / name], tmp_path / "out.jsonl")
        assert (totals.posts, rejected) == (3000, []), name


def test_content_tells_the_kind_where_the_suffix_does_not(tmp_path: Path) -> None:
    for make in (jsonl, comma, parquet):
        totals, rejected = run([make(tmp_path / "in", POSTS)], tmp_path / "out.jsonl")
        assert (totals.posts, rejected) == (3000, [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.parquet", b"PAR1 and no more"),
        ("in.parquet", b"no parquet"),
        ("in.jsonl", "{}".encode("utf-16")),
        ("in.jsonl.gz", b"\x1f\x8bbroken"),
        ("in.csv", b"name,body\n1,2\n"),
    ],
)
def test_an_input_that_cannot_be_read_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=name):
        run([tmp_path / name], tmp_path / "out.jsonl")


def test_a_failure_leaves_no_half_written_file_and_spares_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and no more")
    good = jsonl(tmp_path / "in.jsonl", POSTS)
    with pytest.raises(SourceError):
        run([good, tmp_path / "bad.parquet"], tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert not list(tmp_path.glob(".*partial"))


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_empty_input_gives_an_empty_output(form: Format, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"")
    totals, _ = run([tmp_path / "in.jsonl"], tmp_path / "out", form=form)
    assert totals == Totals()
    assert (tmp_path / "out").exists()


class Suicidal(Judge):
    """Ends its process at the second piece of work."""

    def judge(self, unit: Any) -> Any:
        if isinstance(unit, JsonLines) and unit.block.first_line > 1:
            os._exit(9)
        return super().judge(unit)


def test_a_lost_worker_is_told_with_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    monkeypatch.setattr("reseal.interfaces.streams.units.BLOCK", 16_384)
    monkeypatch.setattr("reseal.interfaces.streams.workers.Judge", Suicidal)
    context = multiprocessing.get_context
    monkeypatch.setattr("multiprocessing.get_context", lambda _: context("fork"))
    with pytest.raises(WorkerLostError, match=r"in\.jsonl, from line"):
        run([jsonl(tmp_path / "in.jsonl", POSTS)], tmp_path / "out.jsonl", workers=2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_output_without_room_is_told_with_its_name_and_the_remedy(tmp_path: Path, form: Format) -> None:
    judge = Judge(Order("identifiers", "default", False, form))
    (unit,) = units_of(open_source(str(jsonl(tmp_path / "in.jsonl", POSTS))))
    told = r"/dev/full can no longer be written: No space left on device\. Make room"
    with pytest.raises(SinkError, match=told), Sink("/dev/full", form) as sink:
        sink.write(judge.judge(unit))


def test_ids_made_of_the_signs_of_json_come_out_as_they_went_in(tmp_path: Path) -> None:
    ids = [",", '","', "a", ",", "\\", '"', "],[", "b"]
    posts = [{"id": id_, "text": "今天天气真好"} for id_ in ids]
    for number, some in enumerate((posts, posts[:1], posts[2:4], posts[3:4])):
        out = tmp_path / f"{number}.jsonl"
        run([jsonl(tmp_path / "in.jsonl", some)], out)
        assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == [post["id"] for post in some]
