"""The screener as the server holds it: judged in turns, so that a large batch keeps no single post waiting."""

import asyncio
from collections.abc import Iterator, Sequence

import msgspec

from reseal.configuration import Configuration
from reseal.interfaces.api.metrics import Metrics
from reseal.screening.screener import Screener
from reseal.storage.shadow import ShadowRecords
from reseal.vocabulary import Decision, Post

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
        self.screener.rehearse()

    async def decide(self, posts: Sequence[Post]) -> list[Decision]:
        """Decisions in the order of the posts, as they are to be carried out: in shadow mode, every action is allow."""
        decisions: list[Decision] = []
        for turn in turns(posts):
            if decisions:
                await asyncio.sleep(0)
            decisions += self.screener.decide(turn)
        if self._shadow is None:
            for decision in decisions:
                self.metrics.decided(decision)
            return decisions
        return self._shadowed(self._shadow, decisions)

    def look(self, text: str) -> Decision:
        """The decision on a text that somebody typed. It is counted nowhere and stored nowhere."""
        return self.screener.decide([Post("text", text)])[0]

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
