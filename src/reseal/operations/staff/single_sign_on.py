"""Signing in at a provider of identities: what a browser is given to bring back, and whom it lets in.

What the provider says was checked before (`interfaces.oidc`). It lets in whom it made or handed over, and nobody else:
no name and no address leads to a member who was added here.
"""

import secrets
from collections.abc import Sequence

import msgspec

from reseal.operations.audit.acts import record
from reseal.operations.staff import acts, identities, sessions, sign_in, views
from reseal.operations.staff.identities import IdentityError, Profile, Roles
from reseal.operations.staff.sessions import Begun
from reseal.operations.staff.words import Session
from reseal.storage.store import Work

_ASKED = b"oidc:"


class Asked(msgspec.Struct, frozen=True):
    """What one browser is to bring back, once. `verifier` proves to the provider that it was asked from here (PKCE)."""

    state: str
    nonce: str
    verifier: str
    next: str


class Person(msgspec.Struct, frozen=True):
    """Somebody as the provider has just vouched for them."""

    issuer: str
    profile: Profile
    groups: Sequence[str]


def begin(work: Work, before: Session | None, next_: str) -> tuple[Begun, Asked]:
    """A session that waits for what the provider says; the one before ends."""
    if before is not None:
        sessions.end(work, before.key)
    asked = Asked(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), next_)
    return sessions.begin(work, None, challenge=_ASKED + msgspec.json.encode(asked)), asked


def taken(work: Work, session: Session, state: str) -> Asked | None:
    """What the browser was asked, once: whatever comes of it, it is used up. None where the state is another."""
    kept = sessions.take(work, session)
    if kept is None or not kept.startswith(_ASKED):
        return None
    asked = msgspec.json.decode(kept.removeprefix(_ASKED), type=Asked)
    return asked if work.prints.same(asked.state.encode(), state.encode("utf-8", "replace")) else None


def entered(work: Work, session: Session, person: Person, roles: Roles, *, new: bool, factor_there: bool) -> Begun:
    """Let somebody in, whose role is that of their groups now; whoever was handed over has the role of then.

    `new`: whether somebody whom nobody handed over is taken. `factor_there`: whether the provider's second factor is
    enough; else the desk asks for its own.

    Raises:
        IdentityError: they may not come in; the text says why, in one word.
    """
    role = roles.of(person.groups)
    acts.in_turn(work)
    known = identities.by_subject(work, person.issuer, person.profile.subject)
    if known is None:
        if role is None or not new:
            raise IdentityError("no_role" if role is None else "not_handed_over")
        known = identities.make(work, person.issuer, person.profile, role, "oidc")
    elif known.source == "oidc":
        identities.settle(work, known.member_id, role)
    member = views.member(work, known.member_id)
    if member is None or member.disabled_at is not None:
        raise IdentityError("shut_out")
    if factor_there:
        return sign_in.opened(work, session, known.member_id, "single sign-on")
    return sessions.renew(work, session, proven=False, member_id=known.member_id)


def refused(work: Work, why: str) -> None:
    """Note that a sign-in at the provider came to nothing; `why` is one word of this project's own."""
    record(work, "staff.sso_refused", "provider", why=why)
