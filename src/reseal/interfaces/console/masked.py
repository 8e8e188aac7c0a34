"""Masked texts cut into words and marks, so that a page can show marks as what they are. Pure, linear in the text."""

from reseal.interfaces.locale import Lang
from reseal.screening.redact import mark
from reseal.vocabulary import EXPOSURE_TYPES

Piece = tuple[str, bool]


def pieces(masked: str, lang: Lang) -> list[Piece]:
    """The text in pieces; True for one that is a mark."""
    found: list[Piece] = [(masked, False)]
    for whole in (mark(type_, lang) for type_ in EXPOSURE_TYPES):
        cut: list[Piece] = []
        for piece, is_mark in found:
            if is_mark:
                cut.append((piece, True))
                continue
            for number, between in enumerate(piece.split(whole)):
                if number:
                    cut.append((whole, True))
                cut.append((between, False))
        found = cut
    return [piece for piece in found if piece[0]]
