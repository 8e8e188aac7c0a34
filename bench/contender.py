"""One contender, one process, one measurement: `python -m bench.contender NAME FILE SECONDS` prints JSON.

The texts are read before the clock starts, 500 of them warm the contender up, then it works through the file in order
until the CPU seconds are spent or the file ends. Reseal's part here is its kernel, from texts to decisions, as the
peers' is from texts to findings.
"""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow.parquet as pq

from bench.clock import cpu_now
from bench.peers import peer
from bench.peers.peer import Work

WARM = 500
CHUNK = 250
OURS = {
    "reseal, level identifiers": "identifiers",
    "reseal, level verdict": "verdict",
    "reseal, level full": "full",
    "reseal, level full, student": "full",
}

Run = Callable[[float], tuple[int, float]]


def spend(chunks: Sequence[tuple[int, Any]], work: Callable[[Any], object], seconds: float) -> tuple[int, float]:
    """Work through chunks (size, what) until the CPU seconds are spent; how many posts were done, in how many."""
    done = 0
    begun = cpu_now()
    for size, chunk in chunks:
        work(chunk)
        done += size
        if cpu_now() - begun >= seconds:
            break
    return done, cpu_now() - begun


def _ours(name: str, file: str) -> Run:
    from reseal.screening.screener import Screener

    reader = {"reader": "student"} if name.endswith("student") else {}
    screener = Screener(level=OURS[name], **reader)  # type: ignore[arg-type]
    source = pq.ParquetFile(file)
    batches = list(source.iter_batches(batch_size=source.metadata.row_group(0).num_rows))
    screener.screen(batches[0].slice(0, WARM))
    return lambda seconds: spend([(batch.num_rows, batch) for batch in batches], screener.screen, seconds)


def _each(work: Work, texts: list[str]) -> None:
    for text in texts:
        work(text)


def _theirs(name: str, file: str) -> Run:
    work = peer(name).load().work
    texts: list[str] = pq.read_table(file, columns=["text"])["text"].to_pylist()
    _each(work, texts[:WARM])
    chunks = [(len(texts[at : at + CHUNK]), texts[at : at + CHUNK]) for at in range(WARM, len(texts), CHUNK)]
    return lambda seconds: spend(chunks, lambda chunk: _each(work, chunk), seconds)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    name, file, seconds = arguments
    run = _ours(name, file) if name in OURS else _theirs(name, file)
    posts, cpu = run(float(seconds))
    print(json.dumps({"posts": posts, "cpu": cpu}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
