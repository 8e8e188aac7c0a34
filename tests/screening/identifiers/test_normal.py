"""The same value gives the same form, however it was written; another value never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.identifiers.normal import normal_value
from reseal.vocabulary import EXPOSURE_TYPES, ExposureType

SAME: list[tuple[ExposureType, list[str]]] = [
    (
        "phone",
        [
            "13800001234",
            "138 0000 1234",
            "138-0000-1234",
            "+86 138 0000 1234",
            "0086 13800001234",
            "013800001234",
            "１３８００００１２３４",
            "一三八零零零零一二三四",
            "幺三八 零零零零 1234",
            "1⃣3⃣8⃣00001234",
        ],
    ),
    ("phone", ["(852) 9123 0000", "+852 91230000", "85291230000"]),
    ("government_id", ["44030119050817001X", "440301 19050817 001x", "四四零三零一19050817001X"]),
    ("government_id", ["E00001234", "e0000 1234"]),
    ("bank_card", ["6222 0000 1111 2222", "6222-0000-1111-2222", "6222000011112222"]),
    ("email", ["Some.Name@Example.com", "some.name 小老鼠 example 点 com", "some.name (at) example (dot) com"]),
    ("email", ["some-name@example.com", "some-name艾特example。com", "some-name at example dot com"]),
    ("licence_plate", ["京A·12345", "京A12345", "京A 1二345"]),
    ("account", ["@Some_One", "some_one"]),
    ("address", ["东华路 12号，3单元401", "东华路１２号3单元401"]),
    ("person_name", ["李 小四", "李小四"]),
]


@pytest.mark.parametrize(("type_", "written"), SAME)
def test_same_value_same_form(type_: ExposureType, written: list[str]) -> None:
    forms = {normal_value(type_, one) for one in written}
    assert len(forms) == 1 and None not in forms


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("phone", "13800001234", "13800001235"),
        ("phone", "13800001234", "85213800001234"),
        ("government_id", "E00001234", "G00001234"),
        ("government_id", "A123456(3)", "B123456(3)"),
        ("email", "somename@example.com", "some.name@example.com"),
        ("account", "some_one", "someone"),
        ("person_name", "Li Na", "Lina"),
    ],
)
def test_other_value_other_form(type_: ExposureType, one: str, other: str) -> None:
    assert normal_value(type_, one) != normal_value(type_, other)


@pytest.mark.parametrize("written", ["138****1234", "138＊＊＊＊1234", "1234", "", "***"])
def test_what_does_not_say_whose_it_is_has_no_form(written: str) -> None:
    assert normal_value("phone", written) is None


@given(st.sampled_from(EXPOSURE_TYPES), st.text(max_size=60))
def test_any_text_has_a_form_or_none(type_: ExposureType, written: str) -> None:
    found = normal_value(type_, written)
    assert found is None or found
    assert normal_value(type_, written) == found
