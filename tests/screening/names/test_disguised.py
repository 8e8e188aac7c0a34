"""Disguised names: masked, set apart, half in pinyin, taken apart."""

from reseal.screening.names import disguised


def whole(text: str) -> list[tuple[int, int]]:
    return [(0, len(text))]


def test_masked_names_need_a_given_character() -> None:
    assert list(disguised.masked("沈*柔", whole("沈*柔"))) == [(0, 3)]
    assert not list(disguised.masked("操*的", whole("操*的")))


def test_characters_set_apart_share_their_sign() -> None:
    assert list(disguised.apart("翟 慧 敏", whole("翟 慧 敏"))) == [(0, 5)]
    assert not list(disguised.apart("翟 慧-敏", whole("翟 慧-敏")))


def test_a_whole_sentence_set_apart_is_no_name() -> None:
    text = "王 明 天 天 来"
    assert not list(disguised.apart(text, [(0, 5)]))


def test_double_surnames_are_read_across_the_signs() -> None:
    text = "欧·阳·可·心"
    assert list(disguised.apart(text, [(0, 5)])) == [(0, 7)]


def test_half_pinyin_wants_a_real_syllable() -> None:
    assert disguised.beside_syllable("瞿zhi衡", 1, 4) == (0, 5)
    assert disguised.beside_syllable("于nba那", 1, 4) is None
    assert disguised.beside_syllable("瞿fang在", 1, 5) is None


def test_a_masked_given_name_takes_its_surname_along() -> None:
    assert list(disguised.masked("车晓*雯", [(1, 4)])) == [(0, 4)]


def test_surnames_taken_apart() -> None:
    assert list(disguised.parts("弓长一凡", whole("弓长一凡"))) == [(0, 4)]
