"""What can be seen of deliveries: where they stand; to the platform that they go to, what they say."""

from sqlalchemy import func, or_, select

from reseal.operations.deliveries.tables import Delivery
from reseal.operations.deliveries.words import AGAIN, SEALED, Asked, Shown, State, Waiting
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


def waiting(work: Work) -> Waiting:
    """How many deliveries are still to be sent, since when the first of them is due, and how many have failed."""
    due = select(func.count(), func.min(Delivery.next_at)).where(Delivery.state == "due", Delivery.next_at <= work.now)
    count, since = work.session.execute(due).one()
    failed = select(func.count()).where(Delivery.state == "failed", Delivery.sealed != b"")
    return Waiting(count, since, work.session.scalar(failed) or 0)


def asked(work: Work, after: str, limit: int) -> list[Asked]:
    """What goes to the platform and is not acknowledged, with what it says, by id; `after` is the last id known."""
    rows = work.session.scalars(
        select(Delivery)
        .where(
            Delivery.channel == "webhook",
            Delivery.acknowledged_at.is_(None),
            Delivery.id > after,
            Delivery.origin_id.is_(None),
            or_(Delivery.next_at <= work.now, Delivery.tries > 0, Delivery.problem.is_not(None)),
            Delivery.state != "withdrawn",
            Delivery.sealed != b"",
        )
        .order_by(Delivery.id)
        .limit(limit)
    )
    return [Asked(row.id, row.kind, row.created_at, work.open(row.vault_id, row.sealed, SEALED, dict)) for row in rows]


def failed(work: Work, before: str | None, limit: int) -> list[Shown]:
    """What has failed and can be replayed, the newest first; `before` is the last id known."""
    query = select(Delivery).where(Delivery.state == "failed", Delivery.sealed != b"")
    if before is not None:
        query = query.where(Delivery.id < before)
    return [_shown(row) for row in work.session.scalars(query.order_by(Delivery.id.desc()).limit(limit))]


def unanswered(work: Work, after: str, limit: int) -> list[Shown]:
    """What platforms were asked and have not said that they did, the longest waiting first; `after` is the last id."""
    query = select(Delivery).where(
        Delivery.channel == "webhook",
        Delivery.acknowledged_at.is_(None),
        Delivery.id > after,
        Delivery.origin_id.is_(None),
        Delivery.state != "withdrawn",
    )
    return [_shown(row) for row in work.session.scalars(query.order_by(Delivery.id).limit(limit))]


def newest(work: Work, before: str | None, limit: int) -> list[Shown]:
    """All that was posted out, the newest first; `before` is the last id known."""
    query = select(Delivery).where(Delivery.origin_id.is_(None))
    if before is not None:
        query = query.where(Delivery.id < before)
    return [_shown(row) for row in work.session.scalars(query.order_by(Delivery.id.desc()).limit(limit))]


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
        row.under,
        row.state in AGAIN and bool(row.sealed),
    )
