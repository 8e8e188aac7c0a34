from hypothesis import given
from hypothesis import strategies as st

from reseal.interfaces.turns import turns
from reseal.vocabulary import Post


@given(st.lists(st.integers(0, 30_000), max_size=300))
def test_stretches_are_short_and_leave_nothing_out(lengths: list[int]) -> None:
    posts = [Post(str(number), "x" * length) for number, length in enumerate(lengths)]
    stretches = [list(stretch) for stretch in turns(posts)]
    assert [post for stretch in stretches for post in stretch] == posts
    for stretch in stretches:
        assert 1 <= len(stretch) <= 128
        assert len(stretch) == 1 or sum(len(post.text) for post in stretch) <= 65_536
