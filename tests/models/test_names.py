import pytest

from models.chance import Chance
from models.names import Names, other_place
from models.posts import Labelled, Segment
from reseal.screening.names.tables import name_tables

WRITTEN = Labelled("a-1", "a", None, "zh", (Segment("柯沐遥", "person_name"),), "exposure", None, False, False)


@pytest.fixture
def names(tmp_path: object) -> Names:
    from pathlib import Path

    return Names([WRITTEN], Path(str(tmp_path)))


@pytest.mark.parametrize("old", ["柯沐遥", "佟言", "欧阳沐遥"])
def test_a_name_becomes_another_as_long(names: Names, old: str) -> None:
    made = names.other(old, {}, Chance(1))
    assert made != old
    assert len(made) == len(old)
    assert made[0] in name_tables().surname or made[:2] in name_tables().double


def test_a_mask_and_junk_stay_in_place(names: Names) -> None:
    made = names.other("柯*遥", {}, Chance(2))
    assert len(made) == 3
    assert made[1] == "*"


def test_the_given_name_alone_follows_the_whole(names: Names) -> None:
    known: dict[str, str] = {}
    whole = names.other("柯沐遥", known, Chance(3))
    assert names.other("沐遥", known, Chance(4)) == whole[1:]
    assert names.other("柯沐遥", known, Chance(5)) == whole


def test_latin_names_keep_their_case_and_number_of_words(names: Names) -> None:
    first, last = names.other("Gareth PILLINGER", {}, Chance(6)).split(" ")
    assert first.istitle()
    assert last.isupper()


def test_what_is_no_plain_name_stays(names: Names) -> None:
    assert names.other("l1sa_x", {}, Chance(7)) == "l1sa_x"


def test_house_numbers_change_and_names_of_places_do_not() -> None:
    made = {other_place("五华路18号三里河", Chance(seed)) for seed in range(20)}
    assert len(made) > 3
    assert all(text.startswith("五华路") and text.endswith("河") for text in made)
