"""People whom a provider of identities knows: made at their first sign-in there, or handed over before (SCIM).

They have no password here, so that nothing but the provider lets them in. Whoever was added here is never touched from
there, by whatever name: no provider shuts out the last administrator, and none takes over a name.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, select

from reseal.operations.audit.acts import record
from reseal.operations.staff import acts, rules
from reseal.operations.staff.tables import Identity, InGroup
from reseal.operations.staff.tables import Member as Row
from reseal.operations.staff.words import Settings
from reseal.storage.ids import new_id
from reseal.storage.store import Work

SEALED = "identity"
GROUP = "group"
_MOST_SAME_NAMES = 50


class IdentityError(ValueError):
    """What the provider says of somebody cannot be used here."""


class Profile(msgspec.Struct, frozen=True):
    """What a provider calls somebody. `subject` never changes there and is nobody else's."""

    subject: str
    user_name: str
    display_name: str = ""


class Known(NamedTuple):
    """A member whom the provider knows."""

    member_id: str
    profile: Profile
    active: bool
    source: str
    role: str
    created_at: int
    changed_at: int


class Roles(NamedTuple):
    """Which group gives which role: the first that fits does (setting `group_roles`)."""

    table: Mapping[str, str]

    def of(self, groups: Sequence[str]) -> str | None:
        """The role of somebody in these groups; None where none of them gives one."""
        return next((role for group, role in self.table.items() if group in groups), None)


def by_subject(work: Work, issuer: str, subject: str) -> Known | None:
    """Whom the provider of that issuer calls so."""
    printed = work.prints.of("identity", issuer, subject)
    row = work.session.scalar(select(Identity).where(Identity.subject_print == printed))
    return None if row is None else _known(work, row)


def by_member(work: Work, member_id: str) -> Known | None:
    """The member of that id, if a provider knows them."""
    row = work.session.get(Identity, member_id)
    return None if row is None else _known(work, row)


def make(work: Work, issuer: str, profile: Profile, role: str | None, source: str, *, active: bool = True) -> Known:
    """Somebody new. Without a role, or not active, they cannot come in.

    Raises:
        IdentityError: the provider calls somebody so already, or calls this one nothing.
        AccessError: people have no such role.
    """
    if not profile.subject.strip():
        raise IdentityError("the provider does not say who this is")
    if by_subject(work, issuer, profile.subject) is not None:
        raise IdentityError("the provider calls somebody so already")
    acts.require_person(role or _LEAST)
    member_id, vault = new_id(), work.vault("member")
    work.session.add(
        Row(
            id=member_id,
            name=_free_name(work, profile.user_name),
            role=role or _LEAST,
            lang="zh",
            password_hash=None,
            vault_id=vault,
            totp=None,
            totp_step=0,
            failed=0,
            locked_until=None,
            settings=msgspec.to_builtins(Settings()),
            created_at=work.now,
            disabled_at=None if active and role else work.now,
        )
    )
    work.session.flush()
    row = Identity(
        member_id=member_id,
        subject_print=work.prints.of("identity", issuer, profile.subject),
        name_print=name_print(work, profile.user_name),
        source=source,
        active=active,
        sealed=work.seal(vault, profile, SEALED),
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    record(work, "staff.provisioned", member_id, source=source, role=role or "none", active=active)
    return _known(work, row)


def change(work: Work, issuer: str, member_id: str, profile: Profile, role: str | None, *, active: bool) -> None:
    """Take over what the provider says now; who is not active loses their sessions at once.

    Raises:
        IdentityError: it calls somebody else so.
        LookupError: it knows no such member.
    """
    row = _row(work, member_id)
    other = by_subject(work, issuer, profile.subject)
    if other is not None and other.member_id != member_id:
        raise IdentityError("the provider calls somebody else so")
    if not profile.subject.strip():
        raise IdentityError("the provider does not say who this is")
    member = _member(work, member_id)
    row.subject_print = work.prints.of("identity", issuer, profile.subject)
    row.name_print = name_print(work, profile.user_name)
    row.sealed = work.seal(member.vault_id, profile, SEALED)
    row.changed_at = work.now
    if row.active != active:
        row.active = active
        record(work, "staff.activated" if active else "staff.deprovisioned", member_id)
    settle(work, member_id, role)


def settle(work: Work, member_id: str, role: str | None) -> None:
    """Let a member in with the role, or shut them out where they have none or are not active."""
    row, member = _row(work, member_id), _member(work, member_id)
    if role is not None and member.role != role:
        acts.require_person(role)
        before, member.role = member.role, role
        record(work, "staff.role_changed", member_id, before=before, after=role)
    if row.active and role is not None:
        if member.disabled_at is not None:
            member.disabled_at, member.failed, member.locked_until = None, 0, None
            record(work, "staff.enabled", member_id)
        return
    acts.end_sessions(work, member_id)
    if member.disabled_at is None:
        member.disabled_at = work.now
        record(work, "staff.disabled", member_id)


def forget(work: Work, member_id: str) -> None:
    """The provider knows them no more: they are shut out; what they did stays theirs in the audit.

    Raises:
        LookupError: it knows no such member.
    """
    _row(work, member_id)
    settle(work, member_id, None)
    work.session.execute(delete(InGroup).where(InGroup.member_id == member_id))
    work.session.execute(delete(Identity).where(Identity.member_id == member_id))
    member = _member(work, member_id)
    member.totp = None
    record(work, "staff.forgotten", member_id)


def name_print(work: Work, user_name: str) -> bytes:
    """The fingerprint of a user name, however it is typed."""
    return work.prints.of("identity", "name", user_name.strip().casefold())


def _known(work: Work, row: Identity) -> Known:
    member = _member(work, row.member_id)
    profile = work.open(member.vault_id, row.sealed, SEALED, Profile)
    return Known(row.member_id, profile, row.active, row.source, member.role, row.created_at, row.changed_at)


def _row(work: Work, member_id: str) -> Identity:
    row = work.session.get(Identity, member_id, with_for_update=True)
    if row is None:
        raise LookupError(f"the provider knows no member {member_id}")
    return row


def _member(work: Work, member_id: str) -> Row:
    row = work.session.get(Row, member_id, with_for_update=True)
    assert row is not None
    return row


def _free_name(work: Work, user_name: str) -> str:
    """A name in the desk's own form that nobody has: somebody else's is never taken over."""
    bare = user_name.partition("@")[0]
    plain = "".join(one if one.isalnum() or one in "._-" else "-" for one in bare)[: rules.LONGEST_NAME - 4]
    name = rules.member_name(plain or "member")
    for number in range(1, _MOST_SAME_NAMES):
        tried = name if number == 1 else f"{name}-{number}"
        if not work.session.scalar(select(Row.id).where(Row.name == tried)):
            return tried
    return f"{name[: rules.LONGEST_NAME - 30]}-{new_id().lower()}"


_LEAST = "intake"
"""The role that stands in the row of somebody without one; they cannot come in with it."""
