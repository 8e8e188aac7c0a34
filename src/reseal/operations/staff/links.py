"""Links that let a member in once: made on the machine that the desk runs on, by whoever holds its keys.

For a sample to look at, and for a member who has lost password and device. A link is a session that has not begun; it
opens one, once, within minutes, and the audit says so.
"""

from typing import Literal

from reseal.operations.audit.acts import record
from reseal.operations.staff import acts, sessions, sign_in
from reseal.operations.staff.sessions import Begun
from reseal.operations.staff.views import named
from reseal.operations.staff.words import Member, Session
from reseal.storage.store import Work

_LINK = b"link:"


def make(work: Work, name: str) -> str:
    """The key of a link for the member of that name.

    Raises:
        LookupError: there is no such member, or they are shut out.
    """
    member = named(work, name)
    if member is None or member.disabled_at is not None:
        raise LookupError(f"there is no member {name} who may come in. `reseal staff list` names them.")
    begun = sessions.begin(work, member.id, challenge=_LINK)
    record(work, "staff.link_made", member.id)
    return begun.cookie


def whose(work: Work, key: str) -> Member | None:
    """Whom a link lets in; None when it was used or is too old."""
    found = _waiting(work, key)
    return None if found is None else found.member


def enter(work: Work, key: str, lang: Literal["zh", "en"] | None = None) -> Begun | None:
    """The session that a link opens, once; None when it was used or is too old.

    `lang` is the language in which the link was shown: that of the desk for whoever has set no password of their own
    yet, and so has chosen nothing.
    """
    waiting = _waiting(work, key)
    if waiting is None or sessions.take(work, waiting) != _LINK:
        return None
    if lang is not None and waiting.known.settings.first_password:
        acts.choose(work, waiting.known.id, waiting.known.settings, lang)
    return sign_in.opened(work, waiting, waiting.known.id, "link")


def _waiting(work: Work, key: str) -> Session | None:
    session = sessions.current(work, key)
    if session is None or session.member is None or sessions.given(work, session) != _LINK:
        return None
    return session
