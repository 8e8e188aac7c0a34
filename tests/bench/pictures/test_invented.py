from random import Random

import pytest

from bench.pictures.invented import LANGS, Lang, bank_card, mobile, person, resident_id
from reseal.screening.number_runs.shapes import is_resident, luhn


def test_numbers_come_from_the_invented_blocks_and_are_valid() -> None:
    chance = Random(1)
    for _ in range(50):
        assert mobile(chance)[3:7] == "0000"
        assert is_resident(resident_id(chance, "110105", (1904, 2, 3)).lower())
        card = bank_card(chance).replace(" ", "")
        assert card.startswith("62220000")
        assert luhn(card)


@pytest.mark.parametrize("lang", LANGS)
def test_nobody_living_has_the_birthday_or_the_mailbox(lang: Lang) -> None:
    for seed in range(20):
        who = person(Random(seed), lang)
        assert 1900 <= who.born[0] <= 1909
        assert who.values["email"].endswith("@example.com")


def test_a_sentence_is_filled_with_marked_values_in_the_script_of_the_person() -> None:
    who = person(Random(3), "zh-hant")
    said = who.fill("手机号就是{phone}，他叫{name}")
    assert f"⟦phone|{who.values['phone']}⟧" in said
    assert f"⟦person_name|{who.values['name']}⟧" in said
    assert said.startswith("手機號")


def test_a_seed_makes_the_same_person() -> None:
    assert person(Random(9), "zh") == person(Random(9), "zh")
    assert person(Random(9), "zh") != person(Random(10), "zh")
