import pytest

from reseal.screening.identifiers.account_cues import PLATFORMS, VERB, cue_at, stands_apart
from tests.screening.identifiers.watched import Watched


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [("微信 abc07", "微信", 3), ("tg: abc07", "tg", 4), ("wechat id is abc07", "wechat", 13), ("vxabc07", "vx", 2)],
)
def test_where_the_identifier_would_begin(text: str, word: str, place: int) -> None:
    start = text.index(word)
    cue = cue_at(text, start, start + len(word))
    assert cue is not None
    assert (cue.word, cue.place) == (word, place)


def test_what_stands_between_is_told() -> None:
    announced, paused = cue_at("微信是abc07", 0, 2), cue_at("微信，abc07".replace("，", ","), 0, 2)
    assert announced is not None
    assert announced.announced
    assert paused is not None
    assert paused.paused


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("tw3lve", "tw"),
        ("gh0sted", "gh"),
        ("ig3 payoh", "ig"),
        ("atg 0417", "tg"),
        ("twist", "tw"),
        ("tw_abc", "tw"),
        ("w a judge", "w a"),
        ("外号是abc07", "号是"),
        ("微信" + "." * 20 + "abc07", "微信"),
    ],
)
def test_a_piece_of_another_word_is_no_cue(text: str, word: str) -> None:
    start = text.index(word)
    assert cue_at(text, start, start + len(word)) is None


def test_figures_may_touch_a_word_for_a_number() -> None:
    assert cue_at("tim300041", 0, 3) is None
    assert cue_at("tim300041", 0, 3, touching=True) is not None


def test_frequent_latin_words_stand_apart_and_covert_ones_do_not() -> None:
    assert stands_apart("tg") is False  # covert: letters may follow at once
    assert stands_apart("tw")
    assert stands_apart("add")
    assert not stands_apart("微信")
    assert not stands_apart("weixin")
    assert VERB
    assert len({platform.pattern for platform in PLATFORMS}) == len(PLATFORMS)


@pytest.mark.parametrize("piece", [" ", "是", "号", "id ", "@", "a"])
def test_a_bounded_number_of_characters_is_looked_at(piece: str) -> None:
    text = Watched("微信" + piece * 1000)
    cue_at(text, 0, 2)
    assert text.reach < 40
