from hypothesis import given
from hypothesis import strategies as st

from reseal.interfaces.api.times import told


def test_times_are_told_to_the_millisecond() -> None:
    assert told(0) == "1970-01-01T00:00:00.000Z"
    assert told(1_790_000_000_007) == "2026-09-21T14:13:20.007Z"


@given(st.integers(0, 4_000_000_000_000), st.integers(0, 4_000_000_000_000))
def test_times_as_text_keep_their_order(one: int, other: int) -> None:
    assert (told(one) < told(other)) == (one < other)
