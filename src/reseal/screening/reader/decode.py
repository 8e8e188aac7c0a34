"""From the encoder's logits to spans and probabilities: the likeliest row of tags in which every span begins well."""

from dataclasses import dataclass
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from reseal.screening.reader.labels import TYPES
from reseal.vocabulary import ExposureType

Floats = NDArray[np.float32]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """An exposure that the encoder sees: half-open places in the folded text, and its mean probability over them."""

    type: ExposureType
    start: int
    end: int
    probability: float


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    made: Floats = raised / raised.sum(-1, keepdims=True)
    return made


def best_tags(logits: Floats) -> Index:
    """The likeliest tags (0 none, 2k+1 begin of type k, 2k+2 inside of it) where an inside follows its own type.

    When the likeliest tag of each piece by itself is such a row already, it is the answer, which is nearly always so.
    """
    tags: Index = logits.argmax(-1)
    if not tags.any():
        return tags
    before = np.concatenate([[0], tags[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    if not (inside & (before != tags) & (before != tags - 1)).any():
        return tags
    return _viterbi(logits)


def _viterbi(logits: Floats) -> Index:
    size, count = logits.shape
    insides = np.arange(2, count, 2)
    score = logits[0].astype(np.float64).copy()
    score[insides] = -np.inf
    came_from = np.zeros((size, count), dtype=np.int64)
    for at in range(1, size):
        came_from[at] = best = int(score.argmax())
        reached = np.full(count, score[best])
        begins = score[insides - 1] >= score[insides]
        reached[insides] = np.where(begins, score[insides - 1], score[insides])
        came_from[at, insides] = np.where(begins, insides - 1, insides)
        score = reached + logits[at]
    tags = np.zeros(size, dtype=np.int64)
    tags[-1] = int(score.argmax())
    for at in range(size - 1, 0, -1):
        tags[at - 1] = came_from[at, tags[at]]
    return tags


def spans_of(logits: Floats, starts: list[int], ends: list[int]) -> list[ReadSpan]:
    """The spans of one post, in order; `starts` and `ends` are the pieces' places."""
    tags = best_tags(logits)
    if not tags.any():
        return []
    chances = softmax(logits)
    made, at = [], 0
    while at < len(tags):
        tag = int(tags[at])
        if not tag:
            at += 1
            continue
        kind = (tag - 1) // 2
        after = at + 1
        while after < len(tags) and tags[after] == 2 * kind + 2:
            after += 1
        if ends[after - 1] > starts[at]:
            sure = float(chances[at:after, 2 * kind + 1 : 2 * kind + 3].sum(-1).mean())
            made.append(ReadSpan(TYPES[kind], starts[at], ends[after - 1], sure))
        at = after
    return made


def carried_by(added: Floats, starts: list[int], ends: list[int], text: str) -> tuple[int, int] | None:
    """The clause that adds most, more than its length alone would, as places in the text; None where none stands out.

    `added`: what each piece adds to the logit; `starts`, `ends`: where the pieces stand in `text`.
    """
    if not len(added):
        return None
    above = (added - added.mean()).tolist()
    best, chosen, sum_, first = 0.0, None, 0.0, 0
    for at, value in enumerate(above):
        if _ends_clause(text, starts[at], ends[at]):
            sum_, first = 0.0, at + 1
            continue
        sum_ += value
        if sum_ > best and ends[at] > starts[first]:
            best, chosen = sum_, first
    if chosen is None:
        return None
    last = chosen
    while last + 1 < len(above) and not _ends_clause(text, starts[last + 1], ends[last + 1]):
        last += 1
    return starts[chosen], ends[last]


def _ends_clause(text: str, start: int, end: int) -> bool:
    """Whether a piece is a line's end or a mark that parts clauses; not a point inside a number or a name."""
    piece = text[start:end].strip(" ")
    if not piece:
        return "\n" in text[start:end]
    if any(category(sign) not in ("Po", "Cc") for sign in piece):
        return False
    return not (text[start - 1 : start].isascii() and (text[start - 1 : start] + text[end : end + 1]).isalnum())
