"""Rows of notices. Words, contacts and links are sealed in the notice's own vault; the PIN is kept as a keyed hash."""

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Json, Key, Moment, Print, Sealed, Word

_MERGED = text("merged_into IS NOT NULL")


class Notice(Base):
    """One notice."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_state_created", "state", "created_at"),
        Index("ix_notice_contact_content", "contact_print", "content_print"),
        Index("ix_notice_origin_content", "origin_print", "content_print"),
        Index("ix_notice_merged", "merged_into", sqlite_where=_MERGED, postgresql_where=_MERGED),
    )

    id: Mapped[Key]
    ticket: Mapped[str] = mapped_column(String(20), unique=True)
    pin_print: Mapped[Print]
    relation: Mapped[Word]
    lang: Mapped[str] = mapped_column(String(5))
    about: Mapped[Word]
    state: Mapped[Word]
    threat: Mapped[bool] = mapped_column(Boolean)
    minor: Mapped[bool] = mapped_column(Boolean)
    trusted: Mapped[bool] = mapped_column(Boolean)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    sealed: Mapped[Sealed]
    contact_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    origin_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    reporter_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    content_print: Mapped[Print]
    weight: Mapped[float] = mapped_column(Float)
    claim: Mapped[Word]
    """`none`, `sent` or `proven`: whether the notifier has shown control of what is exposed."""
    claimed_at: Mapped[Moment | None]
    case_id: Mapped[Id | None] = mapped_column(String(26), index=True)
    merged_into: Mapped[Id | None] = mapped_column(ForeignKey("notice.id"))
    created_at: Mapped[Moment]
    due_at: Mapped[Moment] = mapped_column(index=True)
    first_viewed_at: Mapped[Moment | None]
    decided_at: Mapped[Moment | None]
    outcome: Mapped[Word | None]
    erase_at: Mapped[Moment | None] = mapped_column(index=True)


class TicketTries(Base):
    """Wrong PINs for a ticket, whether it exists or not, so that both are answered alike."""

    __tablename__ = "ticket_tries"

    ticket_print: Mapped[Print] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)
    locked_until: Mapped[Moment]
    erase_at: Mapped[Moment] = mapped_column(index=True)


class NoticePicture(Base):
    """A picture that came with a notice, sealed as it came."""

    __tablename__ = "notice_picture"

    notice_id: Mapped[Id] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    content_print: Mapped[Print] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(Integer)
    sealed: Mapped[Sealed]
    read_at: Mapped[Moment | None] = mapped_column(index=True)
    """When the screener looked at it; None while it waits."""


class NoticedPost(Base):
    """A post that a notice names, and its snapshot where the post was known here."""

    __tablename__ = "noticed_post"

    notice_id: Mapped[Id] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    ref_print: Mapped[Print] = mapped_column(index=True)
    snapshot_id: Mapped[Id | None] = mapped_column(String(26), index=True)
    case_id: Mapped[Id | None] = mapped_column(String(26), index=True)


class AwaitedPost(Base):
    """A name under which a post that a notice names, and nobody has handed in, may still come."""

    __tablename__ = "awaited_post"

    ref_print: Mapped[Print] = mapped_column(primary_key=True)
    notice_id: Mapped[Id] = mapped_column(ForeignKey("notice.id"), primary_key=True, index=True)
    named_print: Mapped[Print]
    """The print of what was given: that of the row in `noticed_post`."""


class NoticeEvent(Base):
    """One line of what the notifier can read on the page: a kind and counts, never a word of the abuse."""

    __tablename__ = "notice_event"

    id: Mapped[Key]
    notice_id: Mapped[Id] = mapped_column(ForeignKey("notice.id"), index=True)
    at: Mapped[Moment]
    kind: Mapped[Word]
    detail: Mapped[Json]


class ClaimCode(Base):
    """A request for a code, and the code that went to the exposed number or mailbox, if it did.

    Every request leaves the same row, whether what was typed is exposed or not; a sweep sends afterwards. What was
    typed is sealed in the row's own vault, which is destroyed as soon as the sweep has seen to it.
    """

    __tablename__ = "claim_code"
    __table_args__ = (Index("ix_claim_code_state_asked", "state", "asked_at"),)

    id: Mapped[Key]
    ticket_print: Mapped[Print] = mapped_column(index=True)
    value_print: Mapped[Print] = mapped_column(index=True)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    sealed: Mapped[Sealed]
    state: Mapped[Word]
    """`asked`, then `sent` or `dropped`; a code that was used is `used`."""
    code_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    tries: Mapped[int] = mapped_column(Integer)
    asked_at: Mapped[Moment] = mapped_column(index=True)
    sent_at: Mapped[Moment | None] = mapped_column(index=True)
    expires_at: Mapped[Moment]


class HelperLink(Base):
    """A link by which somebody whom the exposed person trusts can follow the notice, too."""

    __tablename__ = "helper_link"

    id: Mapped[Key]
    notice_id: Mapped[Id] = mapped_column(ForeignKey("notice.id"), index=True)
    link_print: Mapped[Print] = mapped_column(unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]


class Reporter(Base):
    """How often a notifier was right, by a keyed hash of contact and origin together (BEN-05).

    A contact alone would let anybody spoil, or borrow, the record of somebody whose mailbox they know.
    """

    __tablename__ = "reporter"

    contact_print: Mapped[Print] = mapped_column(primary_key=True)
    agreed: Mapped[int] = mapped_column(Integer)
    disagreed: Mapped[int] = mapped_column(Integer)
    unfounded: Mapped[int] = mapped_column(Integer)
    slowed_until: Mapped[Moment | None]
    counted_at: Mapped[Moment] = mapped_column(index=True)
    """When an outcome last counted: what is told by nothing new is forgotten some day (PI-01)."""
