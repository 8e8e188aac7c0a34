"""Shapes of licence plates: letters and digits as some country orders them, such as `LLDD LLL` (RULES 7)."""

from reseal.screening.identifiers.numerals import is_letter, read_digit
from reseal.screening.identifiers.plate_codes import is_sign
from reseal.screening.identifiers.plate_words import past_separators


def match_shape(text: str, start: int, shape: str) -> int:
    """Where the shape ends when it starts at `start`; 0 when it does not."""
    at = start
    pending = ""
    for sign in shape:
        if sign in " -":
            at = past_separators(text, at, 1)
            continue
        if pending and sign == "D":
            pending = pending[1:]
            continue
        if pending:
            return 0  # more digits said at once than the shape has here
        at = at if at == start else _skip_single(text, at)
        if sign == "L":
            if not is_letter(text[at : at + 1]):
                return 0
            at += 1
        else:
            piece = read_digit(text, at)
            if piece is None:
                piece = read_digit(text, at + 1) if text[at : at + 1] in (" ", "-") else None
            if piece is None:
                return 0
            pending, at = piece[0][1:], piece[1]
    return at if not pending and not is_sign(text[at : at + 1]) else 0


def _skip_single(text: str, at: int) -> int:
    """Past one underscore, star or dot set between single signs: R_Q_3_3."""
    return at + 1 if text[at : at + 1] in ("_", "*", ".", "·") else at
