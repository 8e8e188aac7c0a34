"""The gate scores each post by its own characters alone, whatever stands beside it in the batch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold import fold_texts
from reseal.screening.reader.gate import BITS, Floats, packed, runs_of, scores, unpacked

WEIGHTS: Floats = np.random.default_rng(5).standard_normal((1 << BITS) + 1).astype(np.float32)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_neighbours_change_nothing(texts: list[str]) -> None:
    together = scores(fold_texts(texts), WEIGHTS)
    alone = [float(scores(fold_texts([text]), WEIGHTS)[0]) for text in texts]
    assert together.tolist() == pytest.approx(alone, abs=1e-3)


def test_an_empty_batch_has_no_scores() -> None:
    assert scores(fold_texts([]), WEIGHTS).tolist() == []


def test_numbers_are_all_alike_and_words_are_not() -> None:
    one, other, word = scores(fold_texts(["打他 13800004471", "打他 15900002283", "找他 13800004471"]), WEIGHTS)
    assert one == other != word


def test_a_post_of_a_weighty_word_scores_higher() -> None:
    batch = fold_texts(["开盒她", "吃饭去"])
    weights = np.zeros_like(WEIGHTS)
    for places in runs_of(fold_texts(["开盒"])):
        weights[places] = 1.0
    likely, unlikely = scores(batch, weights)
    assert likely > unlikely


def test_weights_are_kept_to_eight_bits() -> None:
    again = unpacked(packed(WEIGHTS))
    assert np.abs(again[:-1] - WEIGHTS[:-1]).max() <= np.abs(WEIGHTS[:-1]).max() / 254 + 1e-6
    assert again[-1] == WEIGHTS[-1]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken"])
def test_a_broken_file_is_named_with_its_remedy(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"gate\.npz cannot be read.*make model"):
        unpacked(content)


def test_a_table_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match=r"has \(8,\) weights"):
        unpacked(packed(np.ones(9, dtype=np.float32)))
