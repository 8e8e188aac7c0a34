"""A delivery as a webhook: what stands in it, how it is signed, and what became of it."""

from datetime import UTC, datetime

import h11
import msgspec
from standardwebhooks.webhooks import Webhook

from reseal import __version__
from reseal.interfaces.webhooks.addresses import AddressError, Network
from reseal.interfaces.webhooks.post import post
from reseal.operations.deliveries.words import Fault, Outgoing
from reseal.storage.clock import SECOND, Milliseconds


def send(outgoing: Outgoing, now: Milliseconds, allowed: tuple[Network, ...] = ()) -> Fault | None:
    """Send it to its endpoint; None when it arrived."""
    if outgoing.url is None or not outgoing.secrets:
        return "unsendable"
    body = body_of(outgoing)
    try:
        status = post(outgoing.url, headers_of(outgoing, body, now), body, allowed)
    except AddressError:
        return "not_allowed"
    except (OSError, h11.RemoteProtocolError):
        return "unreachable"
    except (ValueError, h11.LocalProtocolError):
        return "unsendable"
    return None if 200 <= status < 300 else "refused"


def body_of(outgoing: Outgoing) -> bytes:
    """The event as the specification wants it: `type`, `timestamp` and `data`, whose `id` is the one to acknowledge."""
    made = datetime.fromtimestamp(outgoing.created_at / SECOND, UTC).isoformat(timespec="milliseconds")
    data = dict(outgoing.payload) if isinstance(outgoing.payload, dict) else {"value": outgoing.payload}
    event = {"type": outgoing.kind, "timestamp": made.replace("+00:00", "Z"), "data": {**data, "id": outgoing.origin}}
    return msgspec.json.encode(event)


def headers_of(outgoing: Outgoing, body: bytes, now: Milliseconds) -> dict[str, str]:
    """The headers, a signature with each secret in force among them. All are made here: no payload becomes one."""
    at = datetime.fromtimestamp(now // SECOND, UTC)
    signatures = [Webhook(secret).sign(outgoing.id, at, body.decode()) for secret in outgoing.secrets]
    return {
        "Content-Type": "application/json",
        "User-Agent": f"reseal/{__version__}",
        "webhook-id": outgoing.id,
        "webhook-timestamp": str(now // SECOND),
        "webhook-signature": " ".join(signatures),
    }
