import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.identifiers.account_numbers import is_mobile, read_number


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("3000014728", "3000014728"),
        ("300 001 4728", "3000014728"),
        ("3-0-0-0-0-1-4", "3000014"),
        ("二八零零零零五七", "28000057"),
        ("叁零零零零壹肆柒", "30000147"),
        ("两个零3四个1", "0031111"),
        ("3ooo1", "30001"),
    ],
)
def test_numbers_in_any_writing(text: str, digits: str) -> None:
    number = read_number(text, 0)
    assert number is not None
    assert (number.digits, number.end, number.spoken) == (digits, len(text), False)


def test_a_number_said_in_places() -> None:
    number = read_number("四百一十万零三千八百零六号", 0)
    assert number is not None
    assert (number.end, number.spoken) == (12, True)


def test_a_second_number_behind_a_space_stays_apart() -> None:
    number = read_number("3000014728 13800000417", 0)
    assert number is not None
    assert number.digits == "3000014728"


def test_few_digits_are_no_number() -> None:
    assert read_number("1234", 0) is None
    assert is_mobile("13800000417")
    assert not is_mobile("3000014728")


@given(st.text(alphabet="0123456789零一百万 -.o个", max_size=40), st.integers(0, 40))
def test_reading_stays_inside_the_text(text: str, at: int) -> None:
    number = read_number(text, at)
    assert number is None or at <= number.start < number.end <= len(text)
