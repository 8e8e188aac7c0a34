"""Rows of quality: words, ids and times; nothing of what was posted."""

from sqlalchemy import Boolean, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Key, Moment, Word


class SecondLook(Base):
    """A decision drawn to be looked at again: what the first said, the second, and a senior where they differ."""

    __tablename__ = "second_look"
    __table_args__ = (Index("ix_second_look_state", "state", "picked_at"),)

    id: Mapped[Key]
    decision_id: Mapped[Id] = mapped_column(String(26), unique=True)
    case_id: Mapped[Id] = mapped_column(String(26), index=True)
    why: Mapped[Word]
    plain: Mapped[bool] = mapped_column(Boolean)
    """Whether the plain share drew it: only these speak for all decisions."""
    state: Mapped[Word]
    pack: Mapped[Word]
    lang: Mapped[str] = mapped_column(String(5))
    picked_at: Mapped[Moment] = mapped_column(index=True)
    decided_at: Mapped[Moment]
    first_by: Mapped[str] = mapped_column(String(60))
    first_action: Mapped[Word]
    first_category: Mapped[Word]
    second_by: Mapped[str | None] = mapped_column(String(60))
    second_at: Mapped[Moment | None]
    second_action: Mapped[Word | None]
    second_category: Mapped[Word | None]
    senior_by: Mapped[str | None] = mapped_column(String(60))
    senior_at: Mapped[Moment | None]
    senior_action: Mapped[Word | None]
    senior_category: Mapped[Word | None]
    taken_by: Mapped[str | None] = mapped_column(String(60))
    taken_until: Mapped[Moment | None]


class DrawnUntil(Base):
    """Up to which decision lots were drawn. One row."""

    __tablename__ = "drawn_until"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    decision_id: Mapped[Id] = mapped_column(String(26))
