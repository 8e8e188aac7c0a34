"""Rows of retention."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Key, Moment, Word


class LegalHold(Base):
    """What may not be erased although its time has come, from `at` until it is released."""

    __tablename__ = "legal_hold"

    id: Mapped[Key]
    about: Mapped[str] = mapped_column(String(60), index=True)
    """The id of a case or a notice."""
    ground: Mapped[Word]
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[Moment]
    released_at: Mapped[Moment | None]
    released_by: Mapped[str | None] = mapped_column(String(60))
