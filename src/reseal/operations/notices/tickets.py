"""Tickets and PINs: how they look, how they are typed, and the lock that guessing meets.

A PIN is kept as a keyed hash: without the key its hundred million values cannot be tried on a copy of the database, and
with the lock not on the door. A ticket that does not exist is counted and locked like one that does.
"""

import base64
import binascii
import secrets
import unicodedata

from sqlalchemy import delete, select

from reseal.operations.notices import rows
from reseal.operations.notices.rules import locked_for, rules
from reseal.operations.notices.tables import Notice, TicketTries
from reseal.storage.clock import HOUR, MINUTE, Milliseconds
from reseal.storage.store import Work

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_LENGTH = 12
_PIN_DIGITS = 8
_PASS = 30 * MINUTE
_NOBODY = bytes(32)


def new_ticket() -> str:
    """Sixty random bits as twelve letters and digits, without those that look alike."""
    random = secrets.randbits(_LENGTH * 5)
    return "".join([_LETTERS[random >> place & 31] for place in range(0, _LENGTH * 5, 5)])


def new_pin() -> str:
    """Eight random digits."""
    return f"{secrets.randbelow(10**_PIN_DIGITS):0{_PIN_DIGITS}}"


def shown(ticket: str) -> str:
    """A ticket in groups, as people copy it."""
    return "-".join(ticket[at : at + 4] for at in range(0, _LENGTH, 4))


def typed_ticket(text: str) -> str:
    """A ticket as it is stored, from what was typed: any case, any gaps, O for 0."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text[:80]))).upper().translate(_READ_AS)


def typed_pin(text: str) -> str:
    """A PIN from what was typed."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text[:80])))


def pin_print(work: Work, ticket: str, pin: str) -> bytes:
    """The keyed hash under which a PIN is kept: of no use for another ticket."""
    return work.prints.of("pin", ticket, pin)


def entered(work: Work, ticket: str, pin: str) -> Notice | None:
    """The notice that both open, or None: for a wrong PIN, an unknown ticket and a locked one alike."""
    ticket, pin = typed_ticket(ticket), typed_pin(pin)
    locked = is_locked(work, ticket)
    notice = work.session.scalars(select(Notice).where(Notice.ticket == ticket)).first()
    same = work.prints.same(pin_print(work, ticket, pin), notice.pin_print if notice else _NOBODY)
    return notice if same and not locked else None


def is_locked(work: Work, ticket: str) -> bool:
    """Whether a ticket (as it is stored) is shut for now, after wrong PINs; whether there is such a one or not."""
    tries = work.session.get(TicketTries, work.prints.of("pin", ticket))
    return tries is not None and tries.locked_until > work.now


def missed(work: Work, ticket: str) -> None:
    """Count a wrong PIN for a ticket, known or not; from some number on the ticket is locked for a while."""
    name = work.prints.of("pin", typed_ticket(ticket))
    rows.in_turn(work, name)
    row = work.session.get(TicketTries, name)
    if row is None:
        row = TicketTries(ticket_print=name, tries=0, locked_until=0, erase_at=0)
        work.session.add(row)
    if row.locked_until > work.now:
        return
    if row.erase_at <= work.now:
        row.tries = 0
    row.tries += 1
    row.locked_until = work.now + locked_for(row.tries)
    row.erase_at = max(row.locked_until, work.now) + rules().lock.forget_hours * HOUR
    work.session.flush()


def opened(work: Work, ticket: str) -> None:
    """Forget the wrong PINs of a ticket whose PIN was made anew."""
    work.session.execute(delete(TicketTries).where(TicketTries.ticket_print == work.prints.of("pin", ticket)))


def pass_for(work: Work, notice: Notice | rows.New) -> str:
    """What the forms of an opened page carry instead of the PIN: it opens the same for half an hour."""
    until = work.now + _PASS
    mac = _pass_print(work, notice, until)
    return base64.urlsafe_b64encode(notice.ticket.encode() + until.to_bytes(8, "big") + mac).decode().rstrip("=")


def passed(work: Work, token: str) -> Notice | None:
    """The notice that a pass opens; None for one that is wrong or over."""
    try:
        raw = base64.urlsafe_b64decode(token[:200].encode() + b"=" * (-len(token[:200]) % 4))
        ticket, until = raw[:_LENGTH].decode("ascii"), int.from_bytes(raw[_LENGTH : _LENGTH + 8], "big")
    except (ValueError, binascii.Error):
        return None
    if not ticket.isalnum():
        return None
    notice = work.session.scalars(select(Notice).where(Notice.ticket == ticket)).first()
    if notice is None or until <= work.now:
        return None
    return notice if work.prints.same(_pass_print(work, notice, until), raw[_LENGTH + 8 :]) else None


def _pass_print(work: Work, notice: Notice | rows.New, until: Milliseconds) -> bytes:
    return work.prints.of("link", "pass", notice.ticket, str(until), notice.pin_print.hex())
