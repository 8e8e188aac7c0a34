"""Labelled posts: read from flat files (text and spans) or from files with inline marks ⟦type|surface⟧."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from bench.places import DATA, ROOT, needed
from reseal.vocabulary import Post

LabelledSpan = tuple[str, int, int]


class Span(msgspec.Struct, frozen=True):
    """A place in a text that holds personal information of a type; code points, half-open."""

    type: str
    start: int
    end: int


class Labelled(msgspec.Struct, frozen=True):
    """A post with what a person said of it. The marks and labels are described in ../shared/LABELS.md."""

    id: str
    text: str
    lang: str
    category: str
    spans: tuple[Span, ...]
    kind: str = "post"
    author: str | None = None
    target: str | None = None
    benign_kind: str | None = None
    obfuscated: bool = False
    borderline: bool = False
    pair: str | None = None

    def post(self) -> Post:
        """The post as a platform would hand it over: no marks, no labels."""
        return msgspec.convert(
            {
                "id": self.id,
                "text": self.text,
                "author": self.author,
                "target": self.target,
                "lang": self.lang,
                "surface": self.kind,
            },
            Post,
        )


def unmark(marked: str) -> tuple[str, list[LabelledSpan]]:
    """The plain text and its spans (type, start, end) in code points."""
    text, spans = "", []
    rest = marked
    while "⟦" in rest:
        before, _, rest = rest.partition("⟦")
        inside, _, rest = rest.partition("⟧")
        type_, _, surface = inside.partition("|")
        text += before
        spans.append((type_, len(text), len(text) + len(surface)))
        text += surface
    return text + rest, spans


def parse(line: bytes) -> Labelled:
    """One line of a labelled file.

    Raises:
        msgspec.ValidationError: a field is missing or of the wrong type; the message names it.
    """
    raw: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
    if "marked" in raw:
        raw["text"], marks = unmark(raw["marked"])
        raw["spans"] = [{"type": type_, "start": start, "end": end} for type_, start, end in marks]
    return msgspec.convert(raw, Labelled)


def read(path: Path) -> list[Labelled]:
    """All posts of a labelled file.

    Raises:
        SystemExit: the file is missing, or a line is no labelled post; the message names line and field.
    """
    posts = []
    for number, line in enumerate(needed(path).read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                posts.append(parse(line))
            except msgspec.MsgspecError as error:
                raise SystemExit(f"bench: {path.name} line {number}: {error}. See LABELS.md for the fields.") from None
    return posts


def corpus_files() -> list[Path]:
    """The files of the labelled posts that weights are fitted on: ../shared/data/corpus and the project's corpus/."""
    return sorted(needed(DATA / "corpus").glob("*.jsonl")) + sorted((ROOT / "corpus").glob("*.jsonl"))


def corpus() -> list[dict[str, Any]]:
    """The posts of the corpus as plain dictionaries with `text` and `spans`."""
    return as_plain(post for path in corpus_files() for post in read(path))


def examples_file() -> Path:
    """The development test."""
    return needed(DATA / "examples.jsonl")


def blind_files() -> list[Path]:
    """The posts written blind to the code: never trained on. What joins reader and evidence is fitted on them."""
    return sorted(needed(ROOT / "corpus" / "blind").glob("*.jsonl"))


def as_plain(posts: Iterable[Labelled]) -> list[dict[str, Any]]:
    """The posts as the dictionaries that ../shared/score.py reads."""
    plain: list[dict[str, Any]] = msgspec.to_builtins(list(posts))
    return plain
