"""`POST /v1/posts`: posts as they appear, judged like those of `/v1/screen`, kept sealed, brought into cases.

Direct messages and group chats are taken only where the operator has switched that on and says so to members.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import msgspec

from reseal.configuration import Configuration
from reseal.interfaces.api.items import split_items
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.requests import ItemError, Items
from reseal.interfaces.api.screen import ScreenDoor
from reseal.interfaces.api.writing import Writing
from reseal.interfaces.arriving import Arrived
from reseal.interfaces.media import Fetched, with_files
from reseal.operations.posts.words import Pictured
from reseal.operations.tokens.views import Grants
from reseal.operations.tokens.words import Grant
from reseal.vocabulary import Decision, Post

if TYPE_CHECKING:
    from reseal.screening.pictures.read import Reading

PATH = "/v1/posts"
PRIVATE = ("dm", "group_chat")
_REFUSED = (
    "`surface`: is private, and live posts of direct messages and group chats are not taken here; "
    "send public ones, or have the operator switch private_surfaces on and tell members"
)
_COUNTS = "`counts`: must be whole numbers from 0, named views, shares, comments or likes"
Count = Annotated[int, msgspec.Meta(ge=0, le=9_000_000_000)]


class Counts(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How far a post has come (Art 25). What is not given counts as 0."""

    views: Count = 0
    shares: Count = 0
    comments: Count = 0
    likes: Count = 0


_NONE = Counts()


class LivePost(Post, frozen=True, omit_defaults=True):
    """A post with what the platform has counted of it."""

    counts: Counts | None = None


class PostsRequest(msgspec.Struct, frozen=True):
    """1 to 1,000 posts."""

    posts: list[LivePost]


class _Counted(msgspec.Struct, frozen=True):
    counts: Counts | None = None


class _AllCounted(msgspec.Struct, frozen=True):
    posts: list[_Counted]


_all = msgspec.json.Decoder(_AllCounted)
_one = msgspec.json.Decoder(_Counted)


class PostsDoor(ScreenDoor):
    """The handler. Judging takes turns, as that of `/v1/screen` does; only who sent posts waits for their writing."""

    path = PATH
    needs = "posts"

    def __init__(self, judging: Judging, grants: Grants, chosen: Configuration, writing: Writing) -> None:
        super().__init__(judging, grants, chosen)
        self._writing = writing
        self._private = chosen.private_surfaces

    async def _judged(
        self, body: bytes, files: dict[str, Fetched] | None, grant: Grant
    ) -> tuple[Items, list[Decision]]:
        items, counts = self._admitted(self._items(body), read_counts(body))
        if not items.posts:
            return items, []
        readings: dict[int, Reading] = {}
        decisions = await self._judging.decide(items.posts, files, readings)
        pictured = {place: _pictured(reading) for place, reading in readings.items()}
        given = with_files(items.posts, files or {})
        await self._writing.keep(Arrived(given, counts, grant.actor), decisions, pictured)
        return items, decisions

    def _admitted(self, items: Items, counts: Mapping[int, Counts | None]) -> tuple[Items, list[dict[str, int]]]:
        """The posts that are taken, with their counts; the others become errors in their place."""
        errors, taken, counted = dict(items.errors), [], []
        waiting = iter(items.posts)
        for place in range(items.size):
            if place in items.errors:
                continue
            post = next(waiting)
            if post.surface in PRIVATE and not self._private:
                errors[place] = ItemError(post.id, _REFUSED)
            elif (said := counts.get(place, _NONE)) is None:
                errors[place] = ItemError(post.id, _COUNTS)
            else:
                taken.append(post)
                counted.append({name: count for name, count in msgspec.structs.asdict(said).items() if count})
        return Items(taken, errors), counted


def _pictured(reading: "Reading") -> list[Pictured]:
    return [
        Pictured(
            number,
            imprint,
            reading.said(number),
            {region: value for region, value in reading.values.items() if region.picture == number},
        )
        for number, imprint in sorted(reading.imprints.items())
    ]


def read_counts(body: bytes) -> dict[int, Counts | None]:
    """The counts that items carry, by their places; None for what is no counts. Other faults are not looked at."""
    if b'"counts"' not in body:
        return {}
    try:
        items = _all.decode(body).posts
        return {place: item.counts for place, item in enumerate(items) if item.counts is not None}
    except (ValueError, RecursionError):
        pass
    found: dict[int, Counts | None] = {}
    for place, item in enumerate(split_items(body) or []):
        try:
            if (counts := _one.decode(item).counts) is not None:
                found[place] = counts
        except msgspec.ValidationError:
            found[place] = None
        except (ValueError, RecursionError):
            continue
    return found
