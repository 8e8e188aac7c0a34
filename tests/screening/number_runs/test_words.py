"""Spelled digits: words, leet, look-alikes; ordinary words are none."""

import pytest

from reseal.screening.number_runs.words import read_token, spelled


def digits(text: str) -> str:
    return "".join(piece[0] for piece in spelled(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("five five five", "555"),
        ("triple five", "555"),
        ("double-oh seven", "007"),
        ("nine hundred", "900"),
        ("seventy one", "71"),
        ("f1ve n1ne", "59"),
        ("fivefivefive", "555"),
        ("yao san ba", "138"),
        ("four zeros", "0000"),
        ("oooo", "0000"),
        ("l33", "133"),
        ("someone is here, no one else", "1"),
        ("is so go lol oil i", ""),
    ],
)
def test_words_for_digits(text: str, found: str) -> None:
    assert digits(text) == found


@pytest.mark.parametrize("word", ["none", "phone", "stone", "often", "network", "eighties", "basic"])
def test_ordinary_words_are_none(word: str) -> None:
    assert read_token(word) is None
