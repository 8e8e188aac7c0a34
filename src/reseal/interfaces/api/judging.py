"""The screener as the server holds it: judged in turns, so that a large batch keeps no single post waiting."""

import asyncio
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from reseal.configuration import Configuration
from reseal.interfaces.api.metrics import Metrics
from reseal.interfaces.media import from_base64
from reseal.screening.pictures.refusal import PictureError
from reseal.screening.screener import Screener
from reseal.storage.shadow import ShadowRecords
from reseal.vocabulary import Decision, Post

if TYPE_CHECKING:
    from reseal.screening.pictures.read import Reading

_media = attrgetter("media")
MOST_PICTURES = 64
"""Pictures of one request that are read."""

_TURN_POSTS = 128
_TURN_CHARACTERS = 65_536


class Judging:
    """Judges posts for all doors of one server, counts, and in shadow mode records instead of acting."""

    def __init__(self, chosen: Configuration, metrics: Metrics) -> None:
        """Load the screener.

        Raises:
            ValueError: the level or the pack cannot be used.
            OSError: the data directory cannot be written (shadow mode).
        """
        self.screener = Screener(level=chosen.level, reader=chosen.reader, pack=chosen.policy)
        self.metrics = metrics
        self._shadow = ShadowRecords(chosen.data_folder, chosen.shadow_days) if chosen.mode == "shadow" else None
        self._one_reads = asyncio.Lock()
        self.screener.rehearse()

    async def decide(self, posts: Sequence[Post]) -> list[Decision]:
        """Decisions in the order of the posts, as they are to be carried out: in shadow mode, every action is allow."""
        decisions: list[Decision] = []
        for turn in turns(posts):
            if decisions:
                await asyncio.sleep(0)
            decisions += self.screener.decide(turn)
        if self.screener.level == "full" and any(map(_media, posts)):
            await self._with_pictures(posts, decisions)
        if self._shadow is None:
            for decision in decisions:
                self.metrics.decided(decision)
            return decisions
        return self._shadowed(self._shadow, decisions)

    async def _with_pictures(self, posts: Sequence[Post], decisions: list[Decision]) -> None:
        """Put the decisions on posts with pictures in the place of those on their texts alone."""
        left = MOST_PICTURES
        for place, post in enumerate(posts):
            if post.media:
                reading = await self._read(post.media, left)
                left = max(0, left - len(post.media))
                decisions[place] = self.screener.decide_read(post, reading)

    async def _read(self, media: Sequence[str], most: int) -> "Reading":
        """Pictures read in another thread, one post at a time: texts beside them do not wait, memory is bounded."""
        from reseal.screening.pictures.read import read_pictures

        def read() -> "Reading":
            fetched = from_base64(media[:most])
            too_many = [PictureError("too_many", found=len(media), limit=MOST_PICTURES)] * (len(media) - most)
            return read_pictures([*fetched, *too_many])

        async with self._one_reads:
            return await asyncio.to_thread(read)

    async def look(self, text: str, picture: bytes | None = None) -> Decision:
        """The decision on a text that somebody typed, or a picture. It is counted nowhere and stored nowhere."""
        post = Post("text", text)
        if picture is None or self.screener.level != "full":
            return self.screener.decide([post])[0]
        from reseal.screening.pictures.read import read_pictures

        async with self._one_reads:
            reading = await asyncio.to_thread(read_pictures, [picture])
        return self.screener.decide_read(post, reading)

    def close(self) -> None:
        """Finish what is being written."""
        if self._shadow is not None:
            self._shadow.close()

    def _shadowed(self, records: ShadowRecords, decisions: list[Decision]) -> list[Decision]:
        for decision in decisions:
            self.metrics.decided(decision, shadow=True)
        records.add(d for d in decisions if d.exposures or d.reasons or d.action != "allow")
        return [
            msgspec.structs.replace(d, action="allow", redacted=None) if d.action != "allow" or d.redacted else d
            for d in decisions
        ]


def turns(posts: Sequence[Post]) -> Iterator[Sequence[Post]]:
    """The posts in stretches that take a few milliseconds each."""
    start = held = 0
    for place, post in enumerate(posts):
        if place > start and (place - start >= _TURN_POSTS or held + len(post.text) > _TURN_CHARACTERS):
            yield posts[start:place]
            start, held = place, 0
        held += len(post.text)
    if start < len(posts):
        yield posts[start:]
