"""The audit's rows. The database itself refuses to change or delete one (triggers in the migration)."""

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Json, Moment, Print, Word


class AuditEntry(Base):
    """One act. `detail` holds words, counts and ids, never anything personal."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[Moment] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(60), index=True)
    act: Mapped[Word] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(String(60), index=True)
    detail: Mapped[Json]
    before: Mapped[Print]
    hash: Mapped[Print]
