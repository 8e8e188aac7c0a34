"""What is judged in a process of its own is what would be judged here."""

from collections.abc import Iterator

import pytest

from reseal.configuration import Configuration
from reseal.interfaces.judging_room import JudgingRoom
from reseal.interfaces.rooms import RoomError
from reseal.screening.screener import Screener
from reseal.vocabulary import Post

DOX = "大家冲他！真名李小四，电话13800001234，住在东华路12号3单元401，见一次骂一次"
POSTS = [
    Post("a", DOX, author="u1", target="u2", surface="comment"),
    Post("b", "晚上吃火锅吧"),
    Post("c", "联系我：13800005678，谢谢"),
    Post("d", "他的电话前半截是1380000", media=["aGFybWxlc3M="]),
]


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Configuration:
    return Configuration(data_dir=str(tmp_path_factory.mktemp("data")), level="verdict")


@pytest.fixture(scope="module")
def room(chosen: Configuration) -> Iterator[JudgingRoom]:
    room = JudgingRoom(chosen)
    room.begin()
    yield room
    room.close()


def test_it_judges_as_the_server_does_and_tells_what_is_worth_telling(room: JudgingRoom) -> None:
    here = Screener(level="verdict")
    decisions = here.decide(POSTS)
    plain = here.plain("")
    told = dict(room.decide(POSTS))
    assert 0 in told and 1 not in told
    assert [told.get(place, here.plain(post.id)) for place, post in enumerate(POSTS)] == decisions
    assert all(decision != plain for decision in told.values())


def test_a_text_that_is_no_unicode_is_left_to_the_server(room: JudgingRoom) -> None:
    with pytest.raises(RoomError):
        room.decide([Post("x", "\ud800 13800001234")])
