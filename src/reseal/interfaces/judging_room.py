"""Many posts judged in a process of their own (ADR 0019): the server answers others meanwhile.

The same screener judges there, from the same settings, in the same stretches: nothing but the time differs. It answers
with the decisions on posts worth looking at; the others' are the plain one, which is made here.
"""

from collections.abc import Sequence

import msgspec

from reseal.configuration import Configuration
from reseal.faults import report
from reseal.interfaces.memory import leave_loaded
from reseal.interfaces.rooms import Answer, Room, RoomError
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Post

Remarkable = list[tuple[int, Decision]]

_posts = msgspec.msgpack.Decoder(list[Post])
_answer = msgspec.msgpack.Decoder(Remarkable | None)
_encode = msgspec.msgpack.Encoder().encode


class JudgingRoom:
    """One process that takes one stretch of posts after another."""

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
        try:
            task = _encode([_without_pictures(post) for post in posts])
        except UnicodeEncodeError:
            raise RoomError("a text that is no Unicode") from None
        told: Remarkable | None = self._room.ask(task, _answer.decode)
        if told is None:
            raise RoomError("it was not judged")
        return told

    def close(self) -> None:
        """End the process; it does not begin any more."""
        self._room.close()


def _without_pictures(post: Post) -> Post:
    """The post with what is judged of its text: pictures are read elsewhere, and may be large."""
    return msgspec.structs.replace(post, media=None) if post.media else post


def _judge(chosen: Configuration) -> Answer:
    """Makes a process ready to judge."""
    screener = Screener(level=chosen.level, reader=chosen.reader, pack=chosen.policy)
    screener.rehearse()
    leave_loaded()

    def answer(task: bytes) -> bytes:
        posts = _posts.decode(task)
        try:
            return _encode(screener.remarkable([post.text for post in posts], posts.__getitem__))
        except Exception as error:
            report(error)
            return _encode(None)  # it is judged again where somebody can be told

    return answer
