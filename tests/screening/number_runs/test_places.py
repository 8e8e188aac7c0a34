"""Where digits may stand: stretches of numerals, sound-alikes, letters."""

from reseal.screening.number_runs.places import NumberPlaces, number_places
from reseal.screening.together import Together


def test_each_text_has_its_own() -> None:
    assert list(number_places(Together(["138", "", "打1幺二, 9", "五ㄙ", "a要1"]))) == [
        NumberPlaces([0, 2], [], False, False),
        NumberPlaces([], [], False, False),
        NumberPlaces([1, 3, 6, 6], [], False, False),
        NumberPlaces([0, 0], [], True, True),
        NumberPlaces([2, 2], [1, 2], True, False),
    ]


def test_no_texts_have_none() -> None:
    assert list(number_places(Together([]))) == []
