"""Digits in text, whatever way they are written, and the same text with other digits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from models.chance import Chance, table


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit that stands at `start` to `end`, written in one of `ways`."""

    start: int
    end: int
    value: int
    ways: tuple[int, ...]


@cache
def ways() -> list[list[str]]:
    """Each way of writing the ten digits."""
    return [way["digits"] for way in table("digits")["way"]]


@cache
def way_named(name: str) -> int:
    """The number of a way."""
    return [way["name"] for way in table("digits")["way"]].index(name)


@cache
def _written() -> dict[str, tuple[int, tuple[int, ...]]]:
    made: dict[str, tuple[int, tuple[int, ...]]] = {}
    for number, digits in enumerate(ways()):
        for value, sign in enumerate(digits):
            if sign not in made:
                made[sign] = (value, (number,))
            elif made[sign][0] == value:
                made[sign] = (value, (*made[sign][1], number))
    return made


def digits_in(text: str) -> list[Digit]:
    """Every digit of a text, from left to right."""
    written, lower = _written(), text.lower()
    found, at = [], 0
    while at < len(text):
        for length in (5, 4, 3, 1):
            hit = written.get(lower[at : at + length]) if at + length <= len(text) else None
            if hit is not None and (length > 1 or not lower[at].isascii() or lower[at].isdigit()):
                found.append(Digit(at, at + length, *hit))
                at += length
                break
        else:
            if lower[at] in "ol" and _beside_digit(text, at, found):
                found.append(Digit(at, at + 1, int(lower[at] == "l"), ()))
            at += 1
    return found


def _beside_digit(text: str, at: int, found: Sequence[Digit]) -> bool:
    """Whether the letter at a place stands for a digit: there is one right before it and right after it, or it ends."""
    before = bool(found) and found[-1].end == at
    after = at + 1 == len(text) or text[at + 1].isdigit() or text[at + 1].lower() in "ol" or not text[at + 1].isalnum()
    return before and after


def counts_digits(text: str) -> bool:
    """Whether the text says how often a digit comes, or how to reckon it: other digits would make it lie."""
    return any(word in text for word in table("digits")["counting"])


def with_digits(text: str, digits: Sequence[Digit], values: Sequence[int]) -> str:
    """The text with other values for its digits, each in the way it was written."""
    made, at = [], 0
    letters = _main_way(digits)
    for digit, value in zip(digits, values, strict=True):
        made.append(text[at : digit.start])
        old = text[digit.start : digit.end]
        if not digit.ways:
            sign = {0: "o", 1: "l"}.get(value, str(value))
            made.append(sign.upper() if old.isupper() and sign == "o" else sign)
        else:
            way = letters if letters in digit.ways else digit.ways[0]
            sign = ways()[way][value]
            made.append(sign.title() if old.istitle() and len(sign) > 1 else sign)
        at = digit.end
    return "".join(made) + text[at:]


def _main_way(digits: Sequence[Digit]) -> int:
    """The rarest way that all its digits could be of: 幺 tells the spoken way from the plain Chinese one."""
    single = [digit.ways[0] for digit in digits if len(digit.ways) == 1]
    shared = [way for digit in digits for way in digit.ways]
    return max(set(single or shared), key=(single or shared).count) if shared else 0


def rewritten(text: str, way: int, chance: Chance) -> str:
    """Plain digits of a text written in another way; a share of them may stay."""
    share = 1.0 if chance.random() < 0.6 else chance.uniform(0.3, 0.8)
    signs = ways()[way]
    gap = " " if len(signs[1]) > 1 else ""
    made = []
    for char in text:
        if char.isascii() and char.isdigit() and chance.random() < share:
            made.append(signs[int(char)] + gap)
        else:
            made.append(char)
    return "".join(made).strip()
