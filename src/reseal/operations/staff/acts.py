"""People of staff are added, changed and shut out here."""

import secrets
from typing import Literal

import msgspec
import pyotp
from sqlalchemy import delete, select

from reseal.operations.audit.acts import record
from reseal.operations.staff import rules
from reseal.operations.staff.access import AccessError, access
from reseal.operations.staff.tables import Member as Row
from reseal.operations.staff.tables import Passkey, StaffSession
from reseal.operations.staff.words import Settings
from reseal.storage.ids import new_id
from reseal.storage.store import Work

TOTP = "member.totp"
_KEEPER = "admin"
_ORDER = 0x5EA4


class TakenError(ValueError):
    """There is somebody of that name."""


class ElsewhereError(ValueError):
    """A password for somebody whom a provider of identities lets in: it would outlive their account there."""


class LastAdminError(ValueError):
    """Nobody would be left to let people in."""


def add(work: Work, name: str, role: str, password_hash: str, lang: Literal["zh", "en"] = "zh") -> str:
    """Add somebody, with a password that was handed out and must be changed; answers the id.

    Raises:
        ValueError: the name is none (`rules.member_name`), or taken (TakenError).
        AccessError: people have no such role.
    """
    folded = rules.member_name(name)
    require_person(role)
    in_turn(work)
    if work.session.scalar(select(Row.id).where(Row.name == folded)):
        raise TakenError(f"there is a member {folded}. Take another name, or `reseal staff reset` them.")
    id_ = new_id()
    work.session.add(
        Row(
            id=id_,
            name=folded,
            role=role,
            lang=lang,
            password_hash=password_hash,
            vault_id=work.vault("member"),
            totp=None,
            totp_step=0,
            failed=0,
            locked_until=None,
            settings=msgspec.to_builtins(Settings(first_password=True, first_until=rules.first_ends(work.now))),
            created_at=work.now,
            disabled_at=None,
        )
    )
    record(work, "staff.added", id_, role=role)
    return id_


def reset(work: Work, member_id: str, password_hash: str) -> None:
    """Give a password that must be changed; codes, passkeys and sessions of before are gone.

    Raises:
        LookupError: there is no such member.
        ElsewhereError: they sign in at the provider.
    """
    row = _row(work, member_id)
    if row.password_hash is None:
        raise ElsewhereError(f"{row.name} signs in at the provider of identities and has no password here.")
    row.password_hash, row.totp, row.failed, row.locked_until = password_hash, None, 0, None
    row.settings = {**row.settings, "first_password": True, "first_until": rules.first_ends(work.now)}
    work.session.execute(delete(Passkey).where(Passkey.member_id == member_id))
    end_sessions(work, member_id)
    record(work, "staff.reset", member_id)


def change_role(work: Work, member_id: str, role: str) -> None:
    """Give another role; what is open goes by it at once.

    Raises:
        LookupError: there is no such member.
        AccessError: people have no such role.
        LastAdminError: it was the only administrator who can come in.
    """
    require_person(role)
    row = _row(work, member_id)
    if row.role != role:
        _require_another_admin(work, row)
        before, row.role = row.role, role
        record(work, "staff.role_changed", member_id, before=before, after=role)


def disable(work: Work, member_id: str) -> None:
    """Shut somebody out at once, until `enable`.

    Raises:
        LookupError: there is no such member.
        LastAdminError: it was the only administrator who can come in.
    """
    row = _row(work, member_id)
    _require_another_admin(work, row)
    end_sessions(work, member_id)
    if row.disabled_at is None:
        row.disabled_at = work.now
        record(work, "staff.disabled", member_id)


def enable(work: Work, member_id: str) -> None:
    """Let somebody in again, and end the rest that failures brought.

    Raises:
        LookupError: there is no such member.
    """
    row = _row(work, member_id)
    row.disabled_at, row.failed, row.locked_until = None, 0, None
    record(work, "staff.enabled", member_id)


def choose(work: Work, member_id: str, settings: Settings, lang: Literal["zh", "en"]) -> None:
    """Keep what a member chose; whether the password is a handed out one stays as it was."""
    row = _row(work, member_id)
    before = msgspec.convert(row.settings, Settings)
    kept = msgspec.structs.replace(settings, first_password=before.first_password, first_until=before.first_until)
    row.settings, row.lang = msgspec.to_builtins(kept), lang


def set_password(work: Work, member_id: str, password_hash: str, keep: bytes | None = None) -> None:
    """Take a new password; every other session of the member ends."""
    row = _row(work, member_id)
    row.password_hash = password_hash
    row.settings = {**row.settings, "first_password": False}
    end_sessions(work, member_id, keep)
    record(work, "staff.password_changed", member_id)


def set_code(work: Work, member_id: str, secret: str, code: str) -> bool:
    """Take a secret for codes, once a code shows that the member's device has it; answers whether it did."""
    row = _row(work, member_id)
    before = row.totp, row.totp_step
    row.totp, row.totp_step = work.seal(row.vault_id, secret, TOTP), 0
    if not use_code(work, row, code):
        row.totp, row.totp_step = before
        return False
    record(work, "staff.code_set", member_id)
    return True


def new_secret() -> str:
    """A secret for codes: 160 bits in base 32."""
    return pyotp.random_base32()


def use_code(work: Work, row: Row, code: str) -> bool:
    """Whether the code is the member's and was not used before: none works twice (RFC 6238, 5.2)."""
    if row.totp is None:
        return False
    digits = "".join(one for one in code if one.isascii() and one.isdigit())[:7]
    codes = pyotp.TOTP(work.open(row.vault_id, row.totp, TOTP, str))
    step, beside = work.now // (codes.interval * 1000), rules.sign_in().code.steps_beside
    for at in range(step - beside, step + beside + 1):
        if secrets.compare_digest(codes.generate_otp(at), digits) and at > row.totp_step:
            row.totp_step = at
            return True
    return False


def end_sessions(work: Work, member_id: str, keep: bytes | None = None) -> None:
    """End the sessions of a member, all but the one to keep."""
    gone = delete(StaffSession).where(StaffSession.member_id == member_id)
    work.session.execute(gone if keep is None else gone.where(StaffSession.cookie_print != keep))


def in_turn(work: Work) -> None:
    """Let nobody else add people, or take over what a provider says of them, before this work is done.

    Whoever looks whether a name is free, or changes what it has just read, takes the turn first.
    """
    work.store.database.alone(work.session, _ORDER)


def _row(work: Work, member_id: str) -> Row:
    row = work.session.get(Row, member_id, with_for_update=True)
    if row is None:
        raise LookupError(f"there is no member {member_id}")
    return row


def _require_another_admin(work: Work, row: Row) -> None:
    """Somebody with a password of this desk has to be left: a provider of identities may be away, or be wrong."""
    if row.role != _KEEPER or row.disabled_at is not None or row.password_hash is None:
        return
    others = select(Row.id).where(
        Row.role == _KEEPER, Row.disabled_at.is_(None), Row.id != row.id, Row.password_hash.is_not(None)
    )
    if not work.session.scalars(others.with_for_update()).first():
        raise LastAdminError(f"{row.name} is the last administrator. Make another one first.")


def require_person(role: str) -> None:
    """See to it that people have such a role.

    Raises:
        AccessError: they have none such.
    """
    if role not in access().staff_roles:
        raise AccessError(f"people have no role {role}. They have {', '.join(access().staff_roles)}.")
