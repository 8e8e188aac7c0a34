"""The encoder: what it costs and gains, student and teacher, and what the gate before it lets pass and loses."""

import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import numpy as np

from bench.labelled import Labelled, blind_files, examples_file, read
from bench.latency import timed
from bench.memory import peak_kib
from bench.mixes import Pool, natural_posts
from bench.results import Json
from bench.scoring import figures, wilson
from reseal.screening.reader.gate import BITS
from reseal.screening.screener import Screener
from reseal.vocabulary import READERS, Decision, Post, ReaderModel

SHORT, LONG, LONGEST = 64, 300, 2_000
COUNT = 1_000
NATURAL = 5_000


def measure(count: int = COUNT) -> Json:
    """All figures of this part."""
    sets = {"development test": read(examples_file())}
    sets["blind"] = [post for file in blind_files() for post in read(file)]
    return {
        "quality": [row for name in READERS for row in _quality(name, sets)],
        "gate": [_gate(title, posts) for title, posts in sets.items()],
        "natural": _natural(),
        "cost": [row for name in READERS for row in _cost(name, count)],
        "memory": {name: _in_new_process(name) for name in READERS},
    }


def was_read(decision: Decision) -> bool:
    """Whether the encoder read the post: then it is among the reasons, for or against."""
    return any(reason.code.startswith("reader.") for reason in decision.reasons)


def _quality(name: ReaderModel, sets: dict[str, list[Labelled]]) -> list[Json]:
    screener = Screener(reader=name)
    return [
        {"reader": name, "posts": title, "figures": _figures(posts, screener.decide([post.post() for post in posts]))}
        for title, posts in sets.items()
    ]


def _figures(posts: Sequence[Labelled], decisions: Sequence[Decision]) -> Json:
    plain: list[Json] = msgspec.to_builtins(decisions)
    return figures(posts, plain)


def _gate(title: str, posts: list[Labelled]) -> Json:
    """What of violating posts and of exposures stands in posts that are read; F1 with the gate and without one."""
    closed, opened = Screener(), Screener()
    reader = opened._reader
    assert reader is not None
    everything = np.append(np.zeros(1 << BITS), 1e6).astype(np.float32)
    opened._reader = replace(reader, gate=everything)
    decisions = closed.decide([post.post() for post in posts])
    seen = [was_read(decision) for decision in decisions]
    bad = [taken for post, taken in zip(posts, seen, strict=True) if post.category != "none"]
    spans = [taken for post, taken in zip(posts, seen, strict=True) for _ in post.spans]
    with_gate, without = (_figures(posts, made) for made in (decisions, opened.decide([post.post() for post in posts])))
    return {
        "posts": title,
        "read": sum(seen) / len(seen),
        "violating": sum(bad) / len(bad),
        "exposures": sum(spans) / len(spans),
        "violates": (with_gate["violates"]["F"], without["violates"]["F"]),
        "spans": (with_gate["span"]["F"], without["span"]["F"]),
    }


def _natural() -> Json:
    """The share of natural posts (COLDataset dev) that is read."""
    posts = [Post(post.id, post.text) for post in natural_posts() if post.id.startswith("dev-")]
    taken = sum(was_read(decision) for decision in Screener().decide(posts))
    return {"posts": len(posts), "read": taken, "interval": wilson(taken, len(posts))}


def _cost(name: ReaderModel, count: int) -> list[Json]:
    """Milliseconds of one labelled post at a time by length; posts per CPU-second on natural posts."""
    pool, screener = Pool.load(), Screener(reader=name)
    short = [text for text in pool.personal if len(text) <= SHORT]
    whole = "，".join(pool.personal)
    samples = {
        f"≤ {SHORT} characters": [short[number % len(short)] for number in range(count)],
        f"{LONG} characters": [whole[at : at + LONG] for at in range(0, (count // 5) * LONG, LONG)],
        f"{LONGEST:,} characters": [whole[at : at + LONGEST] for at in range(0, (count // 50) * LONGEST, LONGEST)],
    }
    rows: list[Json] = []
    for title, texts in samples.items():
        posts = [Post("p", text) for text in texts if text]
        for post in posts[:20]:
            screener.decide([post])
        rows.append({"reader": name, "sample": title, **timed(lambda post: screener.decide([post]), posts)})
    return rows


def _in_new_process(name: ReaderModel) -> float:
    """The peak resident set, MiB, of a process that screens natural and labelled posts at level full."""
    posts = Pool.load()
    texts = [*posts.natural[:NATURAL], *posts.personal[:200]]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (name, texts))


def _peak(name: ReaderModel, texts: list[str]) -> float:
    screener = Screener(reader=name)
    for at in range(0, len(texts), 1_000):
        screener.decide([Post(str(number), text) for number, text in enumerate(texts[at : at + 1_000])])
    return peak_kib(os.getpid()) / 1024
