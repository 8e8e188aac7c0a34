"""Makes the sample stream that `make run` screens: about 300 of the project's own labelled posts, marks removed.

Every person and number in them is invented. Kinds take turns (category and benign kind; a violating category has two
turns a round), and within a kind the order is that of a hash of the id: the same corpus always gives the same sample.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "data" / "corpus"
SAMPLE = ROOT / "src" / "reseal" / "data" / "sample" / "posts.jsonl"
MARK = re.compile(r"⟦[a-z_]+\|([^⟧]*)⟧")


def order(labelled: dict[str, Any]) -> str:
    """Give the place of a post among those of its kind: arbitrary, and always the same."""
    return hashlib.sha256(labelled["id"].encode()).hexdigest()


def as_post(labelled: dict[str, Any]) -> dict[str, Any]:
    """Turn a labelled post into what a platform would hand over: no marks, no labels."""
    post = {
        "id": labelled["id"],
        "text": MARK.sub(r"\1", labelled["marked"]),
        "author": labelled["author"],
        "target": labelled["target"],
        "lang": labelled["lang"],
        "surface": labelled["kind"],
    }
    return {name: value for name, value in post.items() if value is not None}


def choose(corpus: Iterable[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """Take posts from all kinds in turn until there are `size`, then shuffle them by their hash."""
    kinds: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for labelled in corpus:
        kinds[labelled["category"], labelled["benign_kind"] or ""].append(labelled)
    waiting = {kind: sorted(kinds[kind], key=order, reverse=True) for kind in sorted(kinds)}
    turns = [kind for kind in waiting for _ in range(1 if kind[0] == "none" else 2)]
    chosen: list[dict[str, Any]] = []
    while len(chosen) < size and any(waiting.values()):
        chosen += [waiting[kind].pop() for kind in turns if waiting[kind]]
    return sorted(chosen[:size], key=order)


def main(arguments: list[str]) -> int:
    """Write the sample; 1 if the labelled posts are not there."""
    parser = argparse.ArgumentParser(description="Make the bundled sample stream from the labelled posts.")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--to", type=Path, default=SAMPLE)
    parser.add_argument("--size", type=int, default=300)
    options = parser.parse_args(arguments)
    files = sorted(options.corpus.glob("*.jsonl"))
    if not files:
        print(f"no labelled posts (*.jsonl) in {options.corpus}: name their folder with --corpus")
        return 1
    corpus = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    posts = [as_post(labelled) for labelled in choose(corpus, options.size)]
    options.to.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(post, ensure_ascii=False) + "\n" for post in posts)
    options.to.write_text("".join(lines), encoding="utf-8")
    print(f"{len(posts)} posts of {len(corpus)} in {options.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
