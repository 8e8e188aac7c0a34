"""What can be seen of deliveries: where they stand, never what they say."""

from sqlalchemy import select

from reseal.operations.deliveries.tables import Delivery
from reseal.operations.deliveries.words import Shown, State
from reseal.storage.store import Work


def unacknowledged(work: Work, about: str) -> list[Shown]:
    """What the platform was asked about this and has not said that it did, the oldest first."""
    rows = work.session.scalars(
        select(Delivery)
        .where(
            Delivery.about == about,
            Delivery.receiver == "platform",
            Delivery.origin_id.is_(None),
            Delivery.acknowledged_at.is_(None),
            Delivery.state != "withdrawn",
        )
        .order_by(Delivery.id)
    )
    return [_shown(row) for row in rows]


def of(work: Work, about: str) -> list[Shown]:
    """Everything that was posted out about this, the oldest first."""
    rows = work.session.scalars(select(Delivery).where(Delivery.about == about).order_by(Delivery.id))
    return [_shown(row) for row in rows]


def _shown(row: Delivery) -> Shown:
    state: State = row.state  # type: ignore[assignment]
    return Shown(
        row.id,
        row.kind,
        row.receiver,
        row.channel,
        row.about,
        state,
        row.tries,
        row.problem,
        row.created_at,
        row.sent_at,
        row.acknowledged_at,
    )
