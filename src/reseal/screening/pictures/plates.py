"""A licence plate that stands alone in a picture, as on a car in the street, needs no word for a plate beside it.

By its shape: two letters, two digits and three letters, or a letter and five or six signs with some digits, of which
the character of the province may be lost in reading and a letter be taken for a digit. What counts as alone is data:
`plate` in `documents.toml`.
"""

from collections.abc import Sequence

from reseal.screening.pictures.documents import alone_rules
from reseal.screening.pictures.line import Line

_SHORTEST, _LONGEST = 5, 7  # signs behind the province
_DIGITS = 3


def plates_alone(lines: Sequence[Line]) -> list[bool]:
    """For each line of one frame whether it is a plate that stands alone."""
    few = len(lines) <= alone_rules()
    return [few and _is_plate(line.text) for line in lines]


def _is_plate(text: str) -> bool:
    signs = [sign for sign in text if sign.isalnum()]
    if signs and not signs[0].isascii():
        signs = signs[1:]
    code = "".join(signs)
    if not code.isascii() or code != code.upper() or not any(map(str.isalpha, code)):
        return False
    if len(code) == 7 and code[:2].isalpha() and code[2:4].isdigit() and code[4:].isalpha():
        return True
    return _SHORTEST <= len(code) <= _LONGEST and sum(map(str.isdigit, code)) >= _DIGITS
