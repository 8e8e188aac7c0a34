"""The vocabulary, pruned to what Chinese and English posts need, in the folded form that the reader sees.

Kept: every piece of Han characters, English words and their parts, single digits, punctuation, emoji, kana, and
single letters of other alphabets. A piece that exists only with capitals gives its vector to its folded form.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.base import Base
from reseal.screening.fold import fold_texts
from reseal.screening.fold_tables import EMOJI_FIRST, EMOJI_LAST, REPLACEMENT
from reseal.screening.reader.pieces import SPACE, SPECIALS

Floats = NDArray[np.float32]
MOST_LATIN = 22000  # the frequent ones; the rest are cut into these
_ALIKE = {"…": "..."}  # e5's normaliser writes the one as the other; the fold keeps it
_PUNCTUATION = 3  # `...` and `!!!` are pieces, longer runs are not


@dataclass(frozen=True)
class Pruned:
    """Pieces in the order of their numbers (without the special ones), log probabilities, and all vectors."""

    pieces: list[str]
    scores: list[float]
    vectors: Floats


def kind_of(folded: str) -> str | None:
    """The kind of a folded piece that is worth keeping, else None."""
    body = folded.removeprefix(SPACE)
    if not body:
        return "space" if folded else None
    if SPACE in body:
        return None
    if all("\u3400" <= c <= "\u9fff" for c in body):
        return "han"
    if all("a" <= c <= "z" or c == "'" for c in body):
        return "latin"
    if all(EMOJI_FIRST <= ord(c) <= EMOJI_LAST for c in body):
        return "emoji" if len(folded) == 1 else None
    if any(c.isdigit() for c in body):
        return "digit" if len(folded) == 1 and body in "0123456789" else None
    if (
        body.isprintable()
        and not any(c.isalnum() for c in body)
        and len(set(body)) == 1
        and len(folded) <= _PUNCTUATION
    ):
        return "sign" if ord(body[0]) < REPLACEMENT and not 0xE000 <= ord(body[0]) < 0xF900 else None
    if len(folded) == 1 and ("\u3040" <= body <= "\u30ff" or "\u0370" <= body <= "\u052f"):
        return "letter"
    return None


def prune(base: Base, english: set[str]) -> Pruned:
    """Choose pieces and their vectors. `english`: the pieces of an English vocabulary, which Latin ones must be of."""
    words = base.tensors["emb.word"].reshape(-1, base.sizes.hidden)
    batch = fold_texts(base.pieces)
    best: dict[str, tuple[bool, float, int]] = {}
    kinds: dict[str, str] = {}
    for number in range(4, len(base.pieces)):
        raw, folded = base.pieces[number], batch.text(number)
        kind = kind_of(folded)
        if kind is None or (kind == "latin" and not (raw.removeprefix(SPACE).isascii() and raw in english)):
            continue
        rank = (raw == folded or kind == "emoji", float(base.scores[number]), number)
        if folded not in best or rank > best[folded]:
            best[folded], kinds[folded] = rank, kind
    latin = sorted((p for p, kind in kinds.items() if kind == "latin"), key=lambda p: -best[p][1])
    for piece in latin[MOST_LATIN:]:
        if len(piece) > 1:
            del best[piece], kinds[piece]
    for piece, twin in _ALIKE.items():
        best.setdefault(piece, (True, best[twin][1], best[twin][2]))
        kinds.setdefault(piece, "sign")
    pieces = sorted(best, key=lambda p: (best[p][2], p))
    rare_han = [best[p][2] for p in pieces if kinds[p] == "han" and len(p) == 1 and best[p][1] < -15]
    emoji = [best[p][2] for p in pieces if kinds[p] == "emoji"]
    specials = np.stack([words[1], words[0], words[2], words[3], words[rare_han].mean(0), words[emoji].mean(0)])
    assert len(specials) == len(SPECIALS)
    vectors: Floats = np.concatenate([specials, words[[best[p][2] for p in pieces]]]).astype(np.float32)
    return Pruned(pieces, [round(best[p][1], 3) for p in pieces], vectors)
