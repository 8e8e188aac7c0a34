"""Sessions: a browser that is signed in, or about to be. Its cookie is known here only by its fingerprint."""

import secrets
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import delete, select

from reseal.operations.audit.acts import record
from reseal.operations.staff import rules, views
from reseal.operations.staff.tables import Member as Row
from reseal.operations.staff.tables import StaffSession
from reseal.operations.staff.words import Elsewhere, Session, Stage
from reseal.storage.clock import MINUTE
from reseal.storage.store import Work

_LONGEST_COOKIE = 100
_TOUCH_AFTER = MINUTE
_HANDLE = 24


class Begun(NamedTuple):
    """A session that has just begun: `cookie` is for the browser alone."""

    cookie: str
    session: Session


def begin(work: Work, member_id: str | None, *, proven: bool = False, challenge: bytes | None = None) -> Begun:
    """A new session, under a new cookie."""
    cookie = secrets.token_urlsafe(32)
    row = StaffSession(
        cookie_print=work.prints.of("cookie", cookie),
        member_id=member_id,
        csrf=secrets.token_urlsafe(32),
        proven=proven,
        challenge=challenge,
        created_at=work.now,
        seen_at=work.now,
        expires_at=rules.ends(proven, work.now),
    )
    work.session.add(row)
    work.session.flush()
    return Begun(cookie, _shown(work, row))


def renew(work: Work, old: Session, *, proven: bool, member_id: str | None = None) -> Begun:
    """The session under another cookie; the old one opens nothing any more (no session is fixed on anybody)."""
    end(work, old.key)
    return begin(work, member_id or old.known.id, proven=proven)


def current(work: Work, cookie: str) -> Session | None:
    """The session of the cookie; None when it is over, or its member was shut out."""
    if not cookie or len(cookie) > _LONGEST_COOKIE:
        return None
    row = work.session.get(StaffSession, work.prints.of("cookie", cookie))
    if row is None or row.expires_at <= work.now or rules.idle(row.seen_at, work.now):
        return None
    session = _shown(work, row)
    return None if session.member is not None and session.member.disabled_at is not None else session


def is_stale(session: Session, now: int) -> bool:
    """Whether `touch` is due: once a minute, not with every request."""
    return now - session.seen_at >= _TOUCH_AFTER


def touch(work: Work, session: Session) -> None:
    """Note that the session is used."""
    row = work.session.get(StaffSession, session.key)
    if row is not None:
        row.seen_at = work.now


def give(work: Work, session: Session, what: bytes) -> None:
    """Keep what the session is to answer: a passkey's challenge, or a sealed secret for codes."""
    row = work.session.get(StaffSession, session.key, with_for_update=True)
    if row is not None:
        row.challenge = what


def given(work: Work, session: Session) -> bytes | None:
    """What the session was given to answer."""
    return work.session.scalar(select(StaffSession.challenge).where(StaffSession.cookie_print == session.key))


def take(work: Work, session: Session) -> bytes | None:
    """The same, once: it is gone by the asking."""
    row = work.session.get(StaffSession, session.key, with_for_update=True)
    if row is None:
        return None
    what, row.challenge = row.challenge, None
    return what


def others(work: Work, session: Session) -> list[Elsewhere]:
    """The other browsers in which the member is signed in, the one used last at first."""
    return [Elsewhere(_handle(row), row.created_at, row.seen_at) for row in _others(work, session)]


def end_others(work: Work, session: Session, handles: Iterable[str]) -> int:
    """End those of the member's other sessions that are named; answers how many there were."""
    named = set(handles)
    gone = [row.cookie_print for row in _others(work, session) if _handle(row) in named]
    work.session.execute(delete(StaffSession).where(StaffSession.cookie_print.in_(gone)))
    if gone:
        record(work, "staff.sessions_ended", session.known.id, count=len(gone))
    return len(gone)


def end(work: Work, key: bytes) -> None:
    """The session opens nothing any more."""
    work.session.execute(delete(StaffSession).where(StaffSession.cookie_print == key))


def erase_due(work: Work, limit: int) -> int:
    """Erase sessions that are over; answers how many: call until it answers 0."""
    due = select(StaffSession.cookie_print).where(StaffSession.expires_at <= work.now).limit(limit)
    keys = work.session.scalars(due).all()
    work.session.execute(delete(StaffSession).where(StaffSession.cookie_print.in_(keys)))
    return len(keys)


def _shown(work: Work, row: StaffSession) -> Session:
    of = work.session.get(Row, row.member_id) if row.member_id is not None else None
    member = None if of is None else views.shown(of)
    stage: Stage = "passkey"
    if member is not None:
        unset = not member.has_code or member.settings.first_password
        stage = "open" if row.proven else "first" if unset else "code"
    return Session(row.cookie_print, member, row.csrf, stage, row.seen_at)


def _others(work: Work, session: Session) -> list[StaffSession]:
    query = select(StaffSession).where(
        StaffSession.member_id == session.known.id,
        StaffSession.proven.is_(True),
        StaffSession.expires_at > work.now,
        StaffSession.cookie_print != session.key,
    )
    rows = work.session.scalars(query.order_by(StaffSession.seen_at.desc()))
    return [row for row in rows if not rules.idle(row.seen_at, work.now)]


def _handle(row: StaffSession) -> str:
    return row.cookie_print.hex()[:_HANDLE]
