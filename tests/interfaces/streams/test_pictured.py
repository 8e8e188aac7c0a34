"""`media` in streams: posts with pictures among posts without."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reseal.interfaces.cli.main import main
from tests.screening.pictures.drawn import NUMBER, drawn, saved

CALL = "打爆她的电话"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    (tmp_path / "pics").mkdir()
    (tmp_path / "pics" / "a.png").write_bytes(saved(drawn([NUMBER], (300, 60))))
    lines: list[Any] = [
        {"id": "1", "text": "你好"},
        {"id": "2", "text": CALL, "media": ["pics/a.png"]},
        "",
        {"id": "3"},
        {"id": "4", "text": f"{CALL} {NUMBER}", "media": ["pics/nowhere.png"]},
        {"id": "5", "text": "你好", "media": []},
    ]
    file = tmp_path / "posts.jsonl"
    file.write_text("\n".join(json.dumps(line) if line else "" for line in lines) + "\n", encoding="utf-8")
    return file


def test_pictures_are_judged_with_their_posts_and_their_faults_are_named(posts: Path) -> None:
    out, rejects = posts.with_name("out.jsonl"), posts.with_name("bad.jsonl")
    assert main(["screen", str(posts), "--to", str(out), "--rejects", str(rejects)]) == 3
    decisions = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(d["id"], d["violates"]) for d in decisions] == [("1", False), ("2", True), ("4", True), ("5", False)]
    (exposure,) = decisions[1]["exposures"]
    assert (exposure["type"], exposure["source"], exposure["region"]["picture"]) == ("phone", "image", 0)
    assert [(row["line"], row["field"]) for row in map(json.loads, rejects.read_text().splitlines())] == [
        (4, "text"),
        (5, "media[0]"),
    ]


def test_the_same_goes_out_as_parquet(posts: Path) -> None:
    out = posts.with_name("out.parquet")
    assert main(["screen", str(posts), "--to", str(out)]) == 3
    rows = pq.read_table(out).to_pylist()
    assert [(row["id"], row["violates"]) for row in rows] == [("1", False), ("2", True), ("4", True), ("5", False)]
    (exposure,) = rows[1]["exposures"]
    assert exposure["region"]["picture"] == 0 and len(exposure["region"]["polygons"][0]) == 4
    assert rows[2]["exposures"][0]["region"] is None
    assert rows[2]["reasons"][-1]["code"] == "picture.missing"


ROWS: list[tuple[str, str, list[str]]] = [
    ("1", "你好", []),
    ("2", CALL, ["pics/nowhere.png", "pics/a.png"]),
    ("", "没有编号", ["pics/a.png"]),
    ("4", f"{CALL} {NUMBER}", ["pics/nowhere.png"]),
    ("5", "你好", ["https://example.com/a.png"]),
]
FAULTS = [(2, "media[0]"), (3, "id"), (4, "media[0]"), (5, "media[0]")]


def as_csv(file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("id", "text", "media"), *((*row[:2], ";".join(row[2])) for row in ROWS)])


def as_parquet(file: Path) -> None:
    ids, texts, media = zip(*ROWS, strict=True)
    pq.write_table(pa.table({"id": ids, "text": texts, "media": pa.array(media)}), file)


@pytest.mark.parametrize(
    ("write", "suffix", "workers"),
    [
        (as_csv, "jsonl", "1"),
        (as_csv, "csv", "2"),
        (as_csv, "parquet", "1"),
        (as_parquet, "jsonl", "2"),
        (as_parquet, "csv", "1"),
        (as_parquet, "parquet", "2"),
    ],
)
def test_csv_and_parquet_name_pictures_too(posts: Path, write: Any, suffix: str, workers: str) -> None:
    file, out, bad = posts.with_name(f"rows.{write.__name__[3:]}"), posts.with_name(f"o.{suffix}"), posts.with_name("b")
    write(file)
    arguments = ["screen", str(file), "--to", str(out), "--rejects", str(bad), "--workers", workers]
    assert main([*arguments, "--reader", "student"]) == 3
    first = 2 if write is as_csv else 1  # the header is a line
    told = [(row["line"], row["field"]) for row in map(json.loads, bad.read_text().splitlines())]
    assert told == [(line + first - 1, field) for line, field in FAULTS]
    if suffix == "parquet":
        rows = pq.read_table(out).to_pylist()
    else:
        content = out.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in content] if suffix == "jsonl" else list(csv.DictReader(content))
    assert [(row["id"], str(row["violates"]).lower()) for row in rows] == [
        ("1", "false"),
        ("2", "true"),
        ("4", "true"),
        ("5", "false"),
    ]
    exposures = rows[1]["exposures"]
    (exposure,) = json.loads(exposures) if suffix == "csv" else exposures
    assert (exposure["source"], exposure["region"]["picture"]) == ("image", 1)
    assert "picture.remote" in str(rows[3]["reasons"])


def test_parquet_may_hold_the_pictures_themselves(posts: Path) -> None:
    content = (posts.parent / "pics" / "a.png").read_bytes()
    file, out = posts.with_name("held.parquet"), posts.with_name("out.jsonl")
    media = pa.array([[content], None, [content[:300]]], pa.list_(pa.binary()))
    pq.write_table(pa.table({"id": ["1", "2", "3"], "text": [CALL, "你好", f"{CALL} {NUMBER}"], "media": media}), file)
    assert main(["screen", str(file), "--to", str(out)]) == 3
    decisions = [json.loads(line) for line in out.read_text().splitlines()]
    assert [d["violates"] for d in decisions] == [True, False, True]
    assert decisions[0]["exposures"][0]["region"]["picture"] == 0
    assert decisions[2]["reasons"][-1]["code"] == "picture.broken"


def test_below_level_full_media_are_left_alone(posts: Path) -> None:
    out = posts.with_name("out.jsonl")
    assert main(["screen", str(posts), "--to", str(out), "--level", "verdict"]) == 3
    assert all(not json.loads(line)["exposures"] for line in out.read_text().splitlines()[:2])
