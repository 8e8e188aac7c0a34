"""Chains of words: their examples, the reference they equal, and posts that never run together."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.chains import chained_posts, chains, find_chains, plain_chains
from reseal.screening.data import read_toml
from reseal.screening.fold import fold_text, fold_texts
from reseal.screening.lexicon import CHAINS, is_latin
from reseal.screening.policy.wording import without_wording
from tests.screening.labelled import view_of

CONTENT = read_toml("lexicon", CHAINS)


def _cases(field: str) -> Iterator[Any]:
    for number, entry in enumerate(CONTENT["chain"], start=1):
        for text in entry.get(field, []):
            yield pytest.param(entry["signal"], entry["slots"], text, id=f"{number}-{text[:12]}")


def found_in(text: str) -> set[tuple[str, tuple[str, ...]]]:
    batch = fold_texts([text])
    known = chains(False)
    results = zip(known.chains, find_chains(known, batch.units), strict=True)
    return {(chain.cue.signal, chain.slots) for chain, (starts, _) in results if len(starts)}


def _of(texts: list[str]) -> tuple[Any, Any]:
    batch = fold_texts(texts)
    return batch.units, batch.ends


@pytest.mark.parametrize(("signal", "slots", "text"), list(_cases("examples")))
def test_examples_hold_their_chain(signal: str, slots: list[str], text: str) -> None:
    assert (signal, tuple(slots)) in found_in(text)
    assert signal in {sighting.cue.signal for sighting in view_of(text).cues["chain"]}


@pytest.mark.parametrize(("signal", "slots", "text"), list(_cases("counter")))
def test_counter_examples_do_not(signal: str, slots: list[str], text: str) -> None:
    assert (signal, tuple(slots)) not in found_in(text)


def test_every_code_has_words() -> None:
    assert not without_wording(chain.cue.code for chain in chains(False).chains)


def test_a_chain_never_runs_from_one_post_into_the_next() -> None:
    batch = fold_texts(["想学", "开盒的方法", "教你开盒"])
    assert chained_posts(batch.units, batch.ends).tolist() == [1, 2]


def test_latin_words_count_only_whole() -> None:
    assert ("teach.finding_en", ("teach_en", "find_en")) in found_in("learn to dox")
    assert ("teach.finding_en", ("teach_en", "find_en")) not in found_in("relearned to paradoxically")


def test_an_empty_batch_holds_nothing() -> None:
    assert chained_posts(*_of([""])).tolist() == []
    assert chained_posts(*_of([])).tolist() == []


WORDS = sorted({word for words in CONTENT["slots"].values() for word in words})


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(["的", "，", " ", "x"])), max_size=12))
def test_chains_equal_the_plain_reference(pieces: list[str]) -> None:
    text = fold_text("".join(pieces))
    words = []
    for slot, listed in CONTENT["slots"].items():
        for word in {fold_text(w) for w in listed}:
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                joined = (is_latin(word[0]) and at and is_latin(text[at - 1])) or (
                    is_latin(word[-1]) and end < len(text) and is_latin(text[end])
                )
                if not joined:
                    words.append((slot, at, end))
                at = text.find(word, at + 1)
    known = chains(False)
    units = fold_texts([text]).units
    for chain, (starts, ends) in zip(known.chains, find_chains(known, units), strict=True):
        fast = sorted(set(zip(starts.tolist(), ends.tolist(), strict=True)))
        assert fast == sorted(set(plain_chains(chain, words))), chain.slots


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=5).map("".join), max_size=4))
def test_the_sieve_loses_no_post(texts: list[str]) -> None:
    batch = fold_texts(texts)
    known = chains(True)
    ends = np.concatenate([e for _, e in find_chains(known, batch.units)]) if texts else np.zeros(0, dtype=np.int64)
    assert chained_posts(batch.units, batch.ends).tolist() == np.unique(np.searchsorted(batch.ends, ends - 1)).tolist()
