"""Triage loses nothing: with it and without it, decisions are the same."""

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.labelled import corpus_files, read
from bench.places import DATA, ROOT
from reseal.screening.identifiers import kinds
from reseal.screening.lexicon import cues
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Post

FILES = corpus_files() if (DATA / "corpus").is_dir() else sorted((ROOT / "corpus").glob("*.jsonl"))
SPLICED = 300  # texts a file
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


@cache
def screener() -> Screener:
    return Screener(level="verdict")


def both_ways(texts: list[str]) -> tuple[list[tuple[int, Decision]], list[tuple[int, Decision]]]:
    def post(number: int) -> Post:
        return Post(str(number), texts[number])

    plain = {number: screener().plain(str(number)) for number in range(len(texts))}
    with_triage = plain | dict(screener().remarkable(texts, post))
    without = plain | dict(screener().remarkable(texts, post, triaged=False))
    return sorted(with_triage.items()), sorted(without.items())


@given(st.lists(st.lists(PIECES, max_size=14).map("".join), min_size=1, max_size=5))
def test_random_posts_are_decided_alike_with_and_without_triage(texts: list[str]) -> None:
    triaged, untriaged = both_ways(texts)
    assert triaged == untriaged


def texts_of(file: Path) -> list[str]:
    return [post.text for post in read(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_corpus_posts_are_decided_alike_with_and_without_triage(file: Path) -> None:
    triaged, untriaged = both_ways(texts_of(file))
    assert triaged == untriaged


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_pieces_of_two_posts_are_decided_alike_with_and_without_triage(file: Path) -> None:
    """Cut anywhere and put together, posts hold what no one wrote: cues without numbers, numbers cut short."""
    chance, texts = Random(file.stem), texts_of(file)
    spliced = []
    for _ in range(SPLICED):
        (head, tail), reach = chance.sample(texts, 2), chance.choice((8, 16, 40))
        end, start = chance.randrange(len(head) + 1), chance.randrange(len(tail) + 1)
        spliced.append(head[max(end - reach, 0) : end] + tail[start : start + reach])
    triaged, untriaged = both_ways(spliced)
    assert triaged == untriaged


def test_every_kind_and_the_lexicon_have_triggers() -> None:
    assert all(kind.triggers for kind in kinds())
    assert any(cue.trigger for cue in cues())
