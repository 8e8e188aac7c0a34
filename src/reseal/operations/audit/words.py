"""What an entry of the audit is to others."""

from typing import Any

import msgspec

from reseal.storage.clock import Milliseconds


class Entry(msgspec.Struct, frozen=True):
    """One act: who did what to what, when. `detail` holds words, counts and ids."""

    number: int
    at: Milliseconds
    actor: str
    act: str
    about: str
    detail: dict[str, Any]


class AuditPage(msgspec.Struct, frozen=True):
    """A page of entries, the newest first, and the number from which the next one goes on; None at the end."""

    entries: tuple[Entry, ...]
    next: int | None


class Checked(msgspec.Struct, frozen=True):
    """How far the chain was looked at. `broken` is the first entry that does not follow from those before it."""

    entries: int
    last: int
    seal: str
    broken: int | None
    done: bool
