"""Tokens are made and withdrawn here."""

import secrets
from collections.abc import Iterable

from reseal.operations.audit.acts import record
from reseal.operations.staff.access import AccessError, access
from reseal.operations.tokens.tables import TokenRow
from reseal.operations.tokens.words import PREFIX
from reseal.storage.ids import new_id
from reseal.storage.store import Work

LONGEST_NAME = 60


def create(work: Work, role: str, scopes: Iterable[str] = (), name: str = "") -> str:
    """Make a token and answer it: the only time that it can be read. Without scopes it has all those of its role.

    Raises:
        AccessError: there is no such role, or the role lacks one of the scopes.
    """
    may = access().of_token(role)
    asked = sorted(set(scopes)) or sorted(may)
    for scope in asked:
        if scope not in may:
            raise AccessError(f"the role {role} has no scope {scope}. It has {', '.join(sorted(may))}.")
    if len(name) > LONGEST_NAME:
        raise AccessError(f"the name has {len(name)} characters. Give {LONGEST_NAME} at most.")
    token, id_ = PREFIX + secrets.token_urlsafe(32), new_id()
    work.session.add(
        TokenRow(
            id=id_,
            token_print=work.prints.of("token", token),
            name=name,
            role=role,
            scopes=asked,
            created_at=work.now,
            withdrawn_at=None,
        )
    )
    record(work, "token.created", id_, role=role, scopes=asked)
    return token


def withdraw(work: Work, id_: str) -> None:
    """Let a token open nothing any more; one that was withdrawn stays so.

    Raises:
        LookupError: there is no such token.
    """
    row = work.session.get(TokenRow, id_, with_for_update=True)
    if row is None:
        raise LookupError(f"there is no token {id_}")
    if row.withdrawn_at is None:
        row.withdrawn_at = work.now
        record(work, "token.withdrawn", id_)
