"""People and groups that the provider of identities hands over (SCIM): who is taken back there is out here at once.

Only whom the provider handed over or made is seen or changed from there. What it calls people and groups is sealed.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, func, select

from reseal.operations.audit.acts import record
from reseal.operations.staff import identities
from reseal.operations.staff.identities import IdentityError, Known, Profile, Roles
from reseal.operations.staff.tables import Group, Identity, InGroup
from reseal.storage.ids import new_id
from reseal.storage.store import Work

MOST_MEMBERS = 10_000
_NAME = "group.name"


class TakenError(IdentityError):
    """There is one of that name already."""


class Naming(msgspec.Struct, frozen=True):
    """What a provider calls a group."""

    name: str
    external: str = ""


class KnownGroup(NamedTuple):
    """A group as it was handed over; `members` are ids of members."""

    id: str
    naming: Naming
    members: tuple[str, ...]
    created_at: int
    changed_at: int


class Hands(NamedTuple):
    """Whose people these are, and which group gives which role."""

    issuer: str
    roles: Roles


def people(
    work: Work, hands: Hands, *, name: str | None = None, subject: str | None = None, skip: int = 0, most: int = 100
) -> tuple[int, list[Known]]:
    """How many there are of that name or subject (of any, without), and those of one page, by id."""
    wanted = select(Identity.member_id)
    if name is not None:
        wanted = wanted.where(Identity.name_print == identities.name_print(work, name))
    if subject is not None:
        wanted = wanted.where(Identity.subject_print == work.prints.of("identity", hands.issuer, subject))
    total = work.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    ids = work.session.scalars(wanted.order_by(Identity.member_id).offset(skip).limit(most)).all()
    return total, [found for id_ in ids if (found := identities.by_member(work, id_)) is not None]


def hand_over(work: Work, hands: Hands, profile: Profile, *, active: bool) -> Known:
    """Somebody new; they come in when a group of theirs gives a role.

    Raises:
        TakenError: somebody is called so, or is so, already.
        IdentityError: the provider does not say who it is.
    """
    _require_free(work, hands, profile, None)
    return identities.make(work, hands.issuer, profile, None, "scim", active=active)


def change(work: Work, hands: Hands, member_id: str, profile: Profile, *, active: bool) -> Known:
    """What the provider says of them now; errors as those of `hand_over`, and LookupError for nobody of theirs."""
    known = identities.by_member(work, member_id)
    if known is None:
        raise LookupError(member_id)
    _require_free(work, hands, profile, member_id)
    role = _role(work, hands, member_id) if known.source == "scim" else known.role
    identities.change(work, hands.issuer, member_id, profile, role, active=active)
    changed = identities.by_member(work, member_id)
    assert changed is not None
    return changed


def groups(work: Work, *, name: str | None = None, skip: int = 0, most: int = 100) -> tuple[int, list[KnownGroup]]:
    """How many groups there are (of that name), and those of one page, by id."""
    wanted = select(Group.id)
    if name is not None:
        wanted = wanted.where(Group.name_print == _print(work, name))
    total = work.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    ids = work.session.scalars(wanted.order_by(Group.id).offset(skip).limit(most)).all()
    return total, [found for id_ in ids if (found := group(work, id_)) is not None]


def group(work: Work, group_id: str) -> KnownGroup | None:
    """The group of that id."""
    row = work.session.get(Group, group_id)
    if row is None:
        return None
    naming = work.open(row.vault_id, row.sealed, _NAME, Naming)
    members = work.session.scalars(
        select(InGroup.member_id).where(InGroup.group_id == group_id).order_by(InGroup.member_id)
    )
    return KnownGroup(row.id, naming, tuple(members), row.created_at, row.changed_at)


def put_group(work: Work, hands: Hands, group_id: str | None, naming: Naming, members: Collection[str]) -> KnownGroup:
    """A group as it is now (None: a new one); everybody in it, and everybody who was, gets the role of their groups.

    Raises:
        TakenError: there is another group of that name.
        IdentityError: it has no name, too many members, or one whom the provider did not hand over.
        LookupError: there is no such group.
    """
    named = set(members)
    if not naming.name.strip() or len(named) > MOST_MEMBERS:
        raise IdentityError("a group has a displayName, and at most 10,000 members")
    printed = _print(work, naming.name)
    other = work.session.scalar(select(Group.id).where(Group.name_print == printed))
    if other is not None and other != group_id:
        raise TakenError("there is a group of that name already")
    known = (
        set(work.session.scalars(select(Identity.member_id).where(Identity.member_id.in_(named)))) if named else set()
    )
    if known != named:
        raise IdentityError("a member of it is none of those that were handed over")
    if group_id is None:
        group_id, vault = new_id(), work.vault("group")
        row = Group(id=group_id, name_print=printed, vault_id=vault, sealed=b"", created_at=work.now, changed_at=0)
        work.session.add(row)
    else:
        found = work.session.get(Group, group_id, with_for_update=True)
        if found is None:
            raise LookupError(group_id)
        row = found
    row.name_print, row.changed_at = printed, work.now
    row.sealed = work.seal(row.vault_id, naming, _NAME)
    work.session.flush()
    before = set(work.session.scalars(select(InGroup.member_id).where(InGroup.group_id == group_id)))
    work.session.execute(delete(InGroup).where(InGroup.group_id == group_id, InGroup.member_id.in_(before - named)))
    work.session.add_all(InGroup(group_id=group_id, member_id=one) for one in sorted(named - before))
    work.session.flush()
    record(work, "staff.group_put", group_id, members=len(named))
    _settle(work, hands, before | named)
    kept = group(work, group_id)
    assert kept is not None
    return kept


def remove_group(work: Work, hands: Hands, group_id: str) -> None:
    """The group is no more; whoever has no other that gives a role is shut out.

    Raises:
        LookupError: there is no such group.
    """
    row = work.session.get(Group, group_id, with_for_update=True)
    if row is None:
        raise LookupError(group_id)
    before = set(work.session.scalars(select(InGroup.member_id).where(InGroup.group_id == group_id)))
    work.session.execute(delete(InGroup).where(InGroup.group_id == group_id))
    work.session.delete(row)
    work.session.flush()
    work.remove(row.vault_id)
    record(work, "staff.group_removed", group_id)
    _settle(work, hands, before)


def _settle(work: Work, hands: Hands, members: Collection[str]) -> None:
    for member_id in sorted(members):
        known = identities.by_member(work, member_id)
        if known is not None and known.source == "scim":
            identities.settle(work, member_id, _role(work, hands, member_id))


def _role(work: Work, hands: Hands, member_id: str) -> str | None:
    """The role that their groups give."""
    ids: Sequence[str] = work.session.scalars(select(InGroup.group_id).where(InGroup.member_id == member_id)).all()
    found = [group(work, id_) for id_ in ids]
    return hands.roles.of([one.naming.name for one in found if one is not None])


def _require_free(work: Work, hands: Hands, profile: Profile, member_id: str | None) -> None:
    if not profile.user_name.strip():
        raise IdentityError("userName is missing")
    _, named = people(work, hands, name=profile.user_name, most=2)
    _, known = people(work, hands, subject=profile.subject, most=2)
    if any(one.member_id != member_id for one in (*named, *known)):
        raise TakenError("somebody is called so already")


def _print(work: Work, name: str) -> bytes:
    return work.prints.of("identity", "group", name.strip().casefold())
