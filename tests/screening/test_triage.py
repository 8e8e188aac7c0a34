"""Triage loses nothing: with it and without it, decisions are the same."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import cues
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Post
from tests.screening.labelled import unmark

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "data" / "corpus"
WORDS = [
    "电话",
    "微信",
    "QQ",
    "@qq.com",
    "身份证",
    "真名叫",
    "住在",
    "四个零",
    "1380000",
    "住址",
    "姓名",
    "开盒",
    "人肉",
    "有偿",
    "192.168",
    "北纬",
    "生日",
    "大学",
    "🐧",
    "张三",
]
PIECES = st.sampled_from([*"0123456789一二三四零〇幺①⑧ .-*()@:，。路号栋室小区京沪abcxv\n", *WORDS])


def both_ways(texts: list[str]) -> tuple[list[tuple[int, Decision]], list[tuple[int, Decision]]]:
    screener = Screener(level="verdict")

    def post(number: int) -> Post:
        return Post(str(number), texts[number])

    plain = {number: screener.plain(str(number)) for number in range(len(texts))}
    with_triage = plain | dict(screener.remarkable(texts, post))
    without = plain | dict(screener.remarkable(texts, post, triaged=False))
    return sorted(with_triage.items()), sorted(without.items())


@given(st.lists(st.lists(PIECES, max_size=14).map("".join), min_size=1, max_size=5))
def test_random_posts_are_decided_alike_with_and_without_triage(texts: list[str]) -> None:
    triaged, untriaged = both_ways(texts)
    assert triaged == untriaged


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/data/corpus is not beside this checkout")
@pytest.mark.parametrize("name", ["pairs_zh", "zh_violating", "en_hant", "zh_benign"])
def test_corpus_posts_are_decided_alike_with_and_without_triage(name: str) -> None:
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [unmark(json.loads(line)["marked"])[0] for line in lines]
    triaged, untriaged = both_ways(texts)
    assert triaged == untriaged


def test_every_kind_and_the_lexicon_have_triggers() -> None:
    assert all(kind.triggers for kind in kinds())
    assert any(cue.trigger for cue in cues())
