"""Gates: parts filled in, places reported, stretches merged."""

from reseal.screening.identifiers.gates import Gate, stretches

DATA = {"gate": {"parts": {"H": "[一-龥]"}, "zh": {"road": "{H}路{E}"}, "en": {"road": "road"}}}


def test_parts_are_filled_in_and_ends_reported() -> None:
    opened = Gate("test", DATA, E="[0-9]").opens("在青藤路8号,青藤路9号")
    assert (list(opened.chinese), opened.english) == ([5, 11], False)


def test_an_english_gate_is_told_apart() -> None:
    opened = Gate("test", DATA, E="[0-9]").opens("ash road")
    assert (list(opened.chinese), opened.english) == ([], True)


def test_stretches_that_touch_are_one() -> None:
    assert list(stretches([5, 8, 40], 50, 4, 2)) == [(1, 10), (36, 42)]
    assert list(stretches([], 50, 4, 2)) == []
    assert list(stretches(None, 50, 4, 2)) == [(0, 50)]
