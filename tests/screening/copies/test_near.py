from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseal.screening.copies.bits import distances, words
from reseal.screening.copies.near import NEAR, NearIndex


def flipped(word: bytes, bits: set[int]) -> bytes:
    return (int.from_bytes(word) ^ sum(1 << bit for bit in bits)).to_bytes(32)


@settings(max_examples=60, deadline=None)
@given(
    base=st.binary(min_size=32, max_size=32),
    flips=st.lists(st.sets(st.integers(0, 255), max_size=48), min_size=1, max_size=20),
)
def test_the_index_finds_what_comparing_all_finds(base: bytes, flips: list[set[int]]) -> None:
    chance = Random(len(flips))
    kept = [flipped(base, one) for one in flips] + [chance.randbytes(32) for _ in range(50)]
    index = NearIndex()
    index.add(kept[:10])
    index.find(base)
    index.add(kept[10:])
    apart = distances(words([base])[0], words(kept)).tolist()
    assert index.find(base) == sorted(
        ((at, far) for at, far in enumerate(apart) if far <= NEAR), key=lambda hit: (hit[1], hit[0])
    )


def test_one_bit_in_every_band_and_one_more_is_still_found() -> None:
    word = Random(1).randbytes(32)
    spread = {16 * band for band in range(16)} | {16 * band + 7 for band in range(15)}
    index = NearIndex()
    index.add([flipped(word, spread)])
    assert index.find(word) == [(0, 31)]
    assert index.find(word, 30) == []


def test_more_than_the_bands_promise_is_refused() -> None:
    with pytest.raises(ValueError, match="at_most 32"):
        NearIndex().find(bytes(32), 32)


def test_an_empty_index_finds_nothing() -> None:
    assert NearIndex().find(bytes(32)) == []
