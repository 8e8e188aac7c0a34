"""One post read: encode, run the encoder over its windows, decode. What runs the encoder is handed in."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from reseal.screening.fold import FoldedBatch
from reseal.screening.reader.decode import Floats, Index, ReadSpan, softmax, spans_of
from reseal.screening.reader.labels import BENIGN_KINDS, CATEGORIES
from reseal.screening.reader.pieces import END, START, Pieces
from reseal.screening.reader.text import encode
from reseal.screening.reader.windows import windows
from reseal.vocabulary import Category

# Pieces and signs of one window (1 by length) → logits of tags (1 by length by tags), category, benign kind (1 by n).
Run = Callable[[Index, Index], tuple[Floats, Floats, Floats]]
_NONE = CATEGORIES.index("none")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of a post: spans in folded places, and the probability of each category.

    `benign` are probabilities of the kinds of harmless posts, given that it is one.
    """

    spans: tuple[ReadSpan, ...]
    categories: dict[Category, float]
    benign: dict[str, float]

    @property
    def violates(self) -> float:
        """The probability that the post is of any category but `none`."""
        return 1.0 - self.categories["none"]


def read_post(batch: FoldedBatch, post: int, pieces: Pieces, run: Run) -> Reading:
    """Read one post of a folded batch. Of a long post's windows the one that looks worst says the category."""
    encoded = encode(batch, post, pieces)
    parts: list[Floats] = []
    chosen: tuple[Floats, Floats] | None = None
    for start, end, first, last in windows(len(encoded)):
        numbers = np.array([[START, *encoded.numbers[start:end], END]], dtype=np.int64)
        signs = np.array([[0, *encoded.signs[start:end], 0]], dtype=np.int64)
        tags, category, benign = run(numbers, signs)
        parts.append(tags[0, 1 + first - start : 1 + last - start])
        chances = softmax(category[0])
        if chosen is None or chances[_NONE] < chosen[0][_NONE]:
            chosen = chances, softmax(benign[0])
    assert chosen is not None
    spans = spans_of(np.concatenate(parts), encoded.starts, encoded.ends)
    return Reading(
        tuple(spans),
        dict(zip(CATEGORIES, chosen[0].tolist(), strict=True)),
        dict(zip(BENIGN_KINDS, chosen[1].tolist(), strict=True)),
    )
