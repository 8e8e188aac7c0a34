"""Answers to writes that carried an `Idempotency-Key`, sealed and kept a day: the same request gets the same answer."""

from sqlalchemy import ForeignKey, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Moment, Print, Sealed


class Answered(Base):
    """One answered request."""

    __tablename__ = "answered"

    key_print: Mapped[Print] = mapped_column(LargeBinary(32), primary_key=True)
    request_print: Mapped[Print]
    status: Mapped[int] = mapped_column(Integer)
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"))
    sealed: Mapped[Sealed]
    erase_at: Mapped[Moment] = mapped_column(index=True)
