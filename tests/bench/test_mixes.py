import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from bench.mixes import BATCH, Pool, draw, write_jsonl, write_parquet

POOL = Pool(tuple(f"平常话{number}" for number in range(100)), ("电话 138 0000 4471", "QQ 10000 00001"))


def test_a_stream_is_the_same_each_time_and_has_the_asked_length() -> None:
    first = np.concatenate(list(draw(100, 2, 0.05, BATCH + 10)))
    again = np.concatenate(list(draw(100, 2, 0.05, BATCH + 10)))
    assert len(first) == BATCH + 10
    assert (first == again).all()


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5])
def test_the_share_of_personal_posts_is_as_asked(share: float) -> None:
    places = np.concatenate(list(draw(100, 2, share, 20_000)))
    assert places.min() >= 0
    assert places.max() < 102
    assert abs((places >= 100).mean() - share) < 0.01


def test_both_formats_hold_the_same_posts(tmp_path: Path) -> None:
    write_jsonl(POOL, "mix5", 500, tmp_path / "posts.jsonl")
    write_parquet(POOL, "mix5", 500, tmp_path / "posts.parquet")
    lines = [json.loads(line) for line in (tmp_path / "posts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines == pq.read_table(tmp_path / "posts.parquet").to_pylist()
    assert len({line["id"] for line in lines}) == 500
    assert any("138 0000 4471" in line["text"] for line in lines)


def test_context_fields_are_filled_where_asked(tmp_path: Path) -> None:
    write_jsonl(POOL, "natural", 3, tmp_path / "posts.jsonl", ("author", "created_at"))
    post = json.loads((tmp_path / "posts.jsonl").read_text(encoding="utf-8").splitlines()[2])
    assert set(post) == {"id", "author", "created_at", "text"}
