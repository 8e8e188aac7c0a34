"""What a token is to others."""

import msgspec

from reseal.storage.clock import Milliseconds

PREFIX = "reseal_"


class Grant(msgspec.Struct, frozen=True):
    """What a token allows. `scopes` are permissions (`data/desk/access.toml`), `id` names it in the audit."""

    id: str
    role: str
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        """Who acts when this token is shown."""
        return f"{'platform' if self.role == 'platform' else 'staff'}:{self.id}"


class Token(msgspec.Struct, frozen=True):
    """A token in a list: never the token itself."""

    id: str
    name: str
    role: str
    scopes: tuple[str, ...]
    created_at: Milliseconds
    withdrawn_at: Milliseconds | None
