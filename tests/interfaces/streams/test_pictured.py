"""`media` in streams: posts with pictures among posts without."""

import json
from pathlib import Path
from typing import Any

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


def test_below_level_full_media_are_left_alone(posts: Path) -> None:
    out = posts.with_name("out.jsonl")
    assert main(["screen", str(posts), "--to", str(out), "--level", "verdict"]) == 3
    assert all(not json.loads(line)["exposures"] for line in out.read_text().splitlines()[:2])
