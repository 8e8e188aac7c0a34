"""One post read: encode, run the encoder over its windows, decode. What runs the encoder is handed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from reseal.screening.fold import FoldedBatch
from reseal.screening.reader.decode import Floats, Index, ReadSpan, carried_by, softmax, spans_of
from reseal.screening.reader.labels import BENIGN_KINDS, CATEGORIES
from reseal.screening.reader.pieces import END, START, Pieces
from reseal.screening.reader.text import encode
from reseal.screening.reader.windows import windows
from reseal.vocabulary import Category

_NONE = CATEGORIES.index("none")


class Outputs(NamedTuple):
    """What the encoder says of one window: logits of tags (1 by length by tags), of category and benign kind (1 by n);
    what each piece adds to the logit of each category (1 by length by categories)."""

    tags: Floats
    category: Floats
    benign: Floats
    carried: Floats


Run = Callable[[Index, Index], Outputs]
"""Pieces and signs of one window (1 by length) to outputs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of a post: spans in folded places, and the probability of each category.

    `benign` are probabilities of the kinds of harmless posts, given that it is one. `words` are the folded places of
    the clause that spoke most for a violation, where one is likelier than none.
    """

    spans: tuple[ReadSpan, ...]
    categories: dict[Category, float]
    benign: dict[str, float]
    words: tuple[int, int] | None = None

    @property
    def violates(self) -> float:
        """The probability that the post is of any category but `none`."""
        return 1.0 - self.categories["none"]


def read_post(batch: FoldedBatch, post: int, pieces: Pieces, run: Run) -> Reading:
    """Read one post of a folded batch. Of a long post's windows the one that looks worst says the category."""
    encoded = encode(batch, post, pieces)
    parts: list[Floats] = []
    chosen: tuple[Floats, Floats, tuple[int, int] | None] | None = None
    for start, end, first, last in windows(len(encoded)):
        numbers = np.array([[START, *encoded.numbers[start:end], END]], dtype=np.int64)
        signs = np.array([[0, *encoded.signs[start:end], 0]], dtype=np.int64)
        said = run(numbers, signs)
        parts.append(said.tags[0, 1 + first - start : 1 + last - start])
        chances = softmax(said.category[0])
        if chosen is None or chances[_NONE] < chosen[0][_NONE]:
            words = None
            if (worst := int(chances.argmax())) != _NONE:
                added = said.carried[0, 1:-1, worst] - said.carried[0, 1:-1, _NONE]
                words = carried_by(added, encoded.starts[start:end], encoded.ends[start:end], batch.text(post))
            chosen = chances, softmax(said.benign[0]), words
    assert chosen is not None
    spans = spans_of(np.concatenate(parts), encoded.starts, encoded.ends)
    return Reading(
        tuple(spans),
        dict(zip(CATEGORIES, chosen[0].tolist(), strict=True)),
        dict(zip(BENIGN_KINDS, chosen[1].tolist(), strict=True)),
        chosen[2],
    )
