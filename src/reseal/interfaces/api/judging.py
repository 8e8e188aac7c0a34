"""The screener as the server holds it: judged in turns, so that a large batch keeps no single post waiting."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from reseal.configuration import Configuration
from reseal.interfaces.api.beside import FROM, Beside
from reseal.interfaces.api.metrics import Metrics
from reseal.interfaces.api.parts import MOST_PICTURES
from reseal.interfaces.api.readers import Readers, ReadingRooms, reading_rooms
from reseal.interfaces.judging_room import JudgingRoom
from reseal.interfaces.media import Fetched, from_request
from reseal.interfaces.rooms import RoomError
from reseal.interfaces.turns import turns
from reseal.screening.pictures.refusal import PictureError
from reseal.screening.screener import Screener
from reseal.storage.shadow import ShadowRecords
from reseal.vocabulary import Decision, Exposure, Level, Post, ReaderModel, Region

if TYPE_CHECKING:
    from reseal.screening.copies.imprint import PictureImprint
    from reseal.screening.pictures.read import Reading

_media = attrgetter("media")
_rehearsed: set[tuple[Level, ReaderModel, str]] = set()


class Judging:
    """Judges posts for all doors of one server, counts, and in shadow mode records instead of acting."""

    def __init__(
        self, chosen: Configuration, metrics: Metrics, *, beside: bool = False, rooms: ReadingRooms | None = None
    ) -> None:
        """Load the screener. With `beside` requests of many posts are judged by another process.

        `rooms` are those that several share, and close themselves; without them it has its own.

        Raises:
            ValueError: the level or the pack cannot be used.
            OSError: the data directory cannot be written (shadow mode).
        """
        self.screener = Screener(level=chosen.level, reader=chosen.reader, pack=chosen.policy)
        self.metrics = metrics
        self._shadow = ShadowRecords(chosen.data_folder, chosen.shadow_days) if chosen.mode == "shadow" else None
        self._own = None if rooms else reading_rooms(chosen)
        read = rooms or self._own
        self._platform = read.platform if read else None
        self._visitors = read.visitors if read else None
        self.beside = Beside(JudgingRoom(chosen)) if beside else None
        kind = (chosen.level, chosen.reader, chosen.policy)
        if kind not in _rehearsed:  # the tables are the process's own: several communities load them once
            self.screener.rehearse()
            _rehearsed.add(kind)

    async def decide(
        self,
        posts: Sequence[Post],
        files: Mapping[str, Fetched] | None = None,
        readings: "dict[int, Reading] | None" = None,
    ) -> list[Decision]:
        """Decisions in the order of the posts, as they are to be carried out: in shadow mode, every action is allow.

        `files` are pictures that the posts' `media` may name. `readings`, where given, is filled with what was read in
        pictures, by the places of the posts.
        """
        decisions: list[Decision] = []
        for turn in turns(posts):
            if decisions:
                await asyncio.sleep(0)
            decisions += await self._judged(turn, many=len(posts) >= FROM)
        if self._platform is not None and any(map(_media, posts)):
            await self._with_pictures(self._platform, posts, decisions, files, {} if readings is None else readings)
        if self._shadow is None:
            for decision in decisions:
                self.metrics.decided(decision)
            return decisions
        return self._shadowed(self._shadow, decisions)

    async def _judged(self, turn: Sequence[Post], *, many: bool) -> list[Decision]:
        if not many or self.beside is None:
            return self.screener.decide(turn)
        self.beside.begin()
        try:
            remarkable = await self.beside.told(lambda room: room.decide(turn))
        except RoomError:
            return self.screener.decide(turn)
        decisions = [self.screener.plain(post.id) for post in turn]
        for place, decision in remarkable:
            decisions[place] = decision
        return decisions

    async def _with_pictures(
        self,
        readers: Readers,
        posts: Sequence[Post],
        decisions: list[Decision],
        files: Mapping[str, Fetched] | None,
        readings: "dict[int, Reading]",
    ) -> None:
        """Put the decisions on posts with pictures in the place of those on their texts alone."""
        left = MOST_PICTURES
        for place, post in enumerate(posts):
            if post.media:
                reading = await readers.read(partial(_fetched, post.media, files, left))
                left = max(0, left - len(post.media))
                decisions[place] = self.screener.decide_read(post, reading)
                readings[place] = reading

    async def look(self, text: str, picture: bytes | None = None) -> tuple[Decision, bytes | None]:
        """The decision on a text that somebody typed, or a picture. It is counted nowhere and stored nowhere.

        Beside it a small JPEG of the picture with what is exposed in it covered, where something is.
        """
        readers = self._visitors
        if not text and picture is None:
            return self.screener.plain("text"), None
        post = Post("text", text)
        if picture is None or readers is None:
            return self.screener.decide([post])[0], None
        decision = self.screener.decide_read(post, await readers.read(lambda: [picture]))
        if not any(isinstance(e.region, Region) and e.region.polygons for e in decision.exposures):
            return decision, None
        return decision, await readers.show(picture, decision.exposures)

    async def read(self, pictures: Sequence[bytes]) -> Decision | None:
        """The decision on pictures that somebody sent with a notice; None where this server reads none."""
        if self._visitors is None:
            return None
        return self.screener.decide_read(Post("pictures", ""), await self._visitors.read(lambda: pictures))

    async def imprints(self, pictures: Sequence[bytes]) -> "Mapping[int, PictureImprint] | None":
        """By what pictures that somebody sent are known again; None where this server reads none."""
        if self._visitors is None:
            return None
        return (await self._visitors.read(lambda: pictures)).imprints

    @property
    def shows_pictures(self) -> bool:
        """Whether this server reads pictures, and so can show them."""
        return self._platform is not None

    async def show(self, picture: bytes, exposures: Sequence[Exposure]) -> bytes | None:
        """A small JPEG of a picture, some exposures covered; None where this server cannot read it, or reads none."""
        return await self._platform.show(picture, exposures) if self._platform is not None else None

    def close(self) -> None:
        """Finish what is being written, and end what is being read."""
        for beside in (self._own, self.beside):
            if beside is not None:
                beside.close()
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


def _fetched(media: Sequence[str], files: Mapping[str, Fetched] | None, most: int) -> list[Fetched]:
    """The pictures of a post, of which so many are still read."""
    too_many = PictureError("too_many", found=len(media), limit=MOST_PICTURES)
    return [*from_request(media[:most], files), *[too_many] * (len(media) - most)]
