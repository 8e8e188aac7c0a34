"""Atoms: the smallest pieces that stand for digits."""

import pytest

from reseal.screening.number_runs.atoms import (
    DISGUISED,
    DOUBTFUL,
    PLAIN,
    Atom,
    read_atoms,
    read_cardinal,
    woven,
)
from reseal.screening.number_runs.places import number_places
from reseal.screening.together import Together


def atoms(text: str) -> list[tuple[str, int]]:
    return [(a.digits, a.level) for a in read_atoms(text, number_places(Together([text]))[0])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("138", [("138", PLAIN)]),
        ("一三八", [("138", DISGUISED)]),
        ("四个零", [("0000", DISGUISED)]),
        ("138四个零", [("138", PLAIN), ("0000", DISGUISED)]),
        ("四枚鸡蛋", [("0000", DISGUISED)]),
        ("零*4", [("0000", DISGUISED)]),
        ("3x4", [("3", PLAIN), ("4", PLAIN)]),
        ("四位", []),
        ("第3段", []),
        ("一百三十三", [("133", DOUBTFUL)]),
        ("三百五十万零八百一十六", [("3500816", DISGUISED)]),
        ("一百三十八零零", [("138", DOUBTFUL), ("00", DISGUISED)]),
        ("double oh", [("00", DISGUISED)]),
        ("sixty-seven", [("67", DISGUISED)]),
    ],
)
def test_pieces(text: str, found: list[tuple[str, int]]) -> None:
    assert atoms(text) == found


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("一百三十三", 133, 5),
        ("三千", 3000, 2),
        ("十二", 12, 2),
        ("一万零五", 10005, 4),
        ("二十三四", 23, 3),
        ("一百零零", 100, 2),
    ],
)
def test_spoken_numbers(text: str, value: int, end: int) -> None:
    assert read_cardinal(text, 0) == (value, end)


def test_weaving_cuts_what_lies_under() -> None:
    under = [Atom("123456", 0, 6, PLAIN)]
    over = [Atom("9", 2, 4, DISGUISED)]
    assert woven(under, over) == [Atom("12", 0, 2, PLAIN), over[0], Atom("56", 4, 6, PLAIN)]
