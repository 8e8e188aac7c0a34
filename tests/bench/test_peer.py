import pytest

from bench.labelled import Span
from bench.peers import PEERS, peer
from bench.peers.peer import without_overlaps
from reseal.vocabulary import EXPOSURE_TYPES


def test_of_two_that_overlap_the_first_named_stays() -> None:
    wanted, other, apart = Span("phone", 3, 14), Span("account", 3, 14), Span("email", 20, 30)
    assert without_overlaps([apart, wanted, other]) == [wanted, apart]


def test_spans_that_touch_both_stay() -> None:
    assert len(without_overlaps([Span("phone", 0, 4), Span("email", 4, 8)])) == 2


def test_every_peer_finds_types_of_ours() -> None:
    for one in PEERS:
        assert one.types
        assert set(one.types) <= set(EXPOSURE_TYPES)


def test_an_unknown_peer_is_answered_with_those_there_are() -> None:
    with pytest.raises(SystemExit, match="jionlp"):
        peer("nobody")


@pytest.mark.parametrize("one", PEERS, ids=lambda one: one.name)
def test_an_installed_peer_finds_a_plain_number_where_it_stands(one: object) -> None:
    from bench.peers.peer import Peer

    assert isinstance(one, Peer)
    if one.version is None:
        pytest.skip(f"{one.name} is not installed")
    text = "有事打 13800004471 找我"
    assert Span("phone", 4, 15) in one.load().find(text, "zh")
