"""Rows of posts. The platform's own ids and authors are sealed, too: they lead to what is exposed."""

from sqlalchemy import BigInteger, Boolean, Float, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Json, Key, Moment, Print, Sealed, Word


class DayVault(Base):
    """One vault for all posts of a day (UTC): a day is erased in one stroke."""

    __tablename__ = "day_vault"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"))
    erase_at: Mapped[Moment] = mapped_column(index=True)


class StoredPost(Base):
    """One post as it stands now; sent again with the same id it is replaced (the newer wins)."""

    __tablename__ = "post"

    id: Mapped[Key]
    ref_print: Mapped[Print] = mapped_column(unique=True)
    author_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    target_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    text_print: Mapped[Print] = mapped_column(index=True)
    imprint: Mapped[bytes | None] = mapped_column(LargeBinary)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    sealed: Mapped[Sealed]
    surface: Mapped[Word]
    created_at: Mapped[Moment]
    arrived_at: Mapped[Moment]
    erase_at: Mapped[Moment] = mapped_column(index=True)
    violates: Mapped[bool | None] = mapped_column(Boolean)
    category: Mapped[Word | None]
    severity: Mapped[Word]
    score: Mapped[float] = mapped_column(Float)
    action: Mapped[Word]
    decision: Mapped[Json]
    shown: Mapped[Word]
    """`shown`, `held`, `redacted` or `removed`: as it was last asked of the platform."""
    deleted_at: Mapped[Moment | None]


class PostIdentifier(Base):
    """A fingerprint of a value that a post exposes: posts of one person are found by it."""

    __tablename__ = "post_identifier"
    __table_args__ = (Index("ix_post_identifier_value", "value_print", "post_id"),)

    post_id: Mapped[Id] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    type: Mapped[Word]
    value_print: Mapped[Print]


class PostKey(Base):
    """A key under which near-same posts are looked up (`marks.keys_of`)."""

    __tablename__ = "post_key"
    __table_args__ = (Index("ix_post_key_key", "key", "post_id"),)

    post_id: Mapped[Id] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
