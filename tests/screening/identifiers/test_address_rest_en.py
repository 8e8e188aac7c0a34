import pytest

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.address_rest_en import house_number, rest_of
from reseal.screening.identifiers.address_words_en import english_words
from reseal.screening.identifiers.english_tokens import tokens


@pytest.mark.parametrize("written", ["14", "4b", "nine", "twenty-one", "b12", "3-14"])
def test_numbers_of_houses(written: str) -> None:
    (token,) = tokens(written, written)
    assert house_number(token, english_words())


@pytest.mark.parametrize("written", ["140000", "lane", "a", "1234abc"])
def test_other_words_are_no_numbers_of_houses(written: str) -> None:
    assert not house_number(tokens(written, written)[0], english_words())


@pytest.mark.parametrize(
    ("original", "rest", "pieces"),
    [
        ("Larkspur Ave Apt 4B, Dayton OH", "Larkspur Ave Apt 4B, Dayton OH", 2),
        ("Cobnut Rise, Hebden Bridge, she", "Cobnut Rise, Hebden Bridge", 1),
        ("Tinker Lane LS1 4AB again", "Tinker Lane LS1 4AB", 1),
        ("Tinker Lane is closed", "Tinker Lane", 0),
    ],
)
def test_what_follows_a_street(original: str, rest: str, pieces: int) -> None:
    parts = tokens(fold_text(original), original)
    assert rest_of(parts, 2, english_words(), towns=True) == (len(rest), pieces)
