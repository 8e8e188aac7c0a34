"""The writings of digits and the words between them, from `data/numbers/` (RULES 7b)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text

ASCII_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class DigitTables:
    """All matched on folded text. Characters and words → the ASCII digits they stand for."""

    numerals: Mapping[str, str]
    to_ascii: Mapping[int, str]  # `numerals` for str.translate
    lookalikes: Mapping[str, str]
    sounds: Mapping[str, str]
    heard: frozenset[str]  # numerals and sound-alikes
    units: Mapping[str, int]
    plus: frozenset[str]
    strong: Mapping[str, str]
    weak: Mapping[str, str]
    tens: Mapping[str, str]
    hundred: frozenset[str]
    repeat: Mapping[str, int]
    measures: tuple[str, ...]
    times: tuple[str, ...]
    again: tuple[str, ...]
    zero_names: tuple[str, ...]
    plural_zeros: frozenset[str]
    leet: Mapping[int, str]
    masks: frozenset[str]
    closing: tuple[str, ...]


@cache
def digit_tables() -> DigitTables:
    """The tables of `data/numbers/digits.toml`."""
    content = read_toml("numbers", "digits.toml")
    numerals = {c: c for c in ASCII_DIGITS} | _by_character(content["numerals"])
    words = content["words"]
    repeats = content["repeats"]
    return DigitTables(
        numerals=numerals,
        to_ascii={ord(c): d for c, d in numerals.items()},
        lookalikes=_by_character(content["lookalikes"]),
        sounds={c: d for c, d in _by_character(content["sounds"]).items() if c not in numerals},
        heard=frozenset(numerals) | frozenset(_by_character(content["sounds"])),
        units={c: int(value) for value, chars in content["units"].items() for c in chars},
        plus=frozenset(content["sums"]["plus"]),
        strong=_by_word(words["strong"]),
        weak=_by_word(words["weak"]),
        tens=_by_word(words["tens"]),
        hundred=frozenset(words["hundred"]),
        repeat={word: int(count) for count, group in words["repeat"].items() for word in group},
        measures=_longest_first(repeats["measures"]),
        times=_longest_first(repeats["times"]),
        again=_longest_first(repeats["again"]),
        zero_names=_longest_first(repeats["zero_names"]),
        plural_zeros=frozenset(repeats["words_one"]),
        leet={ord(sign): letter for letter, signs in content["leet"].items() for sign in signs},
        masks=frozenset(content["masks"]["characters"]),
        closing=_longest_first(content["closing"]["x"]),
    )


@cache
def connectors() -> Mapping[str, frozenset[str]]:
    """Words that lead from one part of a number to the next, by their first character."""
    return _by_first(join_words() | set(_counts()))


@cache
def join_words() -> frozenset[str]:
    """The connecting words by themselves, without the counts (last four, 四位)."""
    content = read_toml("numbers", "connectors.toml")["join"]
    return frozenset(fold_text(word) for language in content.values() for word in language)


@cache
def leads() -> tuple[str, ...]:
    """Words before the first part of a number spread over clauses that belong to it."""
    content = read_toml("numbers", "connectors.toml")["lead"]
    return _longest_first({word for language in content.values() for entry in language for word in _expanded(entry)})


@cache
def count_marks() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands right before, or right after, a lone digit that only counts (last *four*, *四*位)."""
    content = read_toml("numbers", "connectors.toml")["count"]
    return _longest_first(content["before"]), _longest_first(content["after"])


def _counts() -> Iterator[str]:
    tables = digit_tables()
    before, after = count_marks()
    for number in [*tables.numerals, *tables.strong]:  # 后四位, last four
        yield from (mark + number for mark in before)
        yield from (number + mark for mark in after)


def _expanded(entry: str) -> Iterator[str]:
    left, sign, right = entry.partition("N")
    if not sign:
        yield fold_text(entry)
        return
    for number in digit_tables().numerals:
        yield fold_text(left) + number + fold_text(right)


def _by_first(words: frozenset[str]) -> Mapping[str, frozenset[str]]:
    by_first: dict[str, set[str]] = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(word)
    return {first: frozenset(group) for first, group in by_first.items()}


def _by_character(table: Mapping[str, str]) -> dict[str, str]:
    return {fold_text(c): digit for digit, chars in table.items() for c in chars}


def _by_word(table: Mapping[str, Any]) -> dict[str, str]:
    return {fold_text(word): digits for digits, words in table.items() for word in words}


def _longest_first(words: Any) -> tuple[str, ...]:
    return tuple(sorted({fold_text(word) for word in words}, key=lambda w: (-len(w), w)))
