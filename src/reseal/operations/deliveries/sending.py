"""Sending, as the sweep sees it: what is due is taken for a while, tried outside of any work, and settled.

Whoever takes a delivery and dies leaves it to be taken again when the lease is over: everything arrives at least once,
under the id that it was posted out with.
"""

import random

from sqlalchemy import Select, select

from reseal.operations.audit.acts import record
from reseal.operations.deliveries import endpoints
from reseal.operations.deliveries.rules import lease, spread, unaddressed, wait_after
from reseal.operations.deliveries.tables import Delivery
from reseal.operations.deliveries.words import AGAIN, SEALED, Channel, Fault, Outgoing, Receiver
from reseal.operations.retention.rules import keep
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.storage.vaults import SealError


def is_due(work: Work) -> bool:
    """Whether anything is to be sent now."""
    return work.session.scalar(_due(work).with_only_columns(Delivery.id).limit(1)) is not None


def take_due(work: Work, limit: int) -> list[Outgoing]:
    """Take up to `limit` due deliveries, the longest due first; nobody else takes them while the lease runs."""
    rows = work.session.scalars(_due(work).limit(limit).with_for_update(skip_locked=True)).all()
    taken = [_taken(work, row) for row in rows]
    work.session.flush()
    return [outgoing for outgoing in taken if outgoing is not None]


def settle(work: Work, delivery_id: str, fault: Fault | None) -> None:
    """Note how the try ended: it arrived (no fault), or it is tried again later, or it has failed for good."""
    row = work.session.get(Delivery, delivery_id, with_for_update=True)
    if row is None or row.state not in ("due", "acknowledged"):
        return
    if fault is None:
        row.sent_at, row.problem = work.now, None
        row.next_at = work.now + keep("delivery")
        row.state = "sent" if row.acknowledged_at is None else "acknowledged"
        return
    if row.state == "acknowledged":
        return
    row.problem = fault
    wait = wait_after(_channel(row), row.tries)
    if wait is not None and fault not in ("unsendable", "erased"):
        row.next_at = work.now + spread(wait, random.random())
        return
    row.state, row.next_at = "failed", work.now + keep("delivery")
    record(work, "delivery.failed", row.id, kind=row.kind, problem=fault, tries=row.tries)


def replay(work: Work, delivery_id: str) -> bool:
    """Send it once more, from the first try on, under its id; False where it was withdrawn or erased, or never was."""
    row = work.session.get(Delivery, delivery_id, with_for_update=True)
    if row is None or row.state not in AGAIN or not row.sealed:
        return False
    _again(work, row)
    record(work, "delivery.replayed", row.id, kind=row.kind)
    return True


def replay_failed(work: Work, since: int, limit: int = 1_000) -> int:
    """Send once more what failed since then, as after an outage of the receiver; answers how many there were."""
    rows = work.session.scalars(
        select(Delivery)
        .where(Delivery.state == "failed", Delivery.created_at >= since, Delivery.sealed != b"")
        .order_by(Delivery.id)
        .limit(limit)
        .with_for_update()
    ).all()
    for row in rows:
        _again(work, row)
    if rows:
        record(work, "delivery.replayed", "failed", count=len(rows))
    return len(rows)


def _due(work: Work) -> Select[Delivery]:
    return select(Delivery).where(Delivery.state == "due", Delivery.next_at <= work.now).order_by(Delivery.next_at)


def _taken(work: Work, row: Delivery) -> Outgoing | None:
    url: str | None = None
    secrets: tuple[bytes, ...] = ()
    if row.channel == "webhook":
        addressed = _addressed(work, row)
        if addressed is None:
            return None
        url, secrets = addressed
    row.tries, row.next_at = row.tries + 1, work.now + lease()
    try:
        payload = work.open(row.vault_id, row.sealed, SEALED, object)
    except (LookupError, SealError):
        settle(work, row.id, "erased")
        return None
    receiver: Receiver = row.receiver  # type: ignore[assignment]
    return Outgoing(
        id=row.id,
        origin=row.origin_id or row.id,
        kind=row.kind,
        receiver=receiver,
        channel=_channel(row),
        created_at=row.created_at,
        tries=row.tries,
        payload=payload,
        url=url,
        secrets=secrets,
    )


def _addressed(work: Work, row: Delivery) -> tuple[str, tuple[bytes, ...]] | None:
    """Where the webhook goes. One without an endpoint gets all that take its kind, each by a delivery of its own."""
    if row.endpoint_id is not None:
        found = endpoints.key_of(work, row.endpoint_id)
        if found is not None:
            return found
        row.endpoint_id = None
        if row.origin_id is not None:
            _close(work, row)
            return None
    ids = endpoints.taking(work, row.kind)
    if not ids:
        row.next_at, row.problem = work.now + unaddressed(), "no_endpoint"
        return None
    row.endpoint_id = ids[0]
    for endpoint_id in ids[1:]:
        _repeat(work, row, endpoint_id)
    return endpoints.key_of(work, ids[0])


def _repeat(work: Work, row: Delivery, endpoint_id: str) -> None:
    known = select(Delivery.id).where(Delivery.origin_id == row.id, Delivery.endpoint_id == endpoint_id)
    if work.session.scalar(known) is not None:
        return
    vault = work.vault("delivery")
    content = work.open(row.vault_id, row.sealed, SEALED, object)
    work.session.add(
        Delivery(
            id=new_id(),
            kind=row.kind,
            receiver=row.receiver,
            channel=row.channel,
            endpoint_id=endpoint_id,
            origin_id=row.id,
            about=row.about,
            under=row.under,
            vault_id=vault,
            sealed=work.seal(vault, content, SEALED),
            state="due",
            tries=0,
            next_at=work.now,
            problem=None,
            created_at=row.created_at,
        )
    )


def _again(work: Work, row: Delivery) -> None:
    row.state, row.tries, row.next_at, row.problem = "due", 0, work.now, None


def _close(work: Work, row: Delivery) -> None:
    row.state, row.sealed, row.next_at = "withdrawn", b"", work.now + keep("delivery")
    work.destroy(row.vault_id)


def _channel(row: Delivery) -> Channel:
    return row.channel  # type: ignore[return-value]
