"""Rows of cases. Every case has a vault of its own; snapshots are sealed in it and outlive the post."""

from sqlalchemy import BigInteger, Boolean, Float, ForeignKey, Index, Integer, LargeBinary, String, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Json, Key, Moment, Print, Sealed, Word


class Case(Base):
    """One case. Urgency is `weight` (harm, reach, vulnerability) times the time it has waited."""

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_queue", "state", "weight", "opened_at"),
        Index("ix_case_due", "state", "due_at"),
    )

    id: Mapped[Key]
    state: Mapped[Word]
    """`open`, `held` (content is out of sight until `hold_until`), `decided`."""
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    category: Mapped[Word]
    severity: Mapped[Word]
    reach: Mapped[int] = mapped_column(Integer)
    threat: Mapped[bool] = mapped_column(Boolean)
    minor: Mapped[bool] = mapped_column(Boolean)
    weight: Mapped[int] = mapped_column(Integer)
    posts: Mapped[int] = mapped_column(Integer)
    notices: Mapped[int] = mapped_column(Integer)
    opened_at: Mapped[Moment]
    due_at: Mapped[Moment]
    escalated_at: Mapped[Moment | None]
    first_viewed_at: Mapped[Moment | None]
    assigned_to: Mapped[Id | None] = mapped_column(String(26), index=True)
    assigned_until: Mapped[Moment | None]
    hold_until: Mapped[Moment | None] = mapped_column(index=True)
    decided_at: Mapped[Moment | None] = mapped_column(index=True)
    outcome: Mapped[Word | None]
    coordinated: Mapped[bool] = mapped_column(Boolean)
    """Whether its notices look organised: shown to the reviewer, never counted against the exposed person."""
    version: Mapped[int] = mapped_column(Integer)
    erase_at: Mapped[Moment | None] = mapped_column(index=True)
    auto_held_at: Mapped[Moment | None]
    """When it was held without a person: that happens once only."""
    pack: Mapped[Word]
    """The policy pack whose deadlines and clauses it goes by."""
    hold_basis: Mapped[Word | None]
    """On what it was held last: `person` or `corroborated`."""


class CaseIdentifier(Base):
    """A fingerprint of what the case's posts expose: a post that exposes the same joins the case."""

    __tablename__ = "case_identifier"
    __table_args__ = (Index("ix_case_identifier_value", "value_print", "case_id"),)

    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"), primary_key=True)
    value_print: Mapped[Print] = mapped_column(primary_key=True)
    type: Mapped[Word]


class Snapshot(Base):
    """A post as it stood when it was sealed: content, its keyed hash, and its counts (Art 25).

    By text and by likeness a case is found once, by the post that first said it there: in a hunt one text may stand in
    it two hundred times, and in the database a hundred thousand times.
    """

    __tablename__ = "snapshot"

    id: Mapped[Key]
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"), index=True)
    post_id: Mapped[Id | None] = mapped_column(String(26), index=True)
    ref_print: Mapped[Print] = mapped_column(index=True)
    author_print: Mapped[Print | None] = mapped_column(LargeBinary(32), index=True)
    text_print: Mapped[Print]
    imprint: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed: Mapped[Sealed]
    content_print: Mapped[Print]
    counts: Mapped[Json]
    decision: Mapped[Json]
    role: Mapped[Word]
    """`origin`, `copy` or `mention`: see `words.Role`."""
    how: Mapped[Word]
    """How it came into the case: as in `words.How`."""
    created_at: Mapped[Moment]
    taken_at: Mapped[Moment]
    action: Mapped[Word | None]
    acted_at: Mapped[Moment | None]
    acknowledged_at: Mapped[Moment | None]
    gone_at: Mapped[Moment | None]
    """When its author deleted it, or took out what it exposed."""


class SnapshotKey(Base):
    """A key under which near-same content is looked up (`posts.marks.keys_of`)."""

    __tablename__ = "snapshot_key"
    __table_args__ = (Index("ix_snapshot_key_key", "key", "snapshot_id"),)

    snapshot_id: Mapped[Id] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class CaseVoice(Base):
    """What one notice counts for when the case is held without a person."""

    __tablename__ = "case_voice"
    __table_args__ = (Index("ix_case_voice_standing", "case_id", "standing", "at", "notice_id"),)

    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"), primary_key=True)
    notice_id: Mapped[Id] = mapped_column(String(26), primary_key=True)
    standing: Mapped[Word]
    contact_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    origin_print: Mapped[Print | None] = mapped_column(LargeBinary(32))
    weight: Mapped[float] = mapped_column(Float)
    threat: Mapped[bool] = mapped_column(Boolean)
    minor: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[Moment]
    withdrawn_at: Mapped[Moment | None]


class CaseDecision(Base):
    """One decision of a person on a whole case, or its undoing. Rows are added, never changed but for `undone_at`."""

    __tablename__ = "case_decision"

    id: Mapped[Key]
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"), index=True)
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[Moment] = mapped_column(index=True)
    action: Mapped[Word]
    category: Mapped[Word]
    clause: Mapped[Word]
    pack: Mapped[Word]
    pack_version: Mapped[Word]
    snapshots: Mapped[Json]
    undone_at: Mapped[Moment | None]
    undone_by: Mapped[str | None] = mapped_column(String(60))


class Correction(Base):
    """What a moderator mended in the spans or the category: labels and fingerprints, for the evaluation page."""

    __tablename__ = "correction"

    id: Mapped[Key]
    snapshot_id: Mapped[Id] = mapped_column(ForeignKey("snapshot.id"), index=True)
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[Moment]
    said: Mapped[Json]
    corrected: Mapped[Json]
    agreement: Mapped[float] = mapped_column(Float)


SAYS_IT_FIRST = Snapshot.how != literal_column("'exact'")
"""The condition that a snapshot is no copy word by word of one in its case; told so that its index is taken."""

Index("ix_snapshot_first_text", Snapshot.text_print, sqlite_where=SAYS_IT_FIRST, postgresql_where=SAYS_IT_FIRST)
