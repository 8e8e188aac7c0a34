"""Shapes: validity rules and how surely digits are one whole identifier."""

import pytest

from reseal.screening.number_runs import shapes


def test_the_check_sign_of_a_resident_id() -> None:
    assert shapes.check_sign("11010519010203001") == "x"
    assert shapes.is_resident("440301190508171236")
    assert not shapes.is_resident("440301190508171237")
    assert not shapes.is_resident("440301190502301236"), "30 February"
    assert not shapes.is_resident("990301190508171236") or shapes.check_sign("99030119050817123") == "6"


def test_regions_that_are_gone_stay_plausible() -> None:
    assert {"1101", "5102", "1321", "8100"} <= shapes.region_codes()
    assert "0000" not in shapes.region_codes()
    assert "2099" not in shapes.region_codes()


@pytest.mark.parametrize("digits", ["4111111111111111", "6222000000471036", "378282246310005"])
def test_luhn_holds_and_breaks_with_any_digit(digits: str) -> None:
    assert shapes.luhn(digits)
    assert not shapes.luhn(digits[:-1] + str((int(digits[-1]) + 1) % 10))


@pytest.mark.parametrize(
    ("digits", "rule"),
    [
        ("6222000000471036", "bank_card.unionpay"),
        ("4111111111111111", "bank_card.visa"),
        ("5555555555554444", "bank_card.mastercard"),
        ("378282246310005", "bank_card.amex"),
    ],
)
def test_card_ranges(digits: str, rule: str) -> None:
    found = shapes.card_range(digits)
    assert found is not None and found.rule == rule


def test_mobiles_are_strict_or_loose() -> None:
    assert shapes.is_mobile("13800004471") and shapes.is_mobile("17400004471")
    assert not shapes.is_mobile("15400004471") and shapes.is_loose_mobile("15400004471")
    assert not shapes.is_loose_mobile("12345678901")


def test_landlines_need_an_area_code() -> None:
    assert shapes.area_of("02088000000") == 3
    assert shapes.area_of("057188000000") == 4
    assert shapes.area_of("026880000000") == 0
    assert shapes.is_landline("057110000381", (4, 4, 4))
    assert not shapes.is_landline("057110000381", (12,)), "run together, the subscriber's number must start as they do"


def test_a_whole_identifier_is_worth_more_than_its_parts() -> None:
    whole = shapes.completeness("13800004471", (3, 4, 4), False)
    assert whole > shapes.completeness("154000044711", (12,), False)
    assert shapes.completeness("440301190508171236", (18,), False) > shapes.completeness(
        "440301190508171237", (18,), False
    )
    assert shapes.completeness("123456", (6,), False) == 0
