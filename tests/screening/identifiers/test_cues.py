from reseal.screening.identifiers.cues import folded_words, has_word, last_word, starts_word

WORDS = folded_words(["IP", "車牌", "plate", "车牌号"])


def test_words_are_folded_and_longest_first() -> None:
    assert WORDS == ("plate", "车牌号", "ip", "车牌")


def test_latin_words_count_only_whole() -> None:
    assert has_word("his ip is", 0, 9, WORDS)
    assert not has_word("a tip for you", 0, 13, WORDS)
    assert has_word("我ip是", 0, 4, WORDS)


def test_the_last_of_several_words() -> None:
    assert last_word("车牌 plate", 0, 8, WORDS) == (3, 8)
    assert last_word("ship ip shipment", 0, 16, WORDS) == (5, 7)


def test_the_longest_word_at_a_place() -> None:
    assert starts_word("车牌号a", 0, WORDS) == 3
    assert starts_word("的车牌", 0, WORDS) == 0


def test_words_are_kept_by_the_character_that_they_begin_with() -> None:
    words = folded_words(["微", "微信", "微信", "qq"])
    assert words == ("qq", "微信", "微")
    assert words.by_first == {"q": ("qq",), "微": ("微信", "微")}
