"""The gazetteer: divisions right before a place, in folded text."""

import pytest

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.place_names import gazetteer


@pytest.mark.parametrize(
    ("text", "name", "rank"),
    [
        ("他住宁波市海曙区", "海曙区", 2),
        ("在苏州", "苏州", 1),
        ("板橋區", "板桥区", 2),
        ("深水埗", "深水埗", 2),
        ("延边朝鲜族自治州", "延边朝鲜族自治州", 1),
    ],
)
def test_the_longest_name_that_ends_there(text: str, name: str, rank: int) -> None:
    folded = fold_text(text)
    division = gazetteer().ending_at(folded, len(folded))
    assert division is not None
    assert (folded[division.start :], division.rank) == (name, rank)


def test_no_name_reaches_before_the_floor() -> None:
    assert gazetteer().ending_at("海曙区", 3, floor=2) is None


def test_ordinary_words_are_none() -> None:
    assert gazetteer().ending_at("我们一起", 4) is None
