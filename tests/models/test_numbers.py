import pytest

from models.chance import Chance
from models.numbers import other_lookalike, other_mail, other_number


def card_is_valid(number: str) -> bool:
    """ISO/IEC 7812: the sum of digits, every second one doubled, ends in 0."""
    doubled = [int(c) * (1 + at % 2) for at, c in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def resident_is_valid(number: str) -> bool:
    """GB 11643: the weighted sum of the digits, modulo 11, is 1."""
    values = [10 if c in "Xx" else int(c) for c in number]
    return sum(v * pow(2, 17 - at, 11) for at, v in enumerate(values)) % 11 == 1


def digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def test_resident_numbers_stay_valid_and_leave_the_invented_years() -> None:
    chance = Chance(1)
    for _ in range(50):
        made = other_number("11010519040203123X", "government_id", chance)
        assert resident_is_valid(made)
        assert 1945 <= int(made[6:10]) <= 2012


def test_cards_stay_valid_and_keep_their_spaces() -> None:
    chance = Chance(2)
    for _ in range(50):
        made = other_number("6222 0000 0471 0322", "bank_card", chance)
        assert [len(part) for part in made.split()] == [4, 4, 4, 4]
        assert card_is_valid(digits(made))
    assert not any(other_number("6222 0000 0471 0322", "bank_card", chance).startswith("6222 0000") for _ in range(20))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("+86 138-0000-4471", "+86 1"),
        ("400-000-5203", "400-"),
        ("０９００-０００-２７９", "０９"),
        ("幺三八零零零零四四七幺", "幺"),
    ],
)
def test_phones_keep_their_form(text: str, kept: str) -> None:
    chance = Chance(4)
    made = [other_number(text, "phone", chance) for _ in range(20)]
    assert all(new.startswith(kept) and len(new) == len(text) for new in made)
    assert len(set(made)) > 10


def test_a_span_that_counts_its_digits_stays() -> None:
    assert other_number("152,中间四个零,4971", "phone", Chance(1)) == "152,中间四个零,4971"


def test_birth_dates_stay_dates() -> None:
    chance = Chance(5)
    for _ in range(50):
        year, month, day = other_number("1904-02-03", "birth_date", chance).split("-")
        assert 1945 <= int(year) <= 2015
        assert 1 <= int(month) <= 12
        assert 1 <= int(day) <= 28


def test_addresses_of_machines_stay_in_range() -> None:
    chance = Chance(6)
    for _ in range(50):
        parts = other_number("203.0.113.77", "ip_address", chance).split(".")
        assert len(parts) == 4
        assert all(0 <= int(part) <= 255 for part in parts)


def test_plates_keep_their_letters_and_digits_in_place() -> None:
    made = other_number("京A·12345", "licence_plate", Chance(7))
    assert made != "京A·12345"
    assert made[1].isalpha()
    assert made[2] == "·"
    assert made[3:].isdigit()


def test_lookalikes_change_only_where_they_are_long() -> None:
    made = other_lookalike("订单 202611210099 共 12 件", Chance(8))
    assert made.startswith("订单 20")
    assert made.endswith(" 共 12 件")
    assert "202611210099" not in made


def test_mailboxes_stay_mailboxes() -> None:
    made = other_mail("search.shang77@example.org", Chance(9))
    assert made.count("@") == 1
    assert "." in made.partition("@")[2]
