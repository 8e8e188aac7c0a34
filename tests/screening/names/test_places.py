"""Looking at many texts at once passes over no place where a likely name begins."""

from reseal.screening.names.chinese import name_weights
from reseal.screening.names.likely import likely
from reseal.screening.names.places import name_places
from reseal.screening.together import Together
from tests.screening.names.test_likely import TEXTS

_MORE = ["上去的人叫上官婉儿,上官婉", "王", "卓立", "荀丽", "司马", "欧阳晓", "", "新郎卓立\n新娘宫雪莹"]


def test_no_place_of_a_likely_name_is_passed_over() -> None:
    texts = [*TEXTS, *_MORE]
    least = name_weights().least / 2
    found = 0
    for text, places in zip(texts, name_places(Together(texts)), strict=True):
        for cued in (True, False):
            everywhere = [(sure, c.start, c.end) for sure, c in likely(text, (), least, cued=cued)]
            there = [(sure, c.start, c.end) for sure, c in likely(text, (), least, cued=cued, places=places)]
            assert there == everywhere
            found += len(everywhere)
    assert found > 20


def test_a_place_without_a_name_is_none() -> None:
    assert list(name_places(Together(["一二三四", "hello", ""]))) == [[], [], []]
