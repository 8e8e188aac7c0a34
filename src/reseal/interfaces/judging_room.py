"""Many posts judged, and kept, in a process of their own: what serves the desk has a core for itself (ADR 0019).

The same screener judges there, from the same settings, in the same stretches, and the same acts keep what it judged:
nothing but the time differs. It answers with the decisions on posts worth looking at; the others' are the plain one,
which is made here.
"""

import gc
from collections.abc import Mapping, Sequence

import msgspec

from reseal.configuration import Configuration
from reseal.faults import report
from reseal.interfaces.arriving import Arrived, keep
from reseal.interfaces.opening import open_store
from reseal.interfaces.rooms import Answer, Room, RoomError
from reseal.interfaces.turns import turns
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Post

Remarkable = list[tuple[int, Decision]]


class _Task(msgspec.Struct, array_like=True, frozen=True):
    """Posts of one request; with `counts` and an `actor` they are kept, too."""

    posts: list[Post]
    counts: list[dict[str, int]] = []
    actor: str = ""


_task = msgspec.msgpack.Decoder(_Task)
_answer = msgspec.msgpack.Decoder(Remarkable | None)
_encode = msgspec.msgpack.Encoder().encode


class JudgingRoom:
    """One process, begun with the first posts, that takes one request after another."""

    def __init__(self, chosen: Configuration) -> None:
        self._room = Room(1, _judge, chosen)

    def begin(self) -> None:
        """Begin before there is anything to judge; it takes some seconds.

        Raises:
            NotBegunError: the process does not start.
        """
        self._room.begin()

    def decide(self, posts: Sequence[Post]) -> Remarkable:
        """The decisions on posts that are not plain, with their places.

        Raises:
            RoomError: it was not judged there (text that is no Unicode, the process ended): judge it here.
        """
        return self._told(posts, (), "")

    def take_in(self, posts: Sequence[Post], counts: Sequence[Mapping[str, int]], actor: str) -> Remarkable:
        """As `decide`, and the posts are kept.

        Raises:
            RoomError: it was not done there, or nobody knows: do it here. What is kept twice is kept once.
        """
        return self._told(posts, counts, actor)

    def close(self) -> None:
        """End the process; it does not begin any more."""
        self._room.close()

    def _told(self, posts: Sequence[Post], counts: Sequence[Mapping[str, int]], actor: str) -> Remarkable:
        try:
            task = _encode(_Task([_without_pictures(post) for post in posts], [dict(one) for one in counts], actor))
        except UnicodeEncodeError:
            raise RoomError("a text that is no Unicode") from None
        told: Remarkable | None = self._room.ask(task, _answer.decode)
        if told is None:
            raise RoomError("it was not done")
        return told


def _without_pictures(post: Post) -> Post:
    """The post with what is judged of its text: pictures are read elsewhere, and may be large."""
    return msgspec.structs.replace(post, media=None) if post.media else post


def _judge(chosen: Configuration) -> Answer:
    """Makes a process ready to judge and to keep."""
    screener = Screener(level=chosen.level, reader=chosen.reader, pack=chosen.policy)
    store = open_store(chosen)
    screener.rehearse()
    gc.collect()
    gc.freeze()

    def answer(content: bytes) -> bytes:
        task = _task.decode(content)
        try:
            decisions = [decision for turn in turns(task.posts) for decision in screener.decide(turn)]
            if task.actor:
                keep(store, chosen, Arrived(task.posts, task.counts, task.actor), decisions)
            plain = screener.plain("")
            return _encode([(n, d) for n, d in enumerate(decisions) if not _is_plain(d, plain)])
        except Exception as error:
            report(error)
            return _encode(None)  # it is done again where somebody can be told

    return answer


def _is_plain(decision: Decision, plain: Decision) -> bool:
    return not decision.reasons and not decision.exposures and msgspec.structs.replace(decision, id="") == plain
