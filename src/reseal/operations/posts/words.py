"""The words of posts."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from reseal.screening.copies.imprint import PictureImprint
from reseal.storage.clock import Milliseconds
from reseal.vocabulary import Decision, ExposureType, Post, Region, Surface

Shown = Literal["shown", "held", "redacted", "removed"]


class Identifier(msgspec.Struct, frozen=True):
    """A keyed hash of a value that a post exposes, and its type (ID-03)."""

    type: ExposureType
    value_print: bytes


class Marks(msgspec.Struct, frozen=True):
    """What is kept of a text to know it and what it exposes again; nothing can be read from it."""

    text_print: bytes
    identifiers: tuple[Identifier, ...]
    imprint: bytes | None
    keys: tuple[int, ...]
    """Under which near-same content is looked up."""


class Pictured(msgspec.Struct, frozen=True):
    """The picture of that number in a post: its imprint, what was read in it, and what where something is exposed."""

    number: int
    imprint: PictureImprint
    said: str
    values: Mapping[Region, str] = {}


class KeptPost(msgspec.Struct, frozen=True):
    """A post opened: as it stands here now, with the decision on it and the marks by which it is found."""

    id: str
    post: Post
    decision: Decision
    marks: Marks
    counts: dict[str, int]
    created_at: Milliseconds
    arrived_at: Milliseconds
    shown: Shown
    deleted_at: Milliseconds | None
    ref_print: bytes
    """The keyed hash of what the platform calls it."""

    @property
    def surface(self) -> Surface:
        """Where it was published."""
        return self.post.surface or "post"
