"""Rows of tokens."""

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Key, Moment, Print, Word


class TokenRow(Base):
    """One token: a fingerprint of it, never the token, so that a copy of the database opens no door."""

    __tablename__ = "token"

    id: Mapped[Key]
    token_print: Mapped[Print] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[Word]
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[Moment]
    withdrawn_at: Mapped[Moment | None]
