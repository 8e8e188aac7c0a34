"""Rows of guards. A value stands sealed only while control of it is to be shown; then only fingerprints are left."""

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Json, Key, Moment, Print, Sealed, Word


class Guard(Base):
    """What one person has watched."""

    __tablename__ = "guard"

    id: Mapped[Key]
    ticket: Mapped[str] = mapped_column(String(20), unique=True)
    pin_print: Mapped[Print]
    lang: Mapped[str] = mapped_column(String(5))
    owner_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    """Of the person's own account, under a key of guards: it leads to no post."""
    by_platform: Mapped[bool] = mapped_column(Boolean)
    """Whether the platform has said whose account it is."""
    letters: Mapped[bool] = mapped_column(Boolean)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("apart_vault.id"), index=True)
    sealed: Mapped[Sealed]
    created_at: Mapped[Moment]
    renewed_at: Mapped[Moment]
    expires_at: Mapped[Moment] = mapped_column(index=True)
    erase_at: Mapped[Moment] = mapped_column(index=True)
    reminded_at: Mapped[Moment | None]


class GuardValue(Base):
    """One value. While it waits it is sealed in a vault of its own, which is then destroyed."""

    __tablename__ = "guard_value"
    __table_args__ = (
        Index("ix_guard_value_state", "state", "proof", "id"),
        Index("ix_guard_value_waits_until", "state", "waits_until"),
    )

    id: Mapped[Key]
    guard_id: Mapped[Id] = mapped_column(ForeignKey("guard.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    type: Mapped[Word]
    proof: Mapped[Word]
    state: Mapped[Word]
    vault_id: Mapped[Id | None]
    """No key leads there: whoever erases another vault need not look through all values."""
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_at: Mapped[Moment]
    waits_until: Mapped[Moment | None]
    settled_at: Mapped[Moment | None]
    settled_by: Mapped[str | None] = mapped_column(String(60))


class GuardPrint(Base):
    """A fingerprint that is looked for: 16 bytes of the keyed hash. An address has several, a picture one a part."""

    __tablename__ = "guard_print"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own form

    print: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    value_id: Mapped[Id] = mapped_column(ForeignKey("guard_value.id"), primary_key=True, index=True)
    part: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)


class GuardCode(Base):
    """A code to a number or mailbox that is to be watched. Every request leaves the same row; a sweep sends."""

    __tablename__ = "guard_code"
    __table_args__ = (Index("ix_guard_code_state_asked", "state", "asked_at"),)

    id: Mapped[Key]
    guard_id: Mapped[Id] = mapped_column(ForeignKey("guard.id"), index=True)
    value_id: Mapped[Id] = mapped_column(ForeignKey("guard_value.id"), index=True)
    number_print: Mapped[Print] = mapped_column(index=True)
    state: Mapped[Word]
    """`asked`, then `sent` or `dropped`; a code that was used is `used`."""
    code_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    tries: Mapped[int] = mapped_column(Integer)
    asked_at: Mapped[Moment] = mapped_column(index=True)
    sent_at: Mapped[Moment | None]
    expires_at: Mapped[Moment]


class GuardEvent(Base):
    """One line of what the page tells: a kind and counts."""

    __tablename__ = "guard_event"

    id: Mapped[Key]
    guard_id: Mapped[Id] = mapped_column(ForeignKey("guard.id"), index=True)
    at: Mapped[Moment]
    kind: Mapped[Word]
    case_id: Mapped[Id | None] = mapped_column(String(26), index=True)
    detail: Mapped[Json]


class GuardHit(Base):
    """That a post shows what is watched. The same post, as it was, is no second hit."""

    __tablename__ = "guard_hit"
    __table_args__ = (UniqueConstraint("value_id", "post_print"),)

    id: Mapped[Key]
    guard_id: Mapped[Id] = mapped_column(ForeignKey("guard.id"), index=True)
    value_id: Mapped[Id] = mapped_column(ForeignKey("guard_value.id"))
    case_id: Mapped[Id] = mapped_column(String(26), index=True)
    post_print: Mapped[Print]
    at: Mapped[Moment] = mapped_column(index=True)


class GuardLook(Base):
    """Posts of one request that are to be compared with what is watched, whether anything is or not."""

    __tablename__ = "guard_look"

    id: Mapped[Key]
    posts: Mapped[Json]
    """Ids of posts, each with keyed hashes of its pictures."""


class GuardErasure(Base):
    """That something was erased, until its bytes are gone from the files, too."""

    __tablename__ = "guard_erasure"

    id: Mapped[Key]
    at: Mapped[Moment]
