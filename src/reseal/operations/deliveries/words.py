"""The words of deliveries."""

from typing import Any, Literal

import msgspec

Receiver = Literal["platform", "author", "reporter", "exposed"]
Channel = Literal["webhook", "sender"]
State = Literal["due", "sent", "acknowledged", "failed", "withdrawn"]
Fault = Literal["refused", "unreachable", "not_allowed", "unsendable", "erased", "no_endpoint"]
"""Why it did not arrive: the receiver said no, could not be reached, may not be reached, takes no such message, what
was to be sent is erased, or no endpoint takes it."""

AGAIN: tuple[State, ...] = ("sent", "failed", "acknowledged")
"""In which states one can be sent once more."""

SEALED = "delivery.payload"
"""What payloads are sealed as."""


class Message(msgspec.Struct, frozen=True):
    """What goes to a person by the sender. `note` is free text of a member of staff; the rest is ours."""

    to: str
    lang: str
    subject: str
    text: str
    note: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing in address, language and subject could become a header of its own."""
        return all(part.isprintable() for part in (self.to, self.lang, self.subject)) and bool(self.to)


class Outgoing(msgspec.Struct, frozen=True):
    """A delivery that was taken to be sent now. `origin` is the id that its receiver acknowledges; it is
    signed with each of `secrets`.
    """

    id: str
    origin: str
    kind: str
    receiver: Receiver
    channel: Channel
    created_at: int
    tries: int
    payload: Any
    url: str | None = None
    secrets: tuple[bytes, ...] = ()


class Shown(msgspec.Struct, frozen=True):
    """A delivery as staff and platform see it: where it stands, not what it says."""

    id: str
    kind: str
    receiver: str
    channel: str
    about: str
    state: State
    tries: int
    problem: str | None
    created_at: int
    sent_at: int | None
    acknowledged_at: int | None
    under: str = ""
    """The case or notice that it belongs to."""
    again: bool = False
    """Whether it can be sent once more."""


class Asked(msgspec.Struct, frozen=True):
    """What a platform is asked, as it is told to it."""

    id: str
    kind: str
    created_at: int
    payload: dict[str, Any]


class Waiting(msgspec.Struct, frozen=True):
    """What is not sent yet: due by now, since when, and failed until somebody replays it."""

    due: int
    since: int | None
    failed: int


class Acknowledged(msgspec.Struct, frozen=True):
    """What was acknowledged: `about` as `post_out` was told; `first` is false where it had been before.

    `stands` is false where something newer of the kind was posted out about the same since.
    """

    id: str
    kind: str
    about: str
    at: int
    first: bool
    stands: bool = True


class Standing(msgspec.Struct, frozen=True):
    """What is asked now in the place of what was withdrawn, and the action that it names."""

    id: str
    action: str | None


class Withdrawn(msgspec.Struct, frozen=True):
    """What was taken back before it was sent, and what stands in its place; None where nothing does."""

    id: str
    kind: str
    about: str
    stands: Standing | None


class Registered(msgspec.Struct, frozen=True):
    """A new endpoint. The secret (`whsec_…`) is shown this once."""

    id: str
    secret: str


class Rotated(msgspec.Struct, frozen=True):
    """The new secret of an endpoint, shown this once, and until when the one before signs too."""

    secret: str
    old_until: int


class ShownEndpoint(msgspec.Struct, frozen=True):
    """An endpoint in use."""

    id: str
    url: str
    kinds: list[str]
    created_at: int
    old_until: int | None = None
    """Until when the secret before the present one signs too; None where there is none."""
