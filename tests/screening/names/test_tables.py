"""The name tables hold facts about characters and words, nobody's name."""

from reseal.screening.names.tables import english_names, name_tables, pinyin_syllables, surname_syllables


def test_surnames_and_given_characters_are_told_from_ordinary_ones() -> None:
    tables = name_tables()
    assert tables.surname["赵"] > 0 > tables.surname["高"] - 15
    assert tables.given["婷"] > 10 > tables.given.get("的", -15)
    assert "欧阳" in tables.double


def test_words_are_graded() -> None:
    words = name_tables().words
    assert words["我们"] == 3
    assert 1 <= words["方便"] <= 3
    assert {len(word) for word in words} == {2, 3}


def test_syllables() -> None:
    assert {"zhang", "guo", "liang"} <= pinyin_syllables()
    assert "nba" not in pinyin_syllables()
    assert {"wang", "qi"} <= surname_syllables()


def test_latin_names_hold_no_common_words() -> None:
    assert "hannah" in english_names()
    assert english_names().isdisjoint({"the", "monday", "london"})
