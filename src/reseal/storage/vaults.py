"""Vaults: a key for each case, notice, staff member or day of posts, wrapped by the master key (envelope encryption).

To destroy a vault is to erase all that was sealed in it, wherever copies of the sealed bytes lie (crypto-erasure,
PI-01): its row loses the wrapped key. Backups from before still hold that key; they open no more once the master key
that wrapped it is rotated and retired.
"""

import os
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, Select, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from reseal.storage.base import Base, Key, Moment, Word
from reseal.storage.clock import Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.inserts import Inserts
from reseal.storage.keyring import Keyring, seal, unseal
from reseal.storage.questions import AMONG, Questions

T = TypeVar("T")
_BATCH = 1_000
_KEYS = "vault keys"


class SealError(RuntimeError):
    """Sealed bytes that do not open: changed, or brought from another place."""


class _Wrapped(Base):
    __abstract__ = True

    id: Mapped[Key]
    purpose: Mapped[Word]
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    key_name: Mapped[str] = mapped_column(String(20), index=True)
    created_at: Mapped[Moment]
    destroyed_at: Mapped[Moment | None]


class Vault(_Wrapped):
    """The wrapped key of one thing, and what it is kept for."""

    __tablename__ = "vault"


class ApartVault(_Wrapped):
    """One of which no byte may stay in the files once it is gone: writing this table anew holds up no other."""

    __tablename__ = "apart_vault"


_TABLES: tuple[type[_Wrapped], ...] = (Vault, ApartVault)
VAULTS = tuple(table.__tablename__ for table in _TABLES)
"""The names of the tables of vaults."""
_WRAPPED = [
    select(table.id, table.wrapped, table.key_name).where(table.id.in_(AMONG), table.wrapped.is_not(None))
    for table in _TABLES
]


def sealed_anything(session: Session) -> bool:
    """Whether there is a vault: without its master key nothing of it can ever be read."""
    return any(
        session.scalar(select(table.id).where(table.wrapped.is_not(None)).limit(1)) is not None for table in _TABLES
    )


class Vaults:
    """Seals and opens by the keys of vaults."""

    def __init__(self, keyring: Keyring) -> None:
        """Vaults under these master keys."""
        self.keyring = keyring
        self._inserts, self._questions = Inserts(), Questions()

    def make(self, session: Session, purpose: str, now: Milliseconds, *, apart: bool = False) -> str:
        """A new vault; answers its id. See `ApartVault` for those that stand apart."""
        name = new_id()
        key = os.urandom(32)
        key_name, wrapped = self.keyring.wrap(key, name)
        row = {"id": name, "purpose": purpose, "wrapped": wrapped, "key_name": key_name, "created_at": now}
        self._inserts.add(session.connection(), ApartVault if apart else Vault, [row])
        session.info.setdefault(_KEYS, {})[name] = AESGCM(key)
        return name

    def unlock(self, session: Session, vaults: Iterable[str]) -> None:
        """Have the keys of vaults at hand, by one question for all; those that were destroyed are passed over."""
        known: dict[str, AESGCM] = session.info.setdefault(_KEYS, {})
        missing = [vault for vault in dict.fromkeys(vaults) if vault not in known]
        if missing:
            session.flush()  # what this work has destroyed is destroyed for it, too
        for query in _WRAPPED:
            for row in self._questions.among(session.connection(), query, missing):
                known[row.id] = AESGCM(self.keyring.unwrap(row.wrapped, row.key_name, row.id))
            missing = [vault for vault in missing if vault not in known]

    def seal(self, session: Session, vault: str, secret: Any, about: str) -> bytes:
        """Anything that JSON can hold, or bytes as they are, sealed. `about` names its place, as in `notice.words`.

        Raises:
            LookupError: the vault was destroyed, or never was.
        """
        content = secret if isinstance(secret, bytes) else msgspec.json.encode(secret)
        return seal(self._key(session, vault), content, f"{vault}/{about}")

    def seal_each(self, session: Session, vault: str, secrets: Iterable[tuple[bytes, str]]) -> list[bytes]:
        """As `seal`, for many things in one vault; each with its place."""
        key = self._key(session, vault)
        return [seal(key, secret, f"{vault}/{about}") for secret, about in secrets]

    def open(self, session: Session, vault: str, sealed: bytes, about: str) -> bytes:
        """What was sealed, as bytes.

        Raises:
            LookupError: the vault was destroyed.
            SealError: the bytes were changed or moved.
        """
        try:
            return unseal(self._key(session, vault), sealed, f"{vault}/{about}")
        except InvalidTag:
            raise SealError(f"{about}: the sealed bytes do not open. They were changed, or moved here.") from None

    def open_as(self, session: Session, vault: str, sealed: bytes, about: str, kind: type[T]) -> T:
        """What was sealed, as a value of the kind; errors as those of `open`."""
        return msgspec.json.decode(self.open(session, vault, sealed, about), type=kind)

    def destroy(self, session: Session, vault: str, now: Milliseconds) -> None:
        """Erase all that was sealed in it, for good."""
        row = self._row(session, vault)
        if row is not None and row.wrapped is not None:
            row.wrapped, row.destroyed_at = None, now

    def remove(self, session: Session, vault: str) -> None:
        """Erase all that was sealed in it, for good, and forget that it was: no row may name it any more."""
        row = self._row(session, vault)
        if row is not None:
            session.delete(row)
            session.flush()

    def rewrap(self, session: Session) -> int:
        """Wrap a batch of keys anew by the current master key; answers how many: call until it answers 0."""
        current = self.keyring.current
        for table in _TABLES:
            others = select(table).where(table.key_name != current, table.wrapped.is_not(None))
            rows = session.scalars(others.limit(_BATCH).with_for_update()).all()
            for row in rows:
                row.key_name, row.wrapped = self.keyring.wrap(self._unwrapped(row), row.id)
            if rows:
                return len(rows)
        return 0

    def in_use(self, session: Session) -> dict[str, int]:
        """How many vaults each master key wraps."""
        counts: Counter[str] = Counter()
        for table in _TABLES:
            query = select(table.key_name, func.count()).where(table.wrapped.is_not(None)).group_by(table.key_name)
            counts.update({row.key_name: row[1] for row in session.execute(query)})
        return dict(counts)

    def require_keys(self, session: Session) -> None:
        """See to it that these master keys are those of this database: one vault of each key opens.

        Raises:
            KeyringError: a key is missing, or is another one of that name.
        """
        for table in _TABLES:
            before = ""
            while (row := session.scalars(_next_key(table, before)).first()) is not None:
                self._unwrapped(row)
                before = row.key_name

    def _key(self, session: Session, vault: str) -> AESGCM:
        """The key of a vault, unwrapped once a transaction: a request seals a thousand posts in one vault."""
        known: dict[str, AESGCM] = session.info.setdefault(_KEYS, {})
        if vault not in known:
            self.unlock(session, (vault,))
        if vault not in known:
            raise LookupError(f"vault {vault} was destroyed: what was sealed in it is erased")
        return known[vault]

    def _unwrapped(self, row: _Wrapped) -> bytes:
        assert row.wrapped is not None
        return self.keyring.unwrap(row.wrapped, row.key_name, row.id)

    def _row(self, session: Session, vault: str) -> _Wrapped | None:
        """What is about to go; its key is forgotten now."""
        session.info.get(_KEYS, {}).pop(vault, None)
        return session.get(Vault, vault) or session.get(ApartVault, vault)


def _next_key(table: type[_Wrapped], before: str) -> Select[Any]:
    named = select(table).where(table.key_name > before, table.wrapped.is_not(None))
    return named.order_by(table.key_name).limit(1)
