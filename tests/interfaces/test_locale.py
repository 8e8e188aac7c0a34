from typing import get_args

import msgspec
import pytest

from reseal.interfaces.locale import LANGS, Locale, locale, preferred, verdict_key
from reseal.vocabulary import (
    ACTIONS,
    CATEGORIES,
    EXPOSURE_TYPES,
    SEVERITIES,
    SUBJECTS,
    Category,
    Decision,
    Reason,
)


def test_both_languages_have_the_same_words() -> None:
    zh, en = (msgspec.to_builtins(locale(lang)) for lang in LANGS)
    for section in Locale.__struct_fields__:
        if isinstance(zh[section], dict):
            assert list(zh[section]) == list(en[section]), section
            for key, word in zh[section].items():
                assert word and en[section][key]
                assert word.count("{") == en[section][key].count("{")
    assert len(zh["sample"]) == len(en["sample"])


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_vocabulary_can_be_said(lang: str) -> None:
    words = locale(lang)  # type: ignore[arg-type]
    assert set(words.type) == set(EXPOSURE_TYPES)
    assert set(words.subject) == set(SUBJECTS)
    assert set(words.severity) == set(SEVERITIES)
    assert set(words.action) == set(ACTIONS)
    assert set(words.verdict) == set(words.verdict_meaning) == {*CATEGORIES, "unclear", "not_judged"}


def test_preferred() -> None:
    assert preferred(["fr", "zh_TW.UTF-8", "en"]) == "zh"
    assert preferred(["en-GB", "zh"]) == "en"
    assert preferred(["", "C", "zhx"]) == "en"


@pytest.mark.parametrize("category", [*get_args(Category), None])
def test_verdict_key(category: Category | None) -> None:
    decision = Decision("1", None, category, 0.5, "none", "hold", (), (Reason("unclear", 0.0),), None, None, "reseal")
    expected = {"none": "unclear", None: "not_judged"}.get(category, category)
    assert verdict_key(decision) == expected
