"""What is done with deliveries: posted out with what they tell of, acknowledged, withdrawn."""

from typing import Any

import msgspec
from sqlalchemy import select

from reseal.operations.deliveries.rules import free_texts
from reseal.operations.deliveries.tables import Delivery
from reseal.operations.deliveries.words import SEALED, Acknowledged, Channel, Message, Receiver, Standing, Withdrawn
from reseal.operations.retention.rules import keep
from reseal.operations.retention.views import held
from reseal.screening.policy.outbound import require_outbound
from reseal.storage.clock import DAY, Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work


def post_out(
    work: Work,
    kind: str,
    receiver: Receiver,
    channel: Channel,
    about: str,
    payload: Any,
    *,
    under: str | None = None,
    not_before: Milliseconds = 0,
) -> str:
    """Send something, once this work takes effect; answers the id that never changes, however often it is tried.

    `about` is the id of what it tells of (a case, a notice, a snapshot). `payload` is a `Message` for the sender, else
    what stands in the webhook's `data`; the receiver finds the id in it as `id`. `under` is the case
    or notice with which it is erased, where `about` is another id. `not_before`: until then it waits, and can be
    withdrawn.

    Raises:
        PersonalDataError: a free text in it holds personal data (SOR-01). Nothing was posted out.
        msgspec.ValidationError: the sender was given what is no message.
    """
    content = msgspec.to_builtins(payload)
    if channel == "sender":
        msgspec.convert(content, Message)
    for text in free_texts(content):
        require_outbound(text)
    vault = work.vault("delivery")
    name = new_id()
    work.session.add(
        Delivery(
            id=name,
            kind=kind,
            receiver=receiver,
            channel=channel,
            endpoint_id=None,
            origin_id=None,
            about=about,
            under=under or about,
            vault_id=vault,
            sealed=work.seal(vault, content, SEALED),
            state="due",
            tries=0,
            next_at=max(work.now, not_before),
            problem=None,
            created_at=work.now,
        )
    )
    work.session.flush()
    return name


def acknowledge(work: Work, delivery_id: str) -> Acknowledged | Withdrawn | None:
    """Note that the platform has done what it was asked, once and for all; None where no such thing was asked of it.

    What was withdrawn is not noted: the answer says what stands instead.
    """
    row = work.session.get(Delivery, delivery_id, with_for_update=True)
    if row is None or row.channel != "webhook" or row.origin_id is not None:
        return None
    last = _last(work, row)
    if row.state == "withdrawn":
        return Withdrawn(row.id, row.kind, row.about, _standing(work, last) if last is not None else None)
    first = row.acknowledged_at is None
    if first:
        row.state, row.acknowledged_at, row.next_at = "acknowledged", work.now, work.now + keep("delivery")
    return Acknowledged(row.id, row.kind, row.about, row.acknowledged_at or work.now, first, last is row)


def _last(work: Work, row: Delivery) -> Delivery | None:
    """What was posted out last of a kind about the same, and not taken back."""
    query = select(Delivery).where(
        Delivery.about == row.about,
        Delivery.kind == row.kind,
        Delivery.origin_id.is_(None),
        Delivery.state != "withdrawn",
    )
    return work.session.scalars(query.order_by(Delivery.created_at.desc(), Delivery.id.desc()).limit(1)).first()


def _standing(work: Work, row: Delivery) -> Standing:
    payload = work.open(row.vault_id, row.sealed, SEALED, dict[str, Any]) if row.sealed else {}
    return Standing(row.id, payload.get("action"))


def withdraw(work: Work, about: str, kind: str | None = None) -> int:
    """Send no more of what is still due about this (of the kind, if one is named); answers how many there were."""
    query = select(Delivery).where(Delivery.about == about, Delivery.state == "due")
    if kind is not None:
        query = query.where(Delivery.kind == kind)
    rows = work.session.scalars(query.with_for_update()).all()
    for row in rows:
        _erase(work, row)
        row.state = "withdrawn"
    return sum(row.origin_id is None for row in rows)


def erase_due(work: Work, limit: int) -> int:
    """Erase what deliveries said once its time has come, and later what is known of them (PI-01); answers how many.

    What tells of a case or notice under a legal hold stays for another day (SYS-03).
    """
    rows = work.session.scalars(
        select(Delivery)
        .where(Delivery.state.in_(("sent", "acknowledged", "failed", "withdrawn")), Delivery.next_at <= work.now)
        .order_by(Delivery.next_at, Delivery.origin_id.is_(None))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    kept = held(work, {row.under for row in rows})
    for row in rows:
        if row.under in kept:
            row.next_at = work.now + DAY
        elif row.sealed:
            _erase(work, row)
        else:
            _remove(work, row)
    work.session.flush()
    return len(rows)


def erase(work: Work, under: str) -> int:
    """Forget everything that was posted out under a case or notice, as it is erased; answers how many there were."""
    rows = work.session.scalars(select(Delivery).where(Delivery.under == under)).all()
    for row in sorted(rows, key=lambda row: row.origin_id is None):
        _remove(work, row)
    return len(rows)


def _erase(work: Work, row: Delivery) -> None:
    row.sealed, row.next_at = b"", work.now + keep("delivery_record")
    work.destroy(row.vault_id)


def _remove(work: Work, row: Delivery) -> None:
    if row not in work.session:
        return  # it went with the one that it repeats
    repeats = work.session.scalars(select(Delivery).where(Delivery.origin_id == row.id)).all()
    for gone in (*repeats, row):
        vault = gone.vault_id
        work.session.delete(gone)
        work.session.flush()
        work.remove(vault)
