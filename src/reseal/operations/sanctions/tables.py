"""Rows of sanctions. The log of an account says all; the rest is what follows from it, kept so that it can be found."""

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Json, Key, Moment, Print, Word


class StandingRow(Base):
    """How an account stands, as its log says it at `at`; `next_at` is when something ends by itself."""

    __tablename__ = "standing"

    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True)
    rung: Mapped[Word] = mapped_column(index=True)
    strikes: Mapped[int] = mapped_column(Integer)
    credit: Mapped[int] = mapped_column(Integer)
    entries: Mapped[int] = mapped_column(Integer)
    at: Mapped[Moment]
    next_at: Mapped[Moment | None] = mapped_column(index=True)


class LogRow(Base):
    """One entry of an account's log: only ever added. `body` holds words, times and keyed hashes."""

    __tablename__ = "standing_log"

    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[Moment]
    by: Mapped[str] = mapped_column(String(60))
    decision_id: Mapped[Id] = mapped_column(String(26), index=True)
    body: Mapped[Json]


class SanctionRow(Base):
    """One sanction that followed from a log."""

    __tablename__ = "sanction"
    __table_args__ = (
        Index("ix_sanction_state", "state", "id"),
        Index("ix_sanction_ends", "state", "until"),
    )

    id: Mapped[Key]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), index=True)
    decision_id: Mapped[Id] = mapped_column(String(26), index=True)
    kind: Mapped[Word]
    target: Mapped[str] = mapped_column(String(64))
    """The keyed hash of the group, in letters; empty for the account itself."""
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What the platform calls the group, sealed with the account."""
    state: Mapped[Word]
    rung: Mapped[Word]
    since: Mapped[Moment]
    until: Mapped[Moment | None]
    by: Mapped[str] = mapped_column(String(60))
    """Who confirmed, refused or took it back."""
    acknowledged_at: Mapped[Moment | None]


class RegistrationBlock(Base):
    """Whoever registers with this fingerprint is told apart until it expires."""

    __tablename__ = "registration_block"
    __table_args__ = (Index("ix_registration_block_print", "registration_print", "until"),)

    sanction_id: Mapped[Id] = mapped_column(String(26), primary_key=True)
    registration_print: Mapped[Print] = mapped_column(primary_key=True)
    kind: Mapped[Word]
    account_id: Mapped[Id] = mapped_column(String(26), index=True)
    until: Mapped[Moment] = mapped_column(index=True)
