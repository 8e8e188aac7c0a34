import pytest

from reseal.screening.copies.bits import distances, table, words


def test_distances_count_differing_bits() -> None:
    zero, ones = bytes(32), b"\xff" * 32
    some = words([zero, ones, b"\x01" + bytes(31)])
    assert distances(some[0], some).tolist() == [0, 256, 1]
    assert table(some[:2], some).tolist() == [[0, 256, 1], [256, 0, 255]]


def test_a_hash_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        words([bytes(31)])
