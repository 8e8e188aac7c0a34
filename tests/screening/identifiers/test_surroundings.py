"""What stands around a number: nearest words, whole words, clause ends."""

from reseal.screening.identifiers.surroundings import (
    attached_after,
    attached_before,
    has_any,
    leads_on,
    word_after,
    word_before,
    words,
)

PHONE = words(["电话", "tel", "call me"])


def test_the_nearest_word_before() -> None:
    assert word_before("电话138", 2, PHONE) == 0
    assert word_before("电话是138", 3, PHONE) == 1
    assert word_before("你好138", 2, PHONE) == -1


def test_latin_words_count_only_whole() -> None:
    assert word_before("hotel 138", 6, PHONE) == -1
    assert word_before("tel 138", 4, PHONE) == 1
    assert word_before("telling 138", 8, PHONE) == -1


def test_sentences_and_parts_cut_the_view() -> None:
    assert word_before("电话打了。好138", 6, PHONE) == -1
    assert word_before("电话。138", 3, PHONE) == 1
    assert word_before("电话,138", 3, PHONE) == 1
    assert word_before("电话,138", 3, PHONE, same_part=True) == -1


def test_words_after_and_anywhere() -> None:
    assert word_after("138 tel", 3, PHONE) == 1
    assert word_after("138。电话", 3, PHONE) == -1
    assert has_any("please call me", PHONE)
    assert not has_any("hotel", PHONE)


def test_letters_stuck_to_a_number() -> None:
    assert attached_before("yt000", 2) == "yt"
    assert attached_after("000ab", 3) == "ab"
    assert attached_before("运单000", 2) == ""


def test_fillers_lead_on() -> None:
    assert leads_on("号码是:")
    assert not leads_on("的人说")
