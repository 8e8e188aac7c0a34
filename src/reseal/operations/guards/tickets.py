"""Who may open a guard: ticket and PIN, in the form and under the lock that those of notices have."""

import base64
import binascii

from sqlalchemy import select

from reseal.operations.guards.tables import Guard
from reseal.operations.notices.tickets import is_locked, typed_pin, typed_ticket
from reseal.storage.clock import MINUTE, Milliseconds
from reseal.storage.store import Work

_PASS = 30 * MINUTE
_LENGTH = 12
_NOBODY = bytes(32)


def pin_print(work: Work, ticket: str, pin: str) -> bytes:
    """The keyed hash under which a PIN is kept: of no use for another ticket, nor for a notice."""
    return work.prints.of("guard_ticket", "pin", ticket, pin)


def entered(work: Work, ticket: str, pin: str) -> str | None:
    """The id of the guard that both open, or None: for a wrong PIN, an unknown ticket and a locked one alike."""
    ticket, pin = typed_ticket(ticket), typed_pin(pin)
    locked = is_locked(work, ticket)
    guard = _of_ticket(work, ticket)
    same = work.prints.same(pin_print(work, ticket, pin), guard.pin_print if guard else _NOBODY)
    return guard.id if guard is not None and same and not locked else None


def pass_for(work: Work, guard: Guard) -> str:
    """What the forms of an opened page carry instead of the PIN: it opens the same for half an hour."""
    until = work.now + _PASS
    mac = _pass_print(work, guard, until)
    return base64.urlsafe_b64encode(guard.ticket.encode() + until.to_bytes(8, "big") + mac).decode().rstrip("=")


def passed(work: Work, token: str) -> str | None:
    """The id of the guard that a pass opens; None for one that is wrong or over."""
    try:
        raw = base64.urlsafe_b64decode(token[:200].encode() + b"=" * (-len(token[:200]) % 4))
        ticket, until = raw[:_LENGTH].decode("ascii"), int.from_bytes(raw[_LENGTH : _LENGTH + 8], "big")
    except (ValueError, binascii.Error):
        return None
    guard = _of_ticket(work, ticket) if ticket.isalnum() else None
    if guard is None or until <= work.now:
        return None
    return guard.id if work.prints.same(_pass_print(work, guard, until), raw[_LENGTH + 8 :]) else None


def _of_ticket(work: Work, ticket: str) -> Guard | None:
    """The guard of a ticket, while it lasts."""
    return work.session.scalars(select(Guard).where(Guard.ticket == ticket, Guard.expires_at > work.now)).first()


def _pass_print(work: Work, guard: Guard, until: Milliseconds) -> bytes:
    return work.prints.of("guard_ticket", "pass", guard.ticket, str(until), guard.pin_print.hex())
