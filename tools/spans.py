"""Span figures per type on labelled posts, and the misses to read.

    python tools/spans.py [--set corpus|FILE …] [--show TYPE] [--text TEXT]

`corpus` is ../shared/data/corpus. `--show phone` prints each miss and false alarm of that type (on the screen only).
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reseal.screening.fold import fold_texts  # noqa: E402
from reseal.screening.screener import exposures_of, find_all  # noqa: E402
from reseal.screening.sightings import views  # noqa: E402
from reseal.screening.triage import survivors  # noqa: E402
from reseal.screening.view import ListedPosts  # noqa: E402
from reseal.vocabulary import Post  # noqa: E402
from tests.screening.labelled import unmark  # noqa: E402

Json = dict[str, Any]
SHARED = ROOT.parent / "shared" / "data"


def load(names: list[str]) -> list[Json]:
    """Posts with `text` and `spans` from corpus files (inline marks) or flat files."""
    files = []
    for name in names:
        files += sorted((SHARED / "corpus").glob("*.jsonl")) if name == "corpus" else [Path(name)]
    posts = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            if "marked" in post:
                post["text"], spans = unmark(post["marked"])
                post["spans"] = [{"type": t, "start": a, "end": b} for t, a, b in spans]
            posts.append(post)
    return posts


def overlap(a: Json, b: Json) -> float:
    """Intersection over union of two spans."""
    inside: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    outside: int = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(inside, 0) / outside


def found_in(texts: list[str]) -> list[list[Json]]:
    """Exposures of each text as dicts."""
    batch = fold_texts(texts)
    chosen = survivors(batch, verdict=True)
    found: list[list[Json]] = [[] for _ in texts]
    for n, view in views(batch, chosen, ListedPosts(lambda i: Post(str(i), texts[i]))):
        findings = find_all(view)
        for f, e in zip(findings, exposures_of(batch, n, findings), strict=True):
            found[n].append({"type": e.type, "start": e.start, "end": e.end, "rule": f.rule})
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", nargs="+", default=["corpus"])
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--text")
    options = parser.parse_args()
    if options.text:
        for e in found_in([options.text])[0]:
            print(e, repr(options.text[e["start"] : e["end"]]))
        return
    posts = load(options.set)
    counts: dict[str, Counter[str]] = {}
    hidden: Counter[bool] = Counter()
    for post, found in zip(posts, found_in([p["text"] for p in posts]), strict=True):
        used = set()
        for span in post["spans"]:
            c = counts.setdefault(span["type"], Counter())
            hit = next(
                (
                    i
                    for i, f in enumerate(found)
                    if i not in used and f["type"] == span["type"] and overlap(span, f) >= 0.5
                ),
                None,
            )
            c["exact"] += any(
                (f["type"], f["start"], f["end"]) == (span["type"], span["start"], span["end"]) for f in found
            )
            hidden[hit is not None] += post["obfuscated"]
            if hit is None:
                c["fn"] += 1
                if span["type"] in options.show:
                    print(
                        "MISS ",
                        post["id"],
                        repr(post["text"][span["start"] : span["end"]]),
                        "|",
                        repr(post["text"][:160]),
                    )
            else:
                used.add(hit)
                c["tp"] += 1
        for i, f in enumerate(found):
            if i not in used:
                counts.setdefault(f["type"], Counter())["fp"] += 1
                if f["type"] in options.show:
                    where = repr(post["text"][f["start"] : f["end"]])
                    print("FALSE", post["id"], where, f["rule"], "|", repr(post["text"][:160]), post["spans"] and "")
    total: Counter[str] = Counter()
    for c in counts.values():
        total.update(c)
    print(f"{'type':15} {'P':>6} {'R':>6} {'F1':>6} {'exact':>6} {'n':>5} {'false':>5}")
    for name, c in [*sorted(counts.items()), ("all", total)]:
        precision, recall = c["tp"] / max(c["tp"] + c["fp"], 1), c["tp"] / max(c["tp"] + c["fn"], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        n = c["tp"] + c["fn"]
        print(f"{name:15} {precision:6.3f} {recall:6.3f} {f1:6.3f} {c['exact'] / max(n, 1):6.3f} {n:5} {c['fp']:5}")
    print("recall of obfuscated spans", round(hidden[True] / max(sum(hidden.values()), 1), 3))


if __name__ == "__main__":
    main()
