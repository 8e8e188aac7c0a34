import pytest

from reseal.screening.identifiers.email_domain import read_domain
from tests.screening.identifiers.watched import Watched


@pytest.mark.parametrize(
    ("text", "end", "disguised"),
    [
        ("example.com ok", 11, False),
        ("example点com", 11, True),
        ("example dot org ok", 15, True),
        ("example . example", 17, True),
        ("a b c d . com", 13, True),
        ("mail.example.org.", 16, False),
        ("qq", 2, False),
    ],
)
def test_domains_with_a_known_end(text: str, end: int, disguised: bool) -> None:
    assert read_domain(text, 0) == (end, disguised, True)


def test_an_unknown_end_is_told() -> None:
    assert read_domain("example.zzz", 0) == (11, False, False)


@pytest.mark.parametrize("text", ["", "day, tw", "example. com", "example  .  com", "example", "今天吃什么"])
def test_no_domain(text: str) -> None:
    assert read_domain(text, 0) is None


@pytest.mark.parametrize("piece", ["a", "a.", "一", "a ", "点", " ", "qq."])
def test_a_bounded_number_of_characters_is_looked_at(piece: str) -> None:
    text = Watched(piece * 1000)
    read_domain(text, 0)
    assert text.reach < 500  # six labels of 63 characters and what stands between
