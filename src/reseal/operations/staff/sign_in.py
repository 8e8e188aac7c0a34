"""Signing in: password, then a code; or a passkey (`passkeys`). Each try is spent before it is looked at.

These take the store, not a `Work`: the slow hash of a password is computed while no transaction is open.
"""

from typing import NamedTuple

from reseal.operations.audit.acts import record
from reseal.operations.staff import acts, passwords, rules, sessions
from reseal.operations.staff.rules import PasswordFault
from reseal.operations.staff.sessions import Begun
from reseal.operations.staff.tables import Member as Row
from reseal.operations.staff.views import named
from reseal.operations.staff.words import Member, Session
from reseal.storage.store import Store, Work

OFFERED = "member.offered"
_CODE = b"code:"


class FirstError(ValueError):
    """Why the first settings were not taken: `code`, or a fault of the password."""

    def __init__(self, fault: PasswordFault | str) -> None:
        super().__init__(fault)
        self.fault = fault


class _Try(NamedTuple):
    member: Member
    password_hash: str | None


def by_password(store: Store, name: str, password: str) -> Begun | None:
    """The first step: a session that opens nothing yet. None is all that a wrong one gets, for whatever reason.

    A name that nobody has, a wrong password and an account that rests take as long and get the same.
    """
    spent = _spend(store, name)
    if not passwords.fits(spent.password_hash if spent else None, password) or spent is None:
        if spent is not None:
            with store.write(spent.member.actor) as work:
                _refuse(work, spent.member.id, "password")
        return None
    with store.write(spent.member.actor) as work:
        _give_back(work, spent.member.id)
        return sessions.begin(work, spent.member.id)


def by_code(store: Store, session: Session, code: str) -> Begun | None:
    """The second step: the session is open, under another cookie; None for a wrong code, or one that was used."""
    member = session.known
    with store.write(member.actor) as work:
        row = work.session.get(Row, member.id, with_for_update=True)
        if session.stage != "code" or row is None or row.disabled_at is not None or _rests(row, work.now):
            return None
        if acts.use_code(work, row, code):
            return _open(work, session, row, "password and code")
        _count(work, row)
        _refuse(work, member.id, "code")
        if _rests(row, work.now):
            sessions.end(work, session.key)
        return None


def offered(store: Store, session: Session) -> str:
    """The secret for codes that this session is to take over into a device: the same until it was taken."""
    kept = pending(store, session)
    if kept is not None:
        return kept
    with store.write(session.known.actor) as work:
        row = work.session.get(Row, session.known.id)
        assert row is not None
        secret = acts.new_secret()
        sessions.give(work, session, _CODE + work.seal(row.vault_id, secret, OFFERED))
        return secret


def pending(store: Store, session: Session) -> str | None:
    """The secret that was offered and not taken yet; None while there is none."""
    with store.read(session.known.actor) as work:
        row, kept = work.session.get(Row, session.known.id), sessions.given(work, session)
        if row is None or kept is None or not kept.startswith(_CODE):
            return None
        return work.open(row.vault_id, kept.removeprefix(_CODE), OFFERED, str)


def first(store: Store, session: Session, password: str, code: str) -> Begun:
    """Set one's own password and codes, after a password that was handed out; the session is open then.

    Whoever a provider of identities lets in sets codes alone.

    Raises:
        FirstError: the password is not taken, or the code does not fit.
    """
    member = session.known
    fault = rules.password_fault(password, member.name) if member.local else None
    if fault is not None:
        raise FirstError(fault)
    secret, hashed = offered(store, session), passwords.hashed(password) if member.local else None
    with store.write(member.actor) as work:
        row = work.session.get(Row, member.id, with_for_update=True)
        if session.stage != "first" or row is None or row.disabled_at is not None:
            raise FirstError("code")
        if not acts.set_code(work, member.id, secret, code):
            raise FirstError("code")
        if hashed is None:
            return _open(work, session, row, "single sign-on and code")
        acts.set_password(work, member.id, hashed, session.key)
        return _open(work, session, row, "first password")


def new_code(store: Store, session: Session, code: str) -> bool:
    """Take the secret that was offered in place of the one before, if the code fits."""
    secret = pending(store, session)
    if secret is None:
        return False
    with store.write(session.known.actor) as work:
        taken = acts.set_code(work, session.known.id, secret, code)
        if taken:
            sessions.take(work, session)
        return taken


def confirmed(store: Store, session: Session, given: str) -> bool:
    """Whether it is the member's password, asked once more before something grave; a wrong one counts as a try.

    Whom a provider of identities lets in has none here: they are asked for the code of their device.
    """
    member, password = session.known, given
    if not member.local:
        return _by_own_code(store, member, given)
    spent = _spend(store, member.name)
    right = passwords.fits(spent.password_hash if spent else None, password) and spent is not None
    with store.write(member.actor) as work:
        if right:
            _give_back(work, member.id)
        elif spent is not None:
            _refuse(work, member.id, "password")
    return right


def change_password(store: Store, session: Session, old: str, new: str) -> PasswordFault | str | None:
    """Change one's own password; answers what is wrong: `old`, or a fault of the new one. Other sessions end."""
    fault = rules.password_fault(new, session.known.name)
    if fault is not None:
        return fault
    if not confirmed(store, session, old):
        return "old"
    hashed = passwords.hashed(new)
    with store.write(session.known.actor) as work:
        acts.set_password(work, session.known.id, hashed, session.key)
    return None


def _by_own_code(store: Store, member: Member, code: str) -> bool:
    with store.write(member.actor) as work:
        row = work.session.get(Row, member.id, with_for_update=True)
        if row is None or row.disabled_at is not None or _rests(row, work.now):
            return False
        if acts.use_code(work, row, code):
            return True
        _count(work, row)
        _refuse(work, member.id, "code")
        return False


def sign_out(work: Work, session: Session) -> None:
    """End the session."""
    sessions.end(work, session.key)
    if session.member is not None:
        record(work, "staff.signed_out", session.member.id)


def opened(work: Work, old: Session, member_id: str, how: str) -> Begun:
    """The session, open: for a member who has proven who they are."""
    row = work.session.get(Row, member_id, with_for_update=True)
    if row is None:
        raise LookupError(f"there is no member {member_id}")
    return _open(work, old, row, how)


def _open(work: Work, old: Session, row: Row, how: str) -> Begun:
    row.failed, row.locked_until = 0, None
    begun = sessions.renew(work, old, proven=True, member_id=row.id)
    record(work, "staff.signed_in", row.id, how=how)
    return begun


def _spend(store: Store, name: str) -> _Try | None:
    """Count a try as failed before it is looked at: many at once are no more tries than one by one."""
    with store.read() as work:
        member = named(work, name)
    if member is None or member.disabled_at is not None:
        return None
    with store.write(member.actor) as work:
        row = work.session.get(Row, member.id, with_for_update=True)
        if row is None or row.disabled_at is not None or _rests(row, work.now):
            return None
        _count(work, row)
        over = member.settings.first_password and member.settings.first_until <= work.now
        return _Try(member, None if over else row.password_hash)


def _count(work: Work, row: Row) -> None:
    row.failed += 1
    pause = rules.rest(row.failed)
    row.locked_until = None if pause is None else work.now + pause


def _give_back(work: Work, member_id: str) -> None:
    row = work.session.get(Row, member_id, with_for_update=True)
    if row is not None:
        row.failed = max(0, row.failed - 1)
        row.locked_until = None


def _refuse(work: Work, member_id: str, step: str) -> None:
    row = work.session.get(Row, member_id)
    failed = 0 if row is None else row.failed
    record(work, "staff.refused", member_id, step=step, failed=failed)
    if row is not None and _rests(row, work.now):
        record(work, "staff.locked", member_id, failed=failed)


def _rests(row: Row, now: int) -> bool:
    return row.locked_until is not None and row.locked_until > now
