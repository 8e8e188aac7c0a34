import pytest

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.plates_mainland import city_plate, mainland_plate
from tests.screening.identifiers.watched import Watched


@pytest.mark.parametrize("written", ["川A·00KT5", "苏E零K五七勾", "浙A0D07QQ", "京A*00*0", "粤B 0 0 0 0 挂"])
def test_a_plate_from_its_province_to_its_last_sign(written: str) -> None:
    text = fold_text(written)
    found = mainland_plate(text, 0)
    assert found is not None
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize("text", ["川a", "川abcdef", "川a0000000", "川000kt5", "川a0", "川"])
def test_no_plate(text: str) -> None:
    assert mainland_plate(text, 0) is None


def test_a_part_of_a_plate_needs_a_word_for_it() -> None:
    assert mainland_plate("川a·00k", 0) is None
    assert mainland_plate("车牌川a·00k", 2) is not None


def test_the_plate_of_an_e_bike_needs_a_vehicle() -> None:
    assert city_plate("杭州0s7721", 0, 8) is None
    found = city_plate("电动车杭州0s7721", 3, 11)
    assert found is not None
    assert (found.start, found.end) == (3, 11)


@pytest.mark.parametrize("piece", ["0", "a", " ", "零", "*", "a "])
def test_a_bounded_number_of_characters_is_looked_at(piece: str) -> None:
    text = Watched("川a" + piece * 1000)
    mainland_plate(text, 0)
    assert text.reach < 60
