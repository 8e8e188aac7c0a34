"""Words, numbers and marks of a folded text, each with the capital it was written with, where that can be read."""

from typing import NamedTuple

from reseal.screening.fold_tables import UNITS, VANISH, fold_tables


class Token(NamedTuple):
    """A word, a number or a single mark of the folded text. `capital`: the original begins with a capital, if known."""

    text: str
    start: int
    end: int
    capital: bool | None

    @property
    def word(self) -> bool:
        """Whether it begins with a Latin letter."""
        return "a" <= self.text[0] <= "z"

    @property
    def number(self) -> bool:
        """Whether it begins with a digit."""
        return "0" <= self.text[0] <= "9"


_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_INSIDE = frozenset("'-/")


def tokens(text: str, original: str) -> list[Token]:
    """The words, numbers and marks of a folded text, with the capitals of the original text that it was folded from."""
    capitals = _capitals(text, original)
    found = []
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        if char == " ":
            at += 1
            continue
        end = at + 1
        if char in _LATIN:
            while end < size and (text[end] in _LATIN or (text[end] in _INSIDE and text[end + 1 : end + 2] in _LATIN)):
                end += 1
            found.append(Token(text[at:end], at, end, None if capitals is None else capitals[at].isupper()))
        else:
            found.append(Token(char, at, end, None))
        at = end
    return found


def _capitals(text: str, original: str) -> str | None:
    """The original characters, one for each folded one; None when the two cannot be aligned."""
    if len(text) == len(original):
        return original
    tables = fold_tables()
    kept = []
    for char in original:
        code = ord(char)
        if code < 0x80:
            kept.append(char)
        elif code < UNITS:
            if tables.unit[code] != VANISH:
                kept.append(char * (2 if tables.tail[code] else 1))
        elif code < 0xE0000:
            kept.append(char)
    aligned = "".join(kept)
    return aligned if len(aligned) == len(text) else None
