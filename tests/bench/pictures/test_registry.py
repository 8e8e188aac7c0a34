from random import Random

from bench.pictures.registry import household_register, resident_back, resident_copy, resident_front
from reseal.screening.number_runs.shapes import is_resident


def test_a_front_shows_name_birth_address_and_a_valid_number() -> None:
    picture = resident_front(Random(1), "zh")
    shown = {one.type: one.text for one in picture.shown}
    assert list(shown) == ["person_name", "birth_date", "address", "government_id"]
    assert is_resident(shown["government_id"].lower())
    assert picture.violates


def test_a_back_alone_shows_nobody() -> None:
    picture = resident_back(Random(1), "zh")
    assert "签发机关" in picture.said
    assert picture.shown == ()
    assert not picture.violates


def test_a_copy_shows_both_sides() -> None:
    picture = resident_copy(Random(1), "zh")
    assert "签发机关" in picture.said
    assert [one.type for one in picture.shown] == ["person_name", "birth_date", "address", "government_id"]
    assert picture.violates


def test_a_register_page_has_a_row_for_everything() -> None:
    picture = household_register(Random(2), "zh-hant")
    assert {one.type for one in picture.shown} == {
        "person_name",
        "birth_date",
        "government_id",
        "workplace",
        "address",
    }
    assert "常住人口登記卡" in picture.said


def test_cards_of_the_registry_are_chinese_whatever_the_language() -> None:
    assert resident_front(Random(1), "en").lang == "zh"
