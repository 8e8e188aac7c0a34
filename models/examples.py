"""Posts as the network takes them: pieces and signs of the folded text, a tag for each piece, the post's classes."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.posts import Labelled
from reseal.screening.fold import FoldedBatch, fold_texts
from reseal.screening.reader.labels import BENIGN_KINDS, CATEGORIES, TAGS
from reseal.screening.reader.pieces import END, PAD, START, Pieces
from reseal.screening.reader.text import Encoded, encode

UNTOLD = -100  # no say in the loss
MOST = 256
_TAG = {tag: number for number, tag in enumerate(TAGS)}


@dataclass(frozen=True, slots=True)
class Example:
    """One post; the start and end pieces are in, with no tag. `natural`: it is unlabelled."""

    numbers: list[int]
    signs: list[int]
    tags: list[int]
    category: int
    benign: int
    weight: float
    natural: bool


def folded_spans(batch: FoldedBatch, number: int, post: Labelled) -> list[tuple[str, int, int]]:
    """The marked spans in places of the folded text."""
    spans = post.spans
    if not spans:
        return []
    places = [batch.span(number, i, i + 1) for i in range(len(batch.text(number)))]
    made = []
    for kind, start, end in spans:
        inside = [i for i, (a, b) in enumerate(places) if a < end and b > start]
        if inside:
            made.append((kind, inside[0], inside[-1] + 1))
    return made


def tags_of(encoded: Encoded, spans: Sequence[tuple[str, int, int]]) -> list[int]:
    """BIO tags of the pieces: a piece is in a span when more than half of it is."""
    tags = [0] * len(encoded)
    for kind, start, end in spans:
        begun = False
        for i, (a, b) in enumerate(zip(encoded.starts, encoded.ends, strict=True)):
            inside = min(b, end) - max(a, start)
            if inside > 0 and 2 * inside >= b - a and tags[i] == 0:
                tags[i] = _TAG[("I-" if begun else "B-") + kind]
                begun = True
    return tags


def make_examples(posts: Sequence[Labelled], pieces: Pieces) -> list[Example]:
    """Fold, cut and tag posts; what is longer than the window is cut off."""
    batch = fold_texts([post.text for post in posts])
    made = []
    for number, post in enumerate(posts):
        encoded = encode(batch, number, pieces)
        tags = tags_of(encoded, folded_spans(batch, number, post))
        natural = post.category is None
        if natural:
            tags = [UNTOLD] * len(tags)
        made.append(
            Example(
                numbers=[START, *encoded.numbers[:MOST], END],
                signs=[0, *encoded.signs[:MOST], 0],
                tags=[UNTOLD, *tags[:MOST], UNTOLD],
                category=CATEGORIES.index(post.category or "none"),
                benign=BENIGN_KINDS.index(post.benign_kind) if post.benign_kind else UNTOLD,
                weight=0.7 if natural else 0.5 if post.borderline else 1.0,
                natural=natural,
            )
        )
    return made


def stacked(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of several lengths as one table."""
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *([fill] * (longest - len(row)))] for row in rows])


def inputs(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Pieces and signs of a batch."""
    return stacked([e.numbers for e in examples], PAD), stacked([e.signs for e in examples], 0)
