"""Rows of appeals. What is written in one is sealed in a vault of its own; links are kept as fingerprints."""

from sqlalchemy import JSON, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Key, Moment, Print, Sealed, Word


class AppealLink(Base):
    """The way of one author to one decision: the page that is theirs."""

    __tablename__ = "appeal_link"

    link_print: Mapped[Print] = mapped_column(primary_key=True)
    decision_id: Mapped[Id] = mapped_column(String(26), index=True)
    case_id: Mapped[Id] = mapped_column(String(26), index=True)
    account_print: Mapped[Print]
    lang: Mapped[str] = mapped_column(String(5))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment] = mapped_column(index=True)


class Appeal(Base):
    """One appeal of one side against one decision."""

    __tablename__ = "appeal"
    __table_args__ = (
        UniqueConstraint("decision_id", "side_print"),
        Index("ix_appeal_state_due", "state", "due_at"),
    )

    id: Mapped[Key]
    decision_id: Mapped[Id] = mapped_column(String(26))
    case_id: Mapped[Id] = mapped_column(String(26), index=True)
    side: Mapped[Word]
    """`author` or `reporter`."""
    side_print: Mapped[Print] = mapped_column(index=True)
    """The author's account, or a keyed hash of the notice."""
    notice_id: Mapped[Id | None] = mapped_column(String(26), index=True)
    by: Mapped[Word]
    """`link`, `ticket` or `platform`."""
    state: Mapped[Word]
    lang: Mapped[str] = mapped_column(String(5))
    pack: Mapped[Word]
    action: Mapped[Word]
    category: Mapped[Word]
    groups: Mapped[list[str]] = mapped_column(JSON)
    """What is known of who is spoken of: `minor`, `news` and so on (BEN-04)."""
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    filed_at: Mapped[Moment] = mapped_column(index=True)
    due_at: Mapped[Moment]
    asked_until: Mapped[Moment | None]
    escalated_at: Mapped[Moment | None]
    assigned_to: Mapped[Id | None] = mapped_column(String(26))
    assigned_until: Mapped[Moment | None]
    decided_at: Mapped[Moment | None] = mapped_column(index=True)
    decided_by: Mapped[str | None] = mapped_column(String(60))
    ground: Mapped[Word | None]
    note: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What the reviewer added, sealed."""
    revised_by: Mapped[Id | None] = mapped_column(String(26))
    """The decision that came in the place of the one appealed."""
    version: Mapped[int] = mapped_column(Integer)
    erase_at: Mapped[Moment | None] = mapped_column(index=True)


class AppealWords(Base):
    """One thing that was said in an appeal."""

    __tablename__ = "appeal_words"

    id: Mapped[Key]
    appeal_id: Mapped[Id] = mapped_column(ForeignKey("appeal.id"), index=True)
    at: Mapped[Moment]
    kind: Mapped[Word]
    """`appeal` and `reply` are the appellant's, `question` the desk's."""
    by: Mapped[str] = mapped_column(String(60))
    content_print: Mapped[Print]
    sealed: Mapped[Sealed]
