"""Account numbers (QQ, UIDs, groups): a string of digits in any writing behind a word that says what it is."""

from dataclasses import dataclass

from reseal.screening.identifiers.handles import is_emoji
from reseal.screening.identifiers.numerals import (
    DIGITS,
    LOOKALIKES,
    PLACES,
    read_digit,
)

_SEPARATORS = frozenset(" -.·_*~/|'")
FEWEST, MOST = 5, 16

NUMBER_SEPARATOR = r"[ \-.·_*~/|'\ue100-\uecff\u2600-\u27bf]"  # what `read_number` passes between digits


@dataclass(frozen=True, slots=True)
class Number:
    """A number in `text[start:end]`. `digits`: the digits in order; empty places of spoken numbers are not filled."""

    start: int
    end: int
    digits: str
    spoken: bool  # with 十, 百, 万 …: 四百一十万零三千八百零六


def read_number(text: str, at: int) -> Number | None:
    """The number that starts at `at`, with separators between its digits; None with fewer than five digits."""
    digits = ""
    places = 0
    end = at
    while len(digits) < MOST:
        place = _past_separator(text, end) if digits else end
        char = text[place : place + 1]
        piece = read_digit(text, place) if char in DIGITS else None
        if piece is not None:
            if _belongs_apart(text, end, place, digits):
                digits += piece[0]
                end = piece[1]
                continue
            break
        if digits and char in PLACES and place == end:
            places += 1
            end = place + 1
            continue
        if digits and char in LOOKALIKES and place == end and _digit_near(text, place):
            digits += LOOKALIKES[char]
            end = place + 1
            continue
        break
    count = len(digits) + places
    if count < FEWEST or (places and not digits):
        return None
    return Number(at, end, digits, places > 0)


def _past_separator(text: str, at: int) -> int:
    place = at
    while place < len(text) and place - at < 2 and (text[place] in _SEPARATORS or is_emoji(text[place])):
        place += 1
    return place


def _belongs_apart(text: str, end: int, place: int, digits: str) -> bool:
    """Whether the digit behind a separator still belongs to the number: a second number may begin there."""
    if place == end:
        return True
    group = place
    while group < len(text) and text[group] in DIGITS and group - place <= MOST:
        group += 1
    return len(digits) + group - place <= 11


def _digit_near(text: str, at: int) -> bool:
    """Whether a digit follows the look-alike letters at `at`, at most four of them: 3ooo1."""
    end = at
    while end < len(text) and end - at < 4 and text[end] in LOOKALIKES:
        end += 1
    return end < len(text) and text[end] in DIGITS


def is_mobile(digits: str) -> bool:
    """Whether these are the digits of a mainland mobile: that is for the phone kind to say."""
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"
