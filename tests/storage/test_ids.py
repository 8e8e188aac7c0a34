import time
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from reseal.storage.ids import new_id, new_ids, written


def test_ids_are_unique_and_in_the_order_of_their_making() -> None:
    """Also within one millisecond: what a page tells stands in the order in which it happened."""
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(set(ids)) and {len(id_) for id_ in ids} == {26}


def test_threads_get_ids_of_their_own() -> None:
    with ThreadPoolExecutor(8) as hands:
        made = list(hands.map(lambda _: [new_id() for _ in range(500)], range(8)))
    assert len({id_ for ids in made for id_ in ids}) == 4_000
    assert all(ids == sorted(ids) for ids in made)


def test_many_at_once_are_ids_like_any_others() -> None:
    before, many, after = new_id(), new_ids(1_000), new_id()
    assert [before, *many, after] == sorted({before, *many, after})
    assert new_ids(0) == []


@given(st.integers(0, 2**128 - 1))
def test_an_id_is_written_as_any_ulid_is(number: int) -> None:
    assert written(number) == str(ULID.from_int(number))


def test_an_id_tells_when_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = ULID.from_str(new_id()).milliseconds
    assert before <= made <= time.time_ns() // 1_000_000
