"""Rows of people whom a provider knows: who they are there stands as a fingerprint, and sealed."""

from sqlalchemy import Boolean, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Key, Moment, Print, Word


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
