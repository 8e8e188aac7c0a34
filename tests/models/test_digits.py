import pytest

from models.chance import Chance
from models.digits import counts_digits, digits_in, rewritten, way_named, with_digits


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("138-0000", [1, 3, 8, 0, 0, 0, 0]),
        ("１３8", [1, 3, 8]),
        ("幺三捌零", [1, 3, 8, 0]),
        ("①②③", [1, 2, 3]),
        ("five-zero two", [5, 0, 2]),
        ("077oo 9", [0, 7, 7, 0, 0, 9]),
        ("𝟏𝟐", [1, 2]),
        ("foo", []),
    ],
)
def test_digits_of_every_way_are_found(text: str, values: list[int]) -> None:
    assert [digit.value for digit in digits_in(text)] == values


@pytest.mark.parametrize(
    ("text", "values", "wanted"),
    [
        ("138-00", [1, 5, 9, 4, 2], "159-42"),
        ("１３8", [9, 9, 9], "９９9"),
        ("幺三八", [7, 0, 1], "拐洞幺"),
        ("一三八", [7, 0, 1], "七零一"),
        ("Five zero", [1, 2], "One two"),
        ("①②", [9, 8], "⑨⑧"),
    ],
)
def test_other_digits_are_written_the_same_way(text: str, values: list[int], wanted: str) -> None:
    assert with_digits(text, digits_in(text), values) == wanted


def test_what_counts_its_digits_is_told() -> None:
    assert counts_digits("152,中间四个零,4971")
    assert not counts_digits("152 0000 4971")


def test_rewriting_keeps_the_number() -> None:
    chance = Chance(3)
    for name in ("full_width", "chinese", "english", "circled"):
        made = rewritten("13800004471", way_named(name), chance)
        assert [d.value for d in digits_in(made)] == [int(c) for c in "13800004471"]
