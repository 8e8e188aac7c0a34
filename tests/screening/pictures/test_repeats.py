"""What was found once in a picture is found wherever it stands there."""

from reseal.screening.pictures.repeats import repeated
from reseal.vocabulary import Exposure


def places(text: str, surface: str) -> list[int]:
    start = text.index(surface)
    found = Exposure("government_id", start, start + len(surface), 0.9, "other")
    made = list(repeated(text, [found]))
    assert all((one.type, one.confidence, one.subject) == ("government_id", 0.9, "other") for one in made)
    assert all(text[one.start : one.end] == surface for one in made)
    return [one.start for one in made]


def test_the_same_value_elsewhere_is_found_too() -> None:
    assert places("号码 E00004417\nE00004417\n别的", "E00004417") == [13]
    assert places("姓名 沈雨柔\n本人沈雨柔签字", "沈雨柔") == [9]


def test_a_piece_of_something_longer_is_not_the_same() -> None:
    assert places("号码 E00004417\nE000044179UTO", "E00004417") == []


def test_what_is_short_says_little() -> None:
    assert places("版 A12\nA12", "A12") == places("姓 静\n安静", "静") == []


def test_what_is_found_already_is_not_found_again() -> None:
    text = "E00004417 E00004417"
    both = [Exposure("government_id", 0, 9, 0.9), Exposure("government_id", 10, 19, 0.9)]
    assert list(repeated(text, both)) == list(repeated(text, [])) == []
