"""Rows of accounts. What the platform calls an account, and all that it says of it, is sealed."""

from sqlalchemy import Boolean, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Key, Moment, Print, Sealed


class AccountRow(Base):
    """One account. `print` is the keyed hash by which posts and snapshots know their author, too."""

    __tablename__ = "account"

    id: Mapped[Key]
    print: Mapped[Print] = mapped_column(unique=True)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    sealed: Mapped[Sealed]
    agency_print: Mapped[Print | None] = mapped_column(LargeBinary(32), index=True)
    """Of the account that manages it."""
    known: Mapped[bool] = mapped_column(Boolean)
    told_at: Mapped[Moment]
    erase_at: Mapped[Moment] = mapped_column(index=True)
