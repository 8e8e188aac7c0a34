"""What the doors of notices take and give."""

from typing import Annotated, Literal

import msgspec

from reseal.interfaces.door.times import stamp
from reseal.operations.notices.rules import rules
from reseal.operations.notices.words import About, Line, Relation, Status

_LIMITS = rules().limits
Reference = Annotated[str, msgspec.Meta(max_length=_LIMITS.reference)]
Words = Annotated[str, msgspec.Meta(max_length=_LIMITS.words)]
Picture = Annotated[str, msgspec.Meta(description="Base64, with or without a data: head.")]


class NoticeRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A notice. `posts`: ids or addresses; `pictures`: base64. At least one of posts, description and pictures says
    something. `contact` is where the answer goes: a mailbox or a phone number. `threat`: a life is in danger now;
    `minor`: the exposed person is under 18; `lang` is that of the answer,
    left out it is that of the description.
    """

    relation: Relation
    posts: Annotated[list[Reference], msgspec.Meta(max_length=_LIMITS.posts)] = []
    description: Words = ""
    pictures: Annotated[list[Picture], msgspec.Meta(max_length=_LIMITS.pictures)] = []
    contact: Annotated[str, msgspec.Meta(max_length=_LIMITS.contact)] | None = None
    about: About = "doxxing"
    threat: bool = False
    minor: bool = False
    lang: Literal["zh", "en"] | None = None


class NoticeReceipt(msgspec.Struct, frozen=True):
    """What the notifier keeps. The PIN can be read here alone."""

    ticket: str
    pin: str
    answer_by: str


class CopiesShown(msgspec.Struct, frozen=True):
    """Posts of the case: found, out of sight for now, removed, and removals that the platform has not confirmed."""

    found: int
    held: int
    removed: int
    unconfirmed: int


class LineShown(msgspec.Struct, frozen=True):
    """One thing that happened."""

    at: str
    kind: str


class NoticeStatus(msgspec.Struct, frozen=True):
    """How a notice stands; never a word of what was published. `copies` is null where the notice names no known post;
    `locations` is empty until control of what is exposed is proven.
    """

    ticket: str
    status: Literal["received", "in_review", "held", "asked", "rerouted", "removed", "kept", "withdrawn"]
    received_at: str
    answer_by: str
    claim: Literal["none", "sent", "proven"]
    asked: list[str]
    history: list[LineShown]
    copies: CopiesShown | None = None
    held_until: str | None = None
    locations: list[str] = []


class Addition(msgspec.Struct, frozen=True):
    """What is added to a notice."""

    description: Words = ""
    posts: Annotated[list[Reference], msgspec.Meta(max_length=_LIMITS.posts)] = []
    pictures: Annotated[list[Picture], msgspec.Meta(max_length=_LIMITS.pictures)] = []
    threat: bool = False


class ClaimRequest(msgspec.Struct, frozen=True):
    """The exposed phone number or mailbox to which a code is to go."""

    value: str


class ClaimCode(msgspec.Struct, frozen=True):
    """The code that came."""

    code: str


def shown(status: Status) -> NoticeStatus:
    """A status as the API gives it."""
    copies = status.copies
    return NoticeStatus(
        status.ticket,
        status.status,
        stamp(status.received_at),
        stamp(status.answer_by),
        status.claim,
        list(status.asked),
        [_line(line) for line in status.history],
        CopiesShown(copies.found, copies.held, copies.removed, copies.unconfirmed) if copies else None,
        stamp(status.hold_until) if status.hold_until else None,
        list(status.locations),
    )


def _line(line: Line) -> LineShown:
    return LineShown(stamp(line.at), line.kind)


KINDS = (NoticeRequest, Addition, ClaimRequest, ClaimCode)

EXAMPLE = {
    "relation": "self",
    "posts": ["https://forum.example.com/t/1024"],
    "description": "Somebody posted my phone number and my address.",
    "contact": "name@example.com",
}
