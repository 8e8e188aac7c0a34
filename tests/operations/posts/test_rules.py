from reseal.operations.posts.rules import day_erased_at, day_of, is_newer, published_at
from reseal.storage.clock import DAY, HOUR
from tests.conftest import NOON


def test_time_of_publishing() -> None:
    assert published_at("2026-09-20T00:00:00Z", NOON) == 1_789_862_400_000
    assert published_at("2026-09-20T08:00:00+08:00", NOON) == published_at("2026-09-20T00:00:00Z", NOON)
    assert published_at("2026-09-20T00:00:00", NOON) == published_at("2026-09-20T00:00:00Z", NOON)


def test_no_post_comes_from_the_future_or_from_nonsense() -> None:
    """Else one that says 2099 could never be replaced."""
    for said in (None, "", "yesterday", "2099-01-01T00:00:00Z", "9999-99-99"):
        assert published_at(said, NOON) == NOON
    assert published_at("0001-01-01T00:00:00Z", NOON) == 0


def test_newer_wins_and_of_equals_the_later_arrival() -> None:
    assert is_newer(2, 1) and is_newer(1, 1) and not is_newer(1, 2)


def test_a_day_is_erased_whole() -> None:
    morning = NOON // DAY * DAY
    assert day_of(morning) == day_of(morning + DAY - 1) != day_of(morning + DAY)
    assert day_erased_at(morning, 7) == day_erased_at(morning + 23 * HOUR, 7) == morning + 8 * DAY
