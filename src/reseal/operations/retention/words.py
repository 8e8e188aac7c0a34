"""The words of retention."""

from typing import Literal

import msgspec

Ground = Literal["order", "dispute", "investigation", "request"]
"""Why something is held: an authority's order, a dispute or appeal, an investigation, the exposed person's request."""


class Keeping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One store as `data/desk/retention.toml` declares it (PI-01)."""

    name: str
    tables: tuple[str, ...]
    purpose: str
    ground: str
    categories: tuple[str, ...]
    days: int
    from_: str = msgspec.field(name="from")
    sweep: str | None = None
    """The sweep that erases it (`data/desk/sweeps.toml`)."""


class Hold(msgspec.Struct, frozen=True):
    """A legal hold."""

    id: str
    about: str
    ground: Ground
    by: str
    at: int
    released_at: int | None
