"""What is judged and kept in a process of its own is what would be judged and kept here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reseal.configuration import Configuration
from reseal.interfaces.arriving import Arrived, keep
from reseal.interfaces.judging_room import JudgingRoom
from reseal.interfaces.opening import open_store
from reseal.interfaces.rooms import RoomError
from reseal.operations.cases import views as cases
from reseal.operations.posts import views as posts
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
    open_store(chosen).close()
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


def test_it_keeps_what_it_judges(room: JudgingRoom, chosen: Configuration, tmp_path: Path) -> None:
    told = dict(room.take_in(POSTS[:3], [{"views": 12}, {}, {}], "platform:p"))
    other = Configuration(data_dir=str(tmp_path), level="verdict")
    decisions = [told.get(place, Screener(level="verdict").plain(post.id)) for place, post in enumerate(POSTS[:3])]
    here, there = open_store(other), open_store(chosen)
    keep(here, other, Arrived(POSTS[:3], [{"views": 12}, {}, {}], "platform:p"), decisions)
    for store in (here, there):
        with store.read() as work:
            kept = posts.find(work, "a")
            assert kept is not None and kept.post == POSTS[0] and kept.counts == {"views": 12}
            assert kept.decision.category == told[0].category
            (case,) = cases.queue(work).cases
            assert case.posts == 1
        store.close()


def test_a_text_that_is_no_unicode_is_left_to_the_server(room: JudgingRoom) -> None:
    with pytest.raises(RoomError):
        room.decide([Post("x", "\ud800 13800001234")])


def test_what_cannot_be_kept_is_left_to_the_server_and_the_room_goes_on(room: JudgingRoom) -> None:
    with pytest.raises(RoomError):
        room.take_in(POSTS[:3], [{}], "platform:p")  # counts for one post of three
    assert dict(room.decide(POSTS))
