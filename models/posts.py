"""The labelled posts: read from files with inline marks, and split by batch and by pair, never at random.

A batch is what one author wrote under one name (`pz_03.jsonl` → `pz`). Two posts of a pair never part.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
CORPUS = ROOT / "corpus"
BLIND = CORPUS / "blind"
NaturalPart = Literal["learn", "weigh", "test"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a post: of an exposure type, or between (`type` None)."""

    text: str
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled post. `category` None: an unlabelled natural post, taken as harmless with a small weight."""

    id: str
    batch: str
    pair: str | None
    lang: str
    segments: tuple[Segment, ...]
    category: str | None
    benign_kind: str | None
    obfuscated: bool
    borderline: bool

    @property
    def text(self) -> str:
        """The post as it was written."""
        return "".join(segment.text for segment in self.segments)

    @property
    def spans(self) -> list[tuple[str, int, int]]:
        """Type, start and end of each marked stretch."""
        made, at = [], 0
        for segment in self.segments:
            if segment.type:
                made.append((segment.type, at, at + len(segment.text)))
            at += len(segment.text)
        return made

    def with_segments(self, segments: Iterable[Segment]) -> "Labelled":
        """The same post, written otherwise."""
        return replace(self, segments=tuple(segments))


def segments_of(marked: str) -> tuple[Segment, ...]:
    """Text with marks ⟦type|surface⟧, taken apart."""
    made, rest = [], marked
    while "⟦" in rest:
        before, _, rest = rest.partition("⟦")
        inside, _, rest = rest.partition("⟧")
        kind, _, surface = inside.partition("|")
        made += [Segment(before)] if before else []
        made.append(Segment(surface, kind))
    return (*made, Segment(rest)) if rest else tuple(made)


def segments_at(text: str, spans: Sequence[dict[str, Any]]) -> tuple[Segment, ...]:
    """Text with spans, taken apart."""
    made, at = [], 0
    for span in sorted(spans, key=lambda s: s["start"]):
        if span["start"] > at:
            made.append(Segment(text[at : span["start"]]))
        made.append(Segment(text[span["start"] : span["end"]], span["type"]))
        at = span["end"]
    return (*made, Segment(text[at:])) if at < len(text) else tuple(made)


def read_posts(file: Path) -> list[Labelled]:
    """The posts of one file, with marks or with `text` and `spans`.

    Raises:
        SystemExit: a line is no labelled post; the message names it.
    """
    posts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            marked = raw.get("marked")
            posts.append(
                Labelled(
                    id=raw["id"],
                    batch=_batch_of(file.stem),
                    pair=raw.get("pair"),
                    lang=raw["lang"],
                    segments=segments_at(raw["text"], raw["spans"]) if marked is None else segments_of(marked),
                    category=raw["category"],
                    benign_kind=raw.get("benign_kind"),
                    obfuscated=raw["obfuscated"],
                    borderline=raw["borderline"],
                )
            )
        except (ValueError, KeyError) as error:
            raise SystemExit(f"models: {file.name} line {number}: {error!r}. See LABELS.md for the fields.") from None
    return posts


def _batch_of(stem: str) -> str:
    name, _, number = stem.rpartition("_")
    return name if name and number.isdigit() else stem


def read_corpus(more: Sequence[Path] = ()) -> list[Labelled]:
    """All labelled posts for training: ../shared/data/corpus, corpus/ of the repo, and the folders in `more`."""
    folders = [SHARED / "corpus", CORPUS, *more]
    posts: list[Labelled] = []
    for folder in folders:
        for file in sorted(folder.glob("*.jsonl")):
            posts += read_posts(file)
    if not posts:
        raise SystemExit("models: no labelled posts. They stand in corpus/ and ../shared/data/corpus.")
    return posts


def read_natural(part: NaturalPart = "learn") -> list[Labelled]:
    """Real comments of COLDataset, unlabelled. They may hold real data: they are read, and never written anywhere.

    Of `train.csv` four in five are learned from, the fifth is kept for weighing (thresholds, weights); `dev.csv` tests.
    """
    name = "dev.csv" if part == "test" else "train.csv"
    with (SHARED / "public" / "cold" / name).open(encoding="utf-8-sig", newline="") as file:
        texts = [row["TEXT"] for row in csv.DictReader(file)]
    return [
        Labelled(f"natural-{i}", "natural", None, "zh", (Segment(text),), None, None, False, False)
        for i, text in enumerate(texts)
        if text.strip() and (part == "test" or (i % 5 == 4) == (part == "weigh"))
    ]


def part_of(post: Labelled, parts: int) -> int:
    """Which of `parts` folds a post falls in: by its pair, or by blocks of five posts that were written together."""
    stem, _, number = post.id.rpartition("-")
    key = post.pair or (f"{stem}-{int(number) // 5}" if number.isdigit() else post.id)
    return int(sha256(f"{post.batch}/{key}".encode()).hexdigest(), 16) % parts


def leave_out(posts: Sequence[Labelled], batches: Iterable[str]) -> tuple[list[Labelled], list[Labelled]]:
    """Posts to train on and posts to test on, parted by author batch; no pair stands on both sides."""
    wanted = set(batches)
    test = [post for post in posts if post.batch in wanted]
    pairs = {post.pair for post in test if post.pair}
    return [post for post in posts if post.batch not in wanted and post.pair not in pairs], test
