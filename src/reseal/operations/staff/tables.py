"""Rows of staff. Secrets are sealed or hashed; a copy of the database opens no door.

Who people whom a provider knows are there stands as a fingerprint, and sealed.
"""

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Json, Key, Moment, Print, Word


class Member(Base):
    """One person of staff."""

    __tablename__ = "member"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(60), unique=True)
    role: Mapped[Word]
    lang: Mapped[str] = mapped_column(String(5))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"))
    totp: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_step: Mapped[int] = mapped_column(Integer)
    """The last time step whose code was used: none works twice."""
    failed: Mapped[int] = mapped_column(Integer)
    locked_until: Mapped[Moment | None]
    settings: Mapped[Json]
    created_at: Mapped[Moment]
    disabled_at: Mapped[Moment | None]


class Passkey(Base):
    """A passkey of a member (WebAuthn)."""

    __tablename__ = "passkey"

    id: Mapped[Key]
    member_id: Mapped[Id] = mapped_column(ForeignKey("member.id"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    uses: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[Moment]


class StaffSession(Base):
    """One browser that is signed in, or about to be: its cookie is kept as a fingerprint."""

    __tablename__ = "staff_session"

    cookie_print: Mapped[Print] = mapped_column(primary_key=True)
    member_id: Mapped[str | None] = mapped_column(String(26), ForeignKey("member.id"), index=True)
    """None while a passkey is asked for: it will say whose it is."""
    csrf: Mapped[str] = mapped_column(String(64))
    proven: Mapped[bool] = mapped_column(Boolean)
    """Whether the second factor was given, too."""
    challenge: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    expires_at: Mapped[Moment] = mapped_column(index=True)


class Reveal(Base):
    """A masked text that somebody made readable for some minutes, and why."""

    __tablename__ = "reveal"

    id: Mapped[Key]
    member_id: Mapped[Id] = mapped_column(ForeignKey("member.id"), index=True)
    case_id: Mapped[Id] = mapped_column(String(26), index=True)
    snapshot_id: Mapped[Id] = mapped_column(String(26))
    purpose: Mapped[Word]
    at: Mapped[Moment] = mapped_column(index=True)
    until: Mapped[Moment]
    alerted: Mapped[bool] = mapped_column(Boolean)


class TimeExposed(Base):
    """How long a member has looked at hard content on a day: what break reminders count (SYS-08)."""

    __tablename__ = "time_exposed"

    member_id: Mapped[Id] = mapped_column(ForeignKey("member.id"), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    milliseconds: Mapped[Moment]
    since_break: Mapped[Moment]
    seen_at: Mapped[Moment]
    went_on: Mapped[int] = mapped_column(Integer)
    """How often the member has gone on behind a limit."""
    goes_on_until: Mapped[Moment | None]


class Identity(Base):
    """A member as the provider knows them. Only a member with such a row is ever touched by it."""

    __tablename__ = "staff_identity"

    member_id: Mapped[Id] = mapped_column(ForeignKey("member.id"), primary_key=True)
    subject_print: Mapped[Print] = mapped_column(unique=True)
    """Of the provider's issuer and what it calls the person."""
    name_print: Mapped[Print] = mapped_column(index=True)
    """Of the user name, however it is typed."""
    source: Mapped[Word]
    """`oidc`: made at a sign-in; `scim`: handed over before it."""
    active: Mapped[bool] = mapped_column(Boolean)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """What the provider calls them, in the vault of the member."""
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]


class Group(Base):
    """A group of the provider, as it was handed over."""

    __tablename__ = "staff_group"

    id: Mapped[Key]
    name_print: Mapped[Print] = mapped_column(unique=True)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]


class InGroup(Base):
    """That a member is in a group."""

    __tablename__ = "staff_in_group"

    group_id: Mapped[Id] = mapped_column(ForeignKey("staff_group.id"), primary_key=True)
    member_id: Mapped[str] = mapped_column(String(26), ForeignKey("member.id"), primary_key=True, index=True)
