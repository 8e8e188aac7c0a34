import re

import msgspec

from reseal.interfaces.door.guard_words import GuardWords, guard_words
from reseal.interfaces.locale import LANGS
from reseal.operations.guards.words import KINDS, WATCHED


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    zh, en = (msgspec.to_builtins(guard_words(lang)) for lang in LANGS)
    for section in GuardWords.__struct_fields__:
        assert list(zh[section]) == list(en[section]), section
        for key, words in zh[section].items():
            assert words and set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", en[section][key])), key


def test_everything_can_be_said() -> None:
    for lang in LANGS:
        words = guard_words(lang)
        assert set(words.type) == set(WATCHED) and set(words.history) == set(KINDS)
        assert set(words.state) == {"code", "staff", "watched", "refused"}
