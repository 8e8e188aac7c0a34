"""The words of notices: what comes in by the form, what the notifier gets, and what the page may say."""

from typing import Literal, get_args

import msgspec

Relation = Literal["self", "guardian", "agent", "bystander"]
"""Who reports: the exposed person, a parent or guardian, somebody charged with it, or anybody else (PRA-04)."""

About = Literal["doxxing", "harassment", "impersonation", "account", "other"]
"""What the notice is about. What is not doxxing is passed on, and answered all the same (Art 26)."""

Ask = Literal["posts", "pictures", "words", "relation"]
"""What a notifier can be asked for."""

State = Literal["received", "asked", "rerouted", "decided", "withdrawn"]
Progress = Literal["received", "in_review", "held", "asked", "rerouted", "removed", "kept", "withdrawn"]
"""What the page says first."""

Kind = Literal[
    "received",
    "sealed",
    "merged",
    "asked",
    "added",
    "threat",
    "viewed",
    "held",
    "hold_ended",
    "decided",
    "reopened",
    "proven",
    "helper",
    "helpers_ended",
    "pin",
    "rerouted",
    "taken_back",
    "withdrawn",
    "unfounded",
    "appealed",
    "appeal_asked",
    "appeal_upheld",
    "appeal_rejected",
]
"""What can happen to a notice that its page tells."""

Claim = Literal["none", "sent", "proven"]
Lang = Literal["zh", "en"]

RELATIONS: tuple[Relation, ...] = get_args(Relation)
ABOUTS: tuple[About, ...] = get_args(About)
ASKS: tuple[Ask, ...] = get_args(Ask)
KINDS: tuple[Kind, ...] = get_args(Kind)
PROGRESS: tuple[Progress, ...] = get_args(Progress)


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A notice as it was filled in. `origin` is where it came from; only its print is kept."""

    relation: Relation
    posts: tuple[str, ...] = ()
    description: str = ""
    pictures: tuple[bytes, ...] = ()
    contact: str = ""
    lang: Lang = "en"
    about: About = "doxxing"
    threat: bool = False
    minor: bool = False
    trusted: bool = False
    origin: str = ""


class Receipt(msgspec.Struct, frozen=True):
    """What the notifier keeps. The PIN can be read here alone. `answer_by`: by when a person has answered.

    `opens` opens the page of the notice for half an hour, as ticket and PIN do.
    """

    ticket: str
    pin: str
    answer_by: int
    opens: str


class Told(msgspec.Struct, frozen=True):
    """A notice's own words, sealed: readable to staff alone."""

    posts: tuple[str, ...]
    description: str
    contact: str


class Line(msgspec.Struct, frozen=True):
    """One line of what happened, as the page tells it."""

    at: int
    kind: str
    detail: dict[str, str | int]


class Copies(msgspec.Struct, frozen=True):
    """How many posts are part of the case: found, held and removed as asked, and not yet confirmed."""

    found: int = 0
    held: int = 0
    removed: int = 0
    unconfirmed: int = 0


class Status(msgspec.Struct, frozen=True):
    """What ticket and PIN show. Never a word of the abuse; `locations` only after proven control."""

    ticket: str
    status: Progress
    received_at: int
    answer_by: int
    threat: bool
    minor: bool
    claim: Claim
    asked: tuple[Ask, ...]
    history: tuple[Line, ...]
    helpers: int
    copies: Copies | None = None
    hold_until: int | None = None
    locations: tuple[str, ...] = ()


class PassedOn(msgspec.Struct, frozen=True):
    """A notice that was about something else, as staff sees it. `by` is who passed it on; None for its notifier."""

    id: str
    relation: Relation
    to: About
    received_at: int
    at: int
    by: str | None
    lang: Lang
    pictures: int
    contact: bool
    case_id: str | None


class NoticeView(msgspec.Struct, frozen=True):
    """A notice of a case as the reviewer sees it: no contact, no words. `voice` is one for dependent ones."""

    id: str
    relation: Relation
    received_at: int
    answer_by: int
    threat: bool
    minor: bool
    trusted: bool
    proven: bool
    anonymous: bool
    slowed: bool
    weight: float
    voice: int
    pictures: int = 0
    state: State = "received"
    about: About = "doxxing"
    asked: tuple[Ask, ...] = ()
    """What is still asked for."""
    unfounded: bool = False
    """Whether somebody noted that it was plainly unfounded."""
    merged: bool = False
    """Whether it only repeats another."""
