from concurrent.futures import ThreadPoolExecutor

from reseal.storage.ids import new_id


def test_ids_are_unique_and_in_the_order_of_their_making() -> None:
    """Also within one millisecond: what a page tells stands in the order in which it happened."""
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(set(ids)) and {len(id_) for id_ in ids} == {26}


def test_threads_get_ids_of_their_own() -> None:
    with ThreadPoolExecutor(8) as hands:
        made = list(hands.map(lambda _: [new_id() for _ in range(500)], range(8)))
    assert len({id_ for ids in made for id_ in ids}) == 4_000
    assert all(ids == sorted(ids) for ids in made)
