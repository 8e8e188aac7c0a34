from reseal.screening.identifiers.plate_words import MOVING, PLATE, VEHICLE, past_separators


def test_a_plate_and_a_vehicle_are_both_cues() -> None:
    assert set(MOVING) == {*PLATE, *VEHICLE}


def test_separators_and_emoji_are_passed_up_to_a_number() -> None:
    assert past_separators("a - b", 1, 3) == 4
    assert past_separators("a-----b", 1, 3) == 4
    assert past_separators("a\ue123b", 1, 3) == 2
    assert past_separators("a", 1, 3) == 1
