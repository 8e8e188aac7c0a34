"""Endpoints: where a platform takes webhooks, for which kinds, and under which secret.

Whether an address may be reached at all is found out when something is sent to it; what can be said of it as it
stands is said here, when it is registered.
"""

import base64
import secrets
from urllib.parse import urlsplit

from sqlalchemy import select, update

from reseal.operations.audit.acts import record
from reseal.operations.deliveries.tables import Delivery, Endpoint
from reseal.operations.deliveries.words import Registered, Rotated, ShownEndpoint
from reseal.storage.clock import Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work

EVERY_KIND = "*"
LONGEST_URL = 500
SECRET = "endpoint.secret"
_PREFIX = "whsec_"


class EndpointError(ValueError):
    """An address that cannot take webhooks. The text says what is wrong with it and the remedy."""


def register(work: Work, url: str, kinds: list[str] | None = None) -> Registered:
    """Send webhooks of these kinds (all, where none is named) to the address; the secret is shown this once.

    Raises:
        EndpointError: no address of this shape takes webhooks.
    """
    checked = require_url(url)
    vault = work.vault("endpoint")
    secret = secrets.token_bytes(32)
    name = new_id()
    work.session.add(
        Endpoint(
            id=name,
            url=checked,
            vault_id=vault,
            secret=work.seal(vault, secret, SECRET),
            events={"kinds": kinds or [EVERY_KIND]},
            enabled=True,
            created_at=work.now,
        )
    )
    work.session.flush()
    waiting = (Delivery.state == "due", Delivery.problem == "no_endpoint")
    work.session.execute(update(Delivery).where(*waiting).values(next_at=work.now))
    record(work, "endpoint.registered", name, kinds=len(kinds or []))
    return Registered(name, _written(secret))


def rotate(work: Work, endpoint_id: str, overlap: Milliseconds) -> Rotated | None:
    """Give an endpoint a new secret; for the time of overlap the one before signs too, then it ends.

    So a receiver takes the new one over at leisure; after a leak the overlap is 0. A secret that was already on its way
    out ends at once. None where there is no such endpoint.
    """
    row = work.session.get(Endpoint, endpoint_id, with_for_update=True)
    if row is None or not row.enabled:
        return None
    _forget_old(work, row)
    secret, until = secrets.token_bytes(32), work.now + overlap
    row.old_vault_id, row.old_secret, row.old_until = row.vault_id, row.secret, until
    row.vault_id = work.vault("endpoint")
    row.secret = work.seal(row.vault_id, secret, SECRET)
    work.session.flush()
    if not overlap:
        _forget_old(work, row)
    record(work, "endpoint.rotated", endpoint_id, until=until)
    return Rotated(_written(secret), until)


def erase_due(work: Work, limit: int) -> int:
    """Erase old secrets whose time is over; answers how many: call until it answers 0."""
    due = select(Endpoint).where(Endpoint.old_until <= work.now).limit(limit).with_for_update(skip_locked=True)
    rows = work.session.scalars(due).all()
    for row in rows:
        _forget_old(work, row)
    return len(rows)


def remove(work: Work, endpoint_id: str) -> bool:
    """Send nothing more to it; what is still due waits for another. False where there is no such endpoint."""
    row = work.session.get(Endpoint, endpoint_id, with_for_update=True)
    if row is None or not row.enabled:
        return False
    row.enabled, row.secret = False, b""
    work.destroy(row.vault_id)
    _forget_old(work, row)
    record(work, "endpoint.removed", endpoint_id)
    return True


def shown(work: Work) -> list[ShownEndpoint]:
    """The endpoints in use, the oldest first."""
    rows = work.session.scalars(select(Endpoint).where(Endpoint.enabled).order_by(Endpoint.id))
    return [
        ShownEndpoint(row.id, row.url, list(row.events["kinds"]), row.created_at, _old_until(work, row)) for row in rows
    ]


def taking(work: Work, kind: str) -> list[str]:
    """The ids of the endpoints that take webhooks of the kind, the oldest first."""
    return [endpoint.id for endpoint in shown(work) if endpoint.kinds == [EVERY_KIND] or kind in endpoint.kinds]


def key_of(work: Work, endpoint_id: str) -> tuple[str, tuple[bytes, ...]] | None:
    """Address and secrets in force of an endpoint in use, the newest first; None for any other."""
    row = work.session.get(Endpoint, endpoint_id)
    if row is None or not row.enabled:
        return None
    secrets_ = [work.open(row.vault_id, row.secret, SECRET, bytes)]
    if _old_until(work, row) is not None and row.old_vault_id is not None and row.old_secret is not None:
        secrets_.append(work.open(row.old_vault_id, row.old_secret, SECRET, bytes))
    return row.url, tuple(secrets_)


def require_url(url: str) -> str:
    """The address itself, once it can be one that takes webhooks.

    Raises:
        EndpointError: it cannot.
    """
    if (
        len(url) > LONGEST_URL
        or not url.isascii()
        or not url.isprintable()
        or any(char in url for char in ' "<>\\^`{|}')
    ):
        raise EndpointError(f"the address is no plain URL of at most {LONGEST_URL} characters. Encode what is special.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise EndpointError("the address cannot be read. Give one such as https://example.com/webhooks.") from None
    if parts.scheme not in ("https", "http"):
        raise EndpointError("the address does not begin with https://. Webhooks go by HTTPS.")
    if not host or port == 0:
        raise EndpointError("the address names no host. Give one such as https://example.com/webhooks.")
    if parts.username is not None or parts.password is not None:
        raise EndpointError("the address holds a user or password. Leave them out: the signature says who sends.")
    if parts.fragment:
        raise EndpointError("the address holds a #fragment, which is never sent. Leave it out.")
    return url


def _written(secret: bytes) -> str:
    return _PREFIX + base64.b64encode(secret).decode()


def _old_until(work: Work, row: Endpoint) -> Milliseconds | None:
    return row.old_until if row.old_until is not None and row.old_until > work.now else None


def _forget_old(work: Work, row: Endpoint) -> None:
    vault, row.old_vault_id, row.old_secret, row.old_until = row.old_vault_id, None, None, None
    work.session.flush()
    if vault is not None:
        work.remove(vault)
