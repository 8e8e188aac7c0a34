"""What a person of staff and their session are to others."""

from typing import Literal

import msgspec

from reseal.storage.clock import Milliseconds

Theme = Literal["system", "light", "dark"]
Stage = Literal["passkey", "code", "first", "open"]
"""How far a sign-in has come: a passkey or the code is asked for; password and codes are to be set; it is in."""


class Settings(msgspec.Struct, frozen=True):
    """What a member has chosen. `blur` and `grey` soften pictures; `break_minutes` is when a break is proposed."""

    theme: Theme = "system"
    grey: bool = True
    blur: bool = True
    keys: bool = True
    """Whether single keys act (WCAG 2.1.4)."""
    break_minutes: int = 45
    first_password: bool = False
    """Whether the password is the one that was handed out, which must be changed."""
    first_until: Milliseconds = 0
    """Until when it works."""


class Member(msgspec.Struct, frozen=True):
    """A person of staff, with nothing that opens a door."""

    id: str
    name: str
    role: str
    lang: Literal["zh", "en"]
    settings: Settings
    has_code: bool
    created_at: Milliseconds
    locked_until: Milliseconds | None
    disabled_at: Milliseconds | None
    local: bool = True
    """Whether they have a password here; else a provider of identities lets them in."""

    @property
    def actor(self) -> str:
        """Who acts when this member does."""
        return f"staff:{self.id}"


class Session(msgspec.Struct, frozen=True):
    """A browser, as far as it has come. Only at stage `open` does it open a door. `csrf` stands in its forms."""

    key: bytes
    member: Member | None
    csrf: str
    stage: Stage
    seen_at: Milliseconds

    @property
    def known(self) -> Member:
        """The member.

        Raises:
            LookupError: nobody is known yet.
        """
        if self.member is None:
            raise LookupError("nobody has signed in")
        return self.member


class Revealed(msgspec.Struct, frozen=True):
    """A snapshot that a member may read until then. `unusual` names the patterns that raised an alert."""

    snapshot_id: str
    until: Milliseconds
    unusual: tuple[str, ...]


class Alert(msgspec.Struct, frozen=True):
    """A member whose reveals were unusual: how many of them, and the newest."""

    member_id: str
    count: int
    at: Milliseconds


class Reminder(msgspec.Struct, frozen=True):
    """A break that is proposed: minutes since the last one, minutes of today, and whether today has had enough."""

    since_break: int
    today: int
    enough: bool


class Rest(msgspec.Struct, frozen=True):
    """A limit that is reached: which, the minutes that reached it, until when it rests, and how often one may go on."""

    why: Literal["stretch", "day", "week"]
    minutes: int
    until: Milliseconds
    may_go_on: int


class Workload(msgspec.Struct, frozen=True):
    """How long a member has looked at hard content, in minutes: on each of seven days, the last one today."""

    member_id: str
    days: tuple[int, ...]

    @property
    def week(self) -> int:
        """Of all seven days."""
        return sum(self.days)


class Elsewhere(msgspec.Struct, frozen=True):
    """Another browser in which a member is signed in. `handle` names it in a form, and opens nothing."""

    handle: str
    created_at: Milliseconds
    seen_at: Milliseconds


class Key(msgspec.Struct, frozen=True):
    """A passkey in a member's list."""

    id: str
    name: str
    created_at: Milliseconds
