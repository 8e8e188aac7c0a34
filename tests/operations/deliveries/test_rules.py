"""The ladder of tries, and which texts are free."""

from reseal.operations.deliveries.rules import free_texts, spread, wait_after


def test_waits_grow_and_end() -> None:
    waits = [wait_after("webhook", tries) for tries in range(1, 30)]
    given = [wait for wait in waits if wait is not None]
    assert given == sorted(given) and waits[-1] is None


def test_waits_are_spread_around_what_the_ladder_says() -> None:
    assert spread(1_000, 0.5) == 1_000
    assert spread(1_000, 0.0) < 1_000 < spread(1_000, 1.0)


def test_free_texts_are_found_however_deep() -> None:
    payload = {"id": "a", "note": "b", "list": [{"comment": {"zh": "c", "en": ["d"]}}, {"text": "e"}]}
    assert sorted(free_texts(payload)) == ["b", "c", "d"]
