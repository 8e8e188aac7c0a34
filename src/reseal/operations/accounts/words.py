"""The words of accounts."""

from typing import Literal, get_args

import msgspec

from reseal.storage.clock import Milliseconds

RegistrationKind = Literal["device", "phone", "identity"]
REGISTRATION_KINDS: tuple[RegistrationKind, ...] = get_args(RegistrationKind)


class Registration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what the platform knows who registers: a hash of its own making, never the device, number or document."""

    kind: RegistrationKind
    print: str


class Facts(msgspec.Struct, frozen=True):
    """What the platform says of one of its accounts. `groups` are those that it runs, `agency` the account that it is
    managed by (Art 22). Nothing here is asked for: the platform says what it holds to be of use.
    """

    created_at: Milliseconds | None = None
    followers: int = 0
    monetised: bool = False
    minor: bool = False
    lang: str | None = None
    contact_handle: str | None = None
    groups: tuple[str, ...] = ()
    agency: str | None = None
    registration: tuple[Registration, ...] = ()


class Account(msgspec.Struct, frozen=True):
    """An account, opened. `id` is Reseal's own for it: what stands in the audit, in deliveries and on pages.

    `known` says whether the platform told of it; else only its id is known, from a post.
    """

    id: str
    print: bytes
    ref: str
    facts: Facts
    known: bool
    told_at: Milliseconds
