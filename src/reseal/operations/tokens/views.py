"""What tokens there are, and what one allows."""

import asyncio

from sqlalchemy import select

from reseal.operations.tokens.tables import TokenRow
from reseal.operations.tokens.words import PREFIX, Grant, Token
from reseal.storage.clock import SECOND, Clock, Milliseconds
from reseal.storage.store import Store, Work

_LONGEST = 100
_REMEMBERED_MS = 2 * SECOND
_MOST_REMEMBERED = 1_000


def grant(work: Work, token: str) -> Grant | None:
    """What the token allows; None for one that was never made here or was withdrawn."""
    if not token.startswith(PREFIX) or len(token) > _LONGEST:
        return None
    row = work.session.execute(
        select(TokenRow.id, TokenRow.role, TokenRow.scopes).where(
            TokenRow.token_print == work.prints.of("token", token), TokenRow.withdrawn_at.is_(None)
        )
    ).first()
    return Grant(row.id, row.role, frozenset(row.scopes)) if row else None


def listed(work: Work) -> list[Token]:
    """All tokens, the newest first."""
    rows = work.session.scalars(select(TokenRow).order_by(TokenRow.id.desc()))
    return [Token(row.id, row.name, row.role, tuple(row.scopes), row.created_at, row.withdrawn_at) for row in rows]


class Grants:
    """What tokens allow, for doors that are asked thousands of times a second.

    A token that opened is remembered for two seconds: one that is withdrawn opens nothing after that. One that did not
    open is looked up anew each time, so that a token made by another process counts at once.
    """

    def __init__(self, store: Store) -> None:
        """Grants of the tokens in this store."""
        self._store = store
        self._clock: Clock = store.clock
        self._known: dict[bytes, tuple[Milliseconds, Grant]] = {}

    async def of(self, token: str) -> Grant | None:
        """As `grant`. The database is read in a thread: other requests go on meanwhile."""
        if not token.startswith(PREFIX) or len(token) > _LONGEST:
            return None
        shown, now = self._store.prints.of("token", token), self._clock()
        known = self._known.get(shown)
        if known is not None and 0 <= now - known[0] < _REMEMBERED_MS:
            return known[1]
        found = await asyncio.to_thread(self._look_up, token)
        if found is None:
            self._known.pop(shown, None)
            return None
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[shown] = (now, found)
        return found

    def _look_up(self, token: str) -> Grant | None:
        with self._store.read() as work:
            return grant(work, token)
