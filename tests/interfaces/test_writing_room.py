"""What is written by a process of its own is what would be written here, and is answered alike."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from reseal.configuration import Configuration
from reseal.interfaces.arriving import Arrived, keep, make_ready
from reseal.interfaces.door.filing import Filing
from reseal.interfaces.opening import open_store
from reseal.interfaces.rooms import RoomError
from reseal.interfaces.writing_room import File, Keep, WritingRoom, Written
from reseal.operations.cases import views as cases
from reseal.operations.notices.acts import Judged, TooMany
from reseal.operations.notices.rows import contact_print, reporter_print
from reseal.operations.notices.rules import rules
from reseal.operations.notices.tables import Reporter
from reseal.operations.notices.words import Form
from reseal.operations.posts import views as posts
from reseal.screening.screener import Screener
from reseal.storage.clock import DAY
from reseal.storage.idempotency import Asked, OtherRequestError
from reseal.storage.store import Store
from reseal.vocabulary import Post

DOX = "大家冲他！真名李小四，电话13800001234，住在东华路12号3单元401，见一次骂一次"
POSTS = [Post("a", DOX, author="u1", target="u2", surface="comment"), Post("b", "晚上吃火锅吧")]
DECISIONS = Screener(level="verdict").decide(POSTS)
ARRIVED = Arrived(POSTS, [{"views": 12}, {}], "platform:p")


@pytest.fixture
def chosen(tmp_path: Path) -> Configuration:
    return Configuration(data_dir=str(tmp_path / "data"), level="verdict")


@pytest.fixture
def store(chosen: Configuration) -> Iterator[Store]:
    store = open_store(chosen)
    yield store
    store.close()


@pytest.fixture
def room(chosen: Configuration, store: Store) -> Iterator[WritingRoom]:
    room = WritingRoom(chosen)
    room.begin()
    yield room
    room.close()


def filing(description: str = DOX, key: str | None = None, **form: object) -> Filing:
    judged = Judged(Post("notice", description), Screener(level="verdict").decide([Post("n", description)])[0])
    filled = Form(relation="self", description=description, lang="zh", **form)  # type: ignore[arg-type]
    return Filing(filled, judged, Asked("public\n127.0.0.1", "POST /v1/notices", key, description.encode()))


def test_posts_are_kept_as_they_are_here(room: WritingRoom, store: Store, tmp_path: Path) -> None:
    assert room.write([Keep(make_ready(store, ARRIVED, DECISIONS), "platform:p")]) == [Written()]
    other = Configuration(data_dir=str(tmp_path / "other"), level="verdict")
    here = open_store(other)
    keep(here, other, make_ready(here, ARRIVED, DECISIONS), "platform:p")
    for one in (here, store):
        with one.read() as work:
            kept = posts.find(work, "a")
            assert kept is not None and kept.post == POSTS[0] and kept.counts == {"views": 12}
            assert kept.decision == msgspec.structs.replace(DECISIONS[0], redacted=kept.decision.redacted)
            (case,) = cases.queue(work).cases
            assert case.posts == 1
    here.close()


def test_a_notice_is_answered_and_its_request_again_with_the_same(room: WritingRoom, store: Store) -> None:
    (first,) = room.write([File(filing(key="k1", pictures=(b"\x89PNG",)))])
    assert isinstance(first, Written) and first.answer is not None and first.answer.status == 201 and not first.again
    answer = first.answer
    receipt = msgspec.json.decode(answer.body)
    assert receipt["ticket"] and receipt["pin"]
    assert room.write([File(filing(key="k1", pictures=(b"\x89PNG",)))]) == [Written(answer, True)]
    with store.read() as work:
        assert len(cases.queue(work).cases) == 1
    (other,) = room.write([File(filing("另外一段话，同一个钥匙", key="k1"))])
    assert isinstance(other, OtherRequestError)


def test_who_is_slowed_down_is_told_until_when(room: WritingRoom, store: Store) -> None:
    with store.write() as work:
        name = reporter_print(work, contact_print(work, "n@example.com"), None)
        assert name is not None
        record = Reporter(contact_print=name, agreed=0, disagreed=9, unfounded=9, counted_at=work.now)
        record.slowed_until = work.now + DAY
        work.session.add(record)
    for number in range(int(rules().unfounded["a_day"])):
        room.write([File(filing(f"第{number}次说的话", contact="n@example.com"))])
    (wait,) = room.write([File(filing("又一次", contact="n@example.com"))])
    assert isinstance(wait, TooMany) and wait.until > 0


def test_what_cannot_be_done_there_is_left_to_the_server_and_spoils_nothing_else(
    room: WritingRoom, store: Store
) -> None:
    ready = make_ready(store, ARRIVED, DECISIONS)
    no_unicode = Keep([msgspec.structs.replace(ready[0], post=Post("x", "\ud800"))], "platform:p")
    others = make_ready(store, Arrived([Post("c", DOX), Post("d", "晚上")], [{}, {}], "platform:p"), DECISIONS)
    twice = Keep([msgspec.structs.replace(one, id="same") for one in others], "platform:p")
    bad, good, worse, filed = room.write([no_unicode, Keep(ready, "platform:p"), twice, File(filing(posts=("a",)))])
    assert isinstance(bad, RoomError) and isinstance(worse, RoomError)
    assert good == Written() and isinstance(filed, Written)
    with store.read() as work:
        assert posts.find(work, "a") and not posts.find(work, "x") and not posts.find(work, "c")
        (case,) = cases.queue(work).cases
        assert (case.posts, case.notices) == (1, 1), "what came first is seen by what comes after it"
