"""Rows of deliveries. What is sent is sealed until it is sent, and erased some time after."""

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from reseal.storage.base import Base, Id, Json, Key, Moment, Sealed, Word


class Endpoint(Base):
    """Where a platform takes webhooks (Standard Webhooks). Its secret is sealed."""

    __tablename__ = "endpoint"

    id: Mapped[Key]
    url: Mapped[str] = mapped_column(String(500))
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"))
    secret: Mapped[Sealed]
    old_vault_id: Mapped[Id | None] = mapped_column(ForeignKey("vault.id"))
    old_secret: Mapped[Sealed | None]
    """The one before, which signs too until `old_until`."""
    old_until: Mapped[Moment | None]
    events: Mapped[Json]
    enabled: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[Moment]


class Delivery(Base):
    """One message to one receiver, under a stable id."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_next", "state", "next_at"),
        Index("ix_delivery_asked", "channel", "acknowledged_at", "id"),
    )

    id: Mapped[Key]
    kind: Mapped[Word]
    """As in `action.requested`, `statement.author`, `statement.reporter`, `claim.code`."""
    receiver: Mapped[Word]
    """`platform`, `author`, `reporter` or `exposed`."""
    channel: Mapped[Word]
    """`webhook` or `sender`."""
    endpoint_id: Mapped[Id | None] = mapped_column(ForeignKey("endpoint.id"))
    origin_id: Mapped[Id | None] = mapped_column(ForeignKey("delivery.id"), index=True)
    """The delivery that this one repeats for another endpoint; the receiver acknowledges that one."""
    about: Mapped[str] = mapped_column(String(60), index=True)
    under: Mapped[str] = mapped_column(String(60), index=True)
    """The case or notice with which it is erased, and under whose legal hold it stands."""
    vault_id: Mapped[Id] = mapped_column(ForeignKey("vault.id"), index=True)
    sealed: Mapped[Sealed]
    state: Mapped[Word]
    """`due`, `sent`, `acknowledged`, `failed` or `withdrawn`."""
    tries: Mapped[int] = mapped_column(Integer)
    next_at: Mapped[Moment]
    """When something is to be done with it next: tried again while it is due, erased afterwards."""
    problem: Mapped[Word | None]
    created_at: Mapped[Moment]
    sent_at: Mapped[Moment | None]
    acknowledged_at: Mapped[Moment | None]
