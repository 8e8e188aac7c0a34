import pytest

from bench.hostile import exponent
from bench.hostile_texts import HOSTILE
from reseal.screening.screener import Screener
from reseal.vocabulary import Post


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("size", [0, 1, 1_000])
def test_a_hostile_text_has_the_asked_size(kind: str, size: int) -> None:
    assert len(HOSTILE[kind](size)) == size


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_post_is_answered_and_spoils_no_neighbour(kind: str) -> None:
    posts = [Post("a", "电话 138 0000 4471"), Post("b", HOSTILE[kind](5_000)), Post("c", "电话 138 0000 4471")]
    decisions = Screener(level="verdict").decide(posts)
    assert [decision.id for decision in decisions] == ["a", "b", "c"]
    assert decisions[0].exposures == decisions[2].exposures != ()


def test_growth_is_one_for_a_line_and_two_for_a_square() -> None:
    assert exponent((100, 1_000), [1.0, 10.0]) == pytest.approx(1.0)
    assert exponent((100, 1_000), [1.0, 100.0]) == pytest.approx(2.0)
    assert exponent((100,), [1.0]) == 0.0
