"""Passkeys (WebAuthn): one step that is both possession and person, without anything that could be handed on."""

from typing import NamedTuple

import msgspec
from sqlalchemy import delete, select
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from reseal.operations.audit.acts import record
from reseal.operations.staff import sessions, sign_in
from reseal.operations.staff.sessions import Begun
from reseal.operations.staff.tables import Member as Row
from reseal.operations.staff.tables import Passkey
from reseal.operations.staff.words import Key, Session
from reseal.storage.ids import new_id
from reseal.storage.store import Work

MOST = 20
LONGEST_NAME = 60
LARGEST_ANSWER = 32 * 1024
_PASSKEY = b"passkey:"


class Site(NamedTuple):
    """Whom passkeys are for: the host's name, and the origin as browsers write it."""

    host: str
    origin: str


class PasskeyError(ValueError):
    """What the browser sent is no passkey of this site, or not an answer to what it was asked."""


def listed(work: Work, member_id: str) -> list[Key]:
    """A member's passkeys, the oldest first."""
    rows = work.session.scalars(select(Passkey).where(Passkey.member_id == member_id).order_by(Passkey.id))
    return [Key(row.id, row.name, row.created_at) for row in rows]


def offer(work: Work, session: Session, site: Site) -> str:
    """What the browser is to make a passkey of, as JSON.

    Raises:
        PasskeyError: a provider of identities lets them in; a passkey would let them in past it.
    """
    member = session.known
    if not member.local:
        raise PasskeyError
    known = work.session.scalars(select(Passkey.credential).where(Passkey.member_id == member.id))
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="Reseal",
        user_id=member.id.encode(),
        user_name=member.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=credential) for credential in known],
    )
    sessions.give(work, session, _PASSKEY + options.challenge)
    return options_to_json(options)


def add(work: Work, session: Session, site: Site, answer: str, name: str) -> str:
    """Keep the passkey that the browser has made; answers its id.

    Raises:
        PasskeyError: it answers nothing that was asked here, or there are too many already.
    """
    member = session.known
    challenge = _asked(work, session)
    if challenge is None or len(answer) > LARGEST_ANSWER or len(listed(work, member.id)) >= MOST:
        raise PasskeyError
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise PasskeyError from None
    if work.session.scalar(select(Passkey.id).where(Passkey.credential == made.credential_id)) is not None:
        raise PasskeyError
    id_ = new_id()
    work.session.add(
        Passkey(
            id=id_,
            member_id=member.id,
            credential=made.credential_id,
            public_key=made.credential_public_key,
            uses=made.sign_count,
            name=name.strip()[:LONGEST_NAME] or "passkey",
            created_at=work.now,
        )
    )
    record(work, "staff.passkey_added", member.id, passkey=id_)
    return id_


def remove(work: Work, member_id: str, passkey_id: str) -> None:
    """Let a member's passkey open nothing any more.

    Raises:
        LookupError: the member has no such passkey.
    """
    own = Passkey.member_id == member_id
    if work.session.scalar(select(Passkey.id).where(Passkey.id == passkey_id, own)) is None:
        raise LookupError(f"there is no passkey {passkey_id}")
    work.session.execute(delete(Passkey).where(Passkey.id == passkey_id, own))
    record(work, "staff.passkey_removed", member_id, passkey=passkey_id)


def ask(work: Work, site: Site) -> tuple[Begun, str]:
    """A session before anybody is known, and what the browser is to ask a passkey, as JSON."""
    options = generate_authentication_options(rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED)
    return sessions.begin(work, None, challenge=_PASSKEY + options.challenge), options_to_json(options)


def answer(work: Work, session: Session, site: Site, given: str) -> Begun:
    """The session, open, for the member whose passkey answered. What was asked counts once.

    Raises:
        PasskeyError: no passkey of this site, of nobody who may come in, or not an answer to what was asked.
    """
    challenge = _asked(work, session)
    row = _of(work, given) if challenge is not None and len(given) <= LARGEST_ANSWER else None
    member = work.session.get(Row, row.member_id) if row is not None else None
    if challenge is None or row is None or member is None or member.disabled_at is not None:
        raise PasskeyError
    try:
        shown = verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.uses,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise PasskeyError from None
    row.uses = shown.new_sign_count
    return sign_in.opened(work, session, member.id, "passkey")


def owner(work: Work, given: str) -> str | None:
    """Whose passkey it is that the browser names, proven or not."""
    row = _of(work, given) if len(given) <= LARGEST_ANSWER else None
    return None if row is None else row.member_id


def _asked(work: Work, session: Session) -> bytes | None:
    what = sessions.take(work, session)
    return what.removeprefix(_PASSKEY) if what is not None and what.startswith(_PASSKEY) else None


class _Answer(msgspec.Struct):
    rawId: str  # noqa: N815 - as WebAuthn calls it


def _of(work: Work, given: str) -> Passkey | None:
    try:
        credential = base64url_to_bytes(msgspec.json.decode(given, type=_Answer).rawId)
    except ValueError:
        return None
    return work.session.scalar(select(Passkey).where(Passkey.credential == credential).with_for_update())
