"""The words of guards."""

from typing import Literal, get_args

import msgspec

from reseal.storage.clock import Milliseconds

Watched = Literal["phone", "email", "government_id", "bank_card", "address", "licence_plate", "account", "picture"]
"""What can be watched."""

Proof = Literal["code", "staff"]
"""By what control is shown: a code that goes to the value, or a check of staff where no code can prove it."""

State = Literal["waiting", "watched", "refused"]
Kind = Literal["made", "proven", "checked", "refused", "renewed", "acted"]
Lang = Literal["zh", "en"]

WATCHED: tuple[Watched, ...] = get_args(Watched)
TYPED: tuple[Watched, ...] = tuple(one for one in WATCHED if one != "picture")
KINDS: tuple[Kind, ...] = get_args(Kind)


class Shown(msgspec.Struct, frozen=True):
    """A picture that is to be watched: as it came, and its hashes (PDQ) with their quality."""

    content: bytes
    hashes: tuple[bytes, ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A guard as it was filled in. `account` is the person's own on the platform: what they post themselves is no hit.

    `words` are for the check by staff.
    """

    values: tuple[tuple[Watched, str], ...] = ()
    pictures: tuple[Shown, ...] = ()
    account: str = ""
    contact: str = ""
    words: str = ""
    lang: Lang = "en"


class Receipt(msgspec.Struct, frozen=True):
    """What the person keeps. The PIN can be read here alone; `opens` opens the page for half an hour."""

    ticket: str
    pin: str
    expires_at: Milliseconds
    opens: str


class Told(msgspec.Struct, frozen=True):
    """What is sealed of a guard: where its letters go, and what the person said for the check."""

    contact: str
    words: str


class Kept(msgspec.Struct, frozen=True):
    """A value that waits, sealed until control is shown or its time is over; then only fingerprints are left."""

    value: str = ""
    content: bytes = b""
    hashes: tuple[bytes, ...] = ()


class ValueView(msgspec.Struct, frozen=True):
    """A value as pages show it: never itself. `number` counts those of its type."""

    id: str
    place: int
    type: Watched
    number: int
    proof: Proof
    state: State
    waits_until: Milliseconds | None


class Line(msgspec.Struct, frozen=True):
    """One line of what happened."""

    at: Milliseconds
    kind: Kind
    detail: dict[str, str | int]


class Status(msgspec.Struct, frozen=True):
    """What ticket and PIN show."""

    ticket: str
    created_at: Milliseconds
    expires_at: Milliseconds
    renewable_until: Milliseconds
    own_account: bool
    letters: bool
    values: tuple[ValueView, ...]
    history: tuple[Line, ...]


class ToCheck(msgspec.Struct, frozen=True):
    """A value that waits for staff. `proven` of the guard's other values were shown by a code."""

    id: str
    guard_id: str
    type: Watched
    asked_at: Milliseconds
    waits_until: Milliseconds
    values: int
    proven: int
    by_platform: bool
    said: bool
    lang: Lang


class Fired(msgspec.Struct, frozen=True):
    """That posts of a case show something watched: of which type, and in how many."""

    type: Watched
    posts: int
