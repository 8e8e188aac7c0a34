"""Which telephone number some digits are."""

import pytest

from reseal.screening.identifiers.phone_forms import form_of


@pytest.mark.parametrize(
    ("digits", "groups", "plus", "rule"),
    [
        ("13800004471", (3, 4, 4), False, "phone.mainland"),
        ("8613800004471", (2, 11), False, "phone.mainland"),
        ("013800004471", (12,), False, "phone.mainland"),
        ("15400004471", (11,), False, "phone.mainland_loose"),
        ("138****4471", (3, 4, 4), False, "phone.masked"),
        ("4000001234", (3, 3, 4), False, "phone.hotline"),
        ("8005550199", (3, 3, 4), False, "phone.north_america"),
        ("057188000000", (4, 8), False, "phone.landline"),
        ("55550193", (4, 4), False, "phone.hong_kong"),
        ("0900000123", (4, 3, 3), False, "phone.taiwan_mobile"),
        ("07700900123", (5, 6), False, "phone.uk_mobile"),
        ("12125550123", (1, 3, 3, 4), False, "phone.north_america"),
        ("447700900123", (12,), True, "phone.international"),
        ("37061200000", (11,), True, "phone.international"),
    ],
)
def test_forms(digits: str, groups: tuple[int, ...], plus: bool, rule: str) -> None:
    form = form_of(digits, groups, plus)
    assert form is not None and form.rule == rule
    assert form.alone <= form.cued


@pytest.mark.parametrize(
    ("digits", "groups"),
    [("123456", (6,)), ("1380000447x", (11,)), ("138*******1", (11,)), ("20240105", (8,)), ("123456789", (9,))],
)
def test_no_forms(digits: str, groups: tuple[int, ...]) -> None:
    assert form_of(digits, groups, False) is None


def test_a_hotline_is_an_organisations() -> None:
    form = form_of("4000001234", (3, 3, 4), False)
    assert form is not None and form.subject == "organisation"
