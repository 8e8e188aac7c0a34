from reseal.screening.identifiers.birth_words import ANIMALS, BEFORE, CUES, FILLED, TURNS, ZODIAC, past_fillers


def test_every_word_that_may_stand_before_a_date_is_a_cue() -> None:
    assert set(CUES) == {*BEFORE, *ZODIAC, *ANIMALS, *TURNS}


def test_fillers_and_punctuation_are_passed() -> None:
    assert past_fillers("生日是:四月", 2) == 4
    assert past_fillers("born on the 4th", 4) == len("born on the ")
    assert past_fillers("生日", 2) == 2


def test_no_more_than_a_few_fillers_are_passed() -> None:
    assert past_fillers("生日" + "的" * 500, 2) == 2 + FILLED
