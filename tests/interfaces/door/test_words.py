import re

import msgspec
import pytest

from reseal.interfaces.door.checking import Fault
from reseal.interfaces.door.words import DoorWords, door_words
from reseal.interfaces.locale import LANGS
from reseal.operations.notices.words import ABOUTS, ASKS, KINDS, PROGRESS, RELATIONS


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    zh, en = (msgspec.to_builtins(door_words(lang)) for lang in LANGS)
    for section in DoorWords.__struct_fields__:
        assert list(zh[section]) == list(en[section]), section
        for key, words in zh[section].items():
            assert words and en[section][key]
            assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", en[section][key])), key


@pytest.mark.parametrize("lang", LANGS)
def test_everything_that_can_happen_can_be_said(lang: str) -> None:
    words = door_words(lang)  # type: ignore[arg-type]
    assert set(words.relation) == set(RELATIONS) and set(words.about) == set(ABOUTS)
    assert set(words.status) == set(words.status_meaning) == set(PROGRESS) and set(words.ask) == set(ASKS)
    assert set(words.history) == set(KINDS)
    assert set(words.rerouted) == {*ABOUTS, "back"} - {"doxxing"}


@pytest.mark.parametrize("lang", LANGS)
def test_an_error_says_what_is_wrong_and_what_mends_it(lang: str) -> None:
    end = "。" if lang == "zh" else ". "
    for key, words in door_words(lang).error.items():  # type: ignore[arg-type]
        if key != "heading":
            assert words.endswith(end.strip()), key
    assert Fault("posts", "posts_many", {"found": 21, "limit": 20}).said("en").startswith("These are 21 links")
