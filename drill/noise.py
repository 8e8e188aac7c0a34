"""Inputs to begin with: real shapes (texts, bodies, lines, packs) and hostile ones, bent by a seeded generator."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import reseal
from bench.hostile_texts import HOSTILE

DATA = Path(reseal.__file__).parent / "data"
SAMPLES = 60
SHORT = 400
POINTS = '0123456789１①幺零一二两开盒人肉挂微信电话扣q@.-:：[](){}",\\\n\r\t\0\x1f\u200b\u202e\ufe0f\u20e3\ud83d😀éßi̇'


def seeds(target: str) -> list[bytes]:
    """What a target's inputs look like, to begin with."""
    with (DATA / "sample" / "posts.jsonl").open(encoding="utf-8") as file:
        posts = [json.loads(line) for line, _ in zip(file, range(SAMPLES), strict=False)]
    if target == "policy":
        return [path.read_bytes() for path in sorted((DATA / "policies").rglob("*.toml"))]
    if target == "jsonl":
        return [json.dumps(post, ensure_ascii=False).encode() for post in posts] + [
            b"",
            b"{}",
            b"[]",
            b'{"id":1}',
            b"\xff",
        ]
    if target == "api":
        bodies = [{"posts": posts[at : at + 3]} for at in range(0, SAMPLES, 3)]
        return [json.dumps(body, ensure_ascii=False).encode() for body in bodies] + [b"{}", b'{"posts":[]}', b"null"]
    texts = [post["text"] for post in posts] + [make(SHORT) for make in HOSTILE.values()]
    return [text.encode("utf-8", "surrogatepass") for text in texts]


def inputs(target: str, seed: int, count: int) -> Iterator[bytes]:
    """`count` inputs for a target, the same for the same seed."""
    random = Random(f"{target} {seed}")
    pool = seeds(target)
    for _ in range(count):
        data = random.choice(pool)
        for _ in range(random.randrange(5)):
            data = bent(data, random, pool)
        yield data


def bent(data: bytes, random: Random, pool: list[bytes]) -> bytes:
    """One change: a byte, a cut, a repeat, a character put in, or a piece of another input."""
    at = random.randrange(len(data) + 1)
    change = random.randrange(6)
    if change == 0:
        return data[:at] + random.randbytes(1) + data[at + 1 :]
    if change == 1:
        return data[:at]
    if change == 2:
        return data[:at] + data[at : at + 20] * random.randrange(1, 9) + data[at:]
    if change == 3:
        return data[:at] + random.choice(POINTS).encode("utf-8", "surrogatepass") + data[at:]
    if change == 4:
        return data[:at] + data[at + random.randrange(1, 9) :]
    other = random.choice(pool)
    start = random.randrange(len(other) + 1)
    return data[:at] + other[start : start + 60] + data[at:]
