"""Names in Latin letters: capitals in the original, pinyin in Chinese text."""

from reseal.screening.names import latin
from tests.screening.labelled import view_of


def english(text: str, others: tuple[tuple[int, int], ...] = ()) -> list[str]:
    view = view_of(text)
    return [text[start:end] for start, end, _ in latin.english(view.text, latin.words_of(view), others)]


def test_full_names_after_a_cue() -> None:
    assert english("his real name is Obinna Ezeudu, he stays near us") == ["Obinna Ezeudu"]


def test_capitals_alone_are_not_enough() -> None:
    assert english("Monday Morning and Happy Birthday to North Park") == []
    assert english("see you at Hallam Tyres") == []


def test_lower_case_words_are_no_names() -> None:
    assert english("his real name is a secret and he likes it") == []


def test_a_chinese_name_after_a_given_one_belongs_to_it() -> None:
    assert english("房东叫 Vivian 孟，押金不退") == ["Vivian 孟"]


def test_capitals_are_read_although_characters_vanish_or_grow() -> None:
    view = view_of("⑩ hello\u200b Lukas Wenderholt of the club")
    laid = latin.cased(view)
    assert laid is not None and len(laid) == len(view.text)
    assert "Lukas" in laid


def test_pinyin_names_after_a_cue() -> None:
    view = view_of("科长本名qi guo liang，别信他")
    assert [view.text[start:end] for start, end, _ in latin.pinyin(view.text, latin.words_of(view), ())] == [
        "qi guo liang"
    ]


def test_english_words_that_look_like_pinyin_are_left_alone() -> None:
    view = view_of("你说 he can sing 吗")
    assert list(latin.pinyin(view.text, latin.words_of(view), ())) == []


def test_words_are_read_with_the_signs_inside_them() -> None:
    words = latin.tokens("叫john's和o'neil’s, 5's 4nna '' 12")
    assert [word.word for word in words] == ["john", "s", "o'neil’s", "s", "anna"]
    assert [(word.start, word.end) for word in words][:2] == [(1, 5), (6, 7)]
