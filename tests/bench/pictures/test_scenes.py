from random import Random

import pytest
import zxingcpp

from bench.pictures.invented import LANGS, Lang, words
from bench.pictures.scenes import contact_code, handwritten_note, missing_poster, plate_on_a_car, wanted_poster


@pytest.mark.parametrize("lang", LANGS)
def test_a_code_says_what_it_shows_and_is_harmless_as_ones_own(lang: Lang) -> None:
    for seed in range(3):
        own, handed_on = contact_code(Random(seed), lang, exposing=False), contact_code(Random(seed), lang)
        (code,) = zxingcpp.read_barcodes(handed_on.image)
        assert all(one.text in code.text for one in handed_on.shown)
        assert own.shown == handed_on.shown
        assert (own.violates, handed_on.violates) == (False, True)
        assert own.said == handed_on.said.rpartition("\n")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_a_missing_person_has_a_name_and_a_family_to_call(lang: Lang) -> None:
    picture = missing_poster(Random(1), lang)
    assert [one.type for one in picture.shown] == ["person_name", "phone"]
    assert not picture.violates


@pytest.mark.parametrize("lang", LANGS)
def test_no_poster_that_holds_up_a_person_looks_for_a_missing_one(lang: Lang) -> None:
    picture = wanted_poster(Random(1), lang)
    assert len(picture.shown) == 5
    assert picture.violates
    assert not {"寻人启事", "MISSING"} & set(words(lang)["posters"])


def test_a_plate_and_a_note() -> None:
    assert [one.type for one in plate_on_a_car(Random(1), "zh").shown] == ["licence_plate"]
    assert handwritten_note(Random(1), "zh").shown
