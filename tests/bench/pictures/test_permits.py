from random import Random

import pytest

from bench.pictures.invented import Lang
from bench.pictures.permits import driving_licence, passport


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_passport_shows_its_number_twice_and_a_line_for_machines(lang: Lang) -> None:
    picture = passport(Random(1), lang)
    numbers = [one.text for one in picture.shown if one.type == "government_id"]
    assert len(numbers) == 2
    assert numbers[1].startswith(numbers[0])
    assert any("<<" in one.text for one in picture.shown if one.type == "person_name")


@pytest.mark.parametrize(("lang", "title"), [("zh", "机动车驾驶证"), ("zh-hant", "機動車駕駛證"), ("en", "LICENCE")])
def test_a_licence_shows_whose_it_is(lang: Lang, title: str) -> None:
    picture = driving_licence(Random(1), lang)
    assert title in picture.said
    assert {one.type for one in picture.shown} == {"person_name", "birth_date", "government_id", "address"}
