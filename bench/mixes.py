"""What is screened in the speed runs: natural posts, and a mix in which one post in twenty holds personal data.

Streams of any length are drawn from these pools with a seed, so every contender and every run reads the same posts in
the same order. Texts repeat (the pool has some 32 thousand); no contender keeps a memory of texts.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bench.labelled import corpus_files, read
from bench.places import DATA, needed

BATCH = 65_536
SEED = 20261121
MIXES = {"natural": 0.0, "mix5": 0.05}
TITLES = {"natural": "natural posts", "mix5": "5 % personal data"}


@dataclass(frozen=True)
class Natural:
    """A post that nobody wrote for us, with its place in the data set."""

    id: str
    text: str


def natural_posts() -> list[Natural]:
    """The comments of public/cold, train and dev, as they stand."""
    posts = []
    for part in ("train", "dev"):
        with needed(DATA / "public" / "cold" / f"{part}.csv").open(encoding="utf-8-sig", newline="") as file:
            posts += [Natural(f"{part}-{row['']}", row["TEXT"]) for row in csv.DictReader(file)]
    return posts


def personal_texts() -> list[str]:
    """The posts of the labelled corpus that carry at least one span."""
    return [post.text for file in corpus_files() for post in read(file) if post.spans]


@dataclass(frozen=True)
class Pool:
    """Texts to draw from: `natural` ones and those with `personal` data."""

    natural: tuple[str, ...]
    personal: tuple[str, ...]

    @classmethod
    def load(cls) -> "Pool":
        """Both pools, from ../shared."""
        return cls(tuple(post.text for post in natural_posts()), tuple(personal_texts()))

    def texts(self) -> tuple[str, ...]:
        """All texts; the personal ones come last."""
        return self.natural + self.personal


def draw(natural: int, personal: int, share: float, count: int, seed: int = SEED) -> Iterator[NDArray[np.int64]]:
    """Places in a pool of `natural` + `personal` texts, `count` of them in batches, `share` of them personal."""
    generator = np.random.default_rng(seed)
    while count > 0:
        size = min(BATCH, count)
        places = generator.integers(0, natural, size)
        if share:
            chosen = generator.random(size) < share
            places[chosen] = natural + generator.integers(0, personal, int(chosen.sum()))
        yield places
        count -= size


def batches(pool: Pool, mix: str, count: int) -> Iterator[pa.RecordBatch]:
    """The stream of a mix as record batches of `id` and `text`."""
    texts = pa.array(pool.texts(), pa.string())
    at = 0
    for places in draw(len(pool.natural), len(pool.personal), MIXES[mix], count):
        ids = pa.array([f"p{number}" for number in range(at, at + len(places))])
        yield pa.RecordBatch.from_arrays([ids, texts.take(pa.array(places))], names=["id", "text"])
        at += len(places)


def write_parquet(pool: Pool, mix: str, count: int, path: Path) -> None:
    """The stream as Parquet, one row group a batch. No dictionary: repeats must not make reading cheaper than it is."""
    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema, use_dictionary=False, compression="snappy") as writer:
        for batch in batches(pool, mix, count):
            writer.write_batch(batch, row_group_size=BATCH)


def write_jsonl(pool: Pool, mix: str, count: int, path: Path, context: Sequence[str] = ()) -> None:
    """The stream as JSONL; `context` names further fields to fill, as a platform's posts have them."""
    ends = [json.dumps(text, ensure_ascii=False) + "}\n" for text in pool.texts()]
    at = 0
    with path.open("w", encoding="utf-8") as file:
        for places in draw(len(pool.natural), len(pool.personal), MIXES[mix], count):
            lines = (
                f'{{"id":"p{number}",{_context(number, context)}"text":{ends[place]}'
                for number, place in enumerate(places.tolist(), at)
            )
            file.writelines(lines)
            at += len(places)


def _context(number: int, names: Sequence[str]) -> str:
    values: dict[str, Any] = {
        "author": f"u{number % 99_991}",
        "target": f"u{number % 7_919}",
        "lang": "zh",
        "created_at": f"2026-11-{1 + number % 28:02d}T08:{number % 60:02d}:00+08:00",
        "surface": "comment",
    }
    return "".join(f'"{name}":{json.dumps(values[name])},' for name in names)
