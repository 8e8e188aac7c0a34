import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.identifiers.numerals import read_digit, read_digits, read_whole


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("8", "8"),
        ("八", "8"),
        ("捌", "8"),
        ("幺", "1"),
        ("eight", "8"),
        ("oh", "0"),
        ("两个零", "00"),
        ("double-four", "44"),
    ],
)
def test_one_digit_in_any_writing(text: str, wanted: str) -> None:
    assert read_digit(text, 0) == (wanted, len(text))


@pytest.mark.parametrize("text", ["the", "ones", "双", "", "doubled"])
def test_no_digit(text: str) -> None:
    assert read_digit(text, 0) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("19", 19),
        ("十九", 19),
        ("一九", 19),
        ("一百二十一", 121),
        ("二百零三", 203),
        ("廿三", 23),
        ("七十", 70),
        ("twenty-three", 23),
        ("nineteen eighty-eight", 1988),
        ("two thousand and four", 2004),
        ("one nine", 19),
    ],
)
def test_a_whole_number_in_any_writing(text: str, number: int) -> None:
    assert read_whole(text, 0) == (number, len(text))


def test_digits_stop_at_the_most() -> None:
    assert read_digits("123456", 0, 4) == ("1234", 4)
    assert read_digits("oh-oh-45", 0, 8, between="-") == ("0045", 8)
    assert read_digits("1o0", 0, 8, lookalikes=True) == ("100", 3)
    assert read_digits("o10", 0, 8, lookalikes=True) is None


@given(st.text(alphabet="0123456789零一二十百万个o -eightwonfourdblpt", max_size=40), st.integers(0, 40))
def test_reading_never_runs_past_the_text(text: str, at: int) -> None:
    for read in (read_digit(text, at), read_digits(text, at, 8), read_whole(text, at)):
        assert read is None or at < read[1] <= len(text)
