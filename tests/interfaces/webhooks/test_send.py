"""A delivery as a webhook: signed as the specification says, told apart by how it ended."""

import json
import time

import pytest
from msgspec.structs import replace
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from reseal.interfaces.webhooks.addresses import networks
from reseal.interfaces.webhooks.send import body_of, headers_of, send
from reseal.operations.deliveries.words import Outgoing
from tests.conftest import NOON
from tests.interfaces.webhooks.receiver import Receiver

HERE = networks("127.0.0.0/8")
SECRET = bytes(range(32))


def outgoing(url: str | None = "https://example.com/hooks") -> Outgoing:
    payload = {"action": "remove", "post": "p-1", "id": "of the payload"}
    return Outgoing(
        "01A", "01B", "action.requested", "platform", "webhook", NOON, 1, payload, url=url, secrets=(SECRET,)
    )


def test_a_receiver_can_verify_what_it_got(receiver: Receiver) -> None:
    now = int(time.time() * 1000)
    assert send(outgoing(receiver.url), now, HERE) is None
    (got,) = receiver.got
    event = Webhook(SECRET).verify(got.body, got.headers)
    assert event["type"] == "action.requested" and event["timestamp"].endswith("Z")
    assert event["data"] == {"action": "remove", "post": "p-1", "id": "01B"}
    assert got.headers["webhook-id"] == "01A"
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(got.body.replace(b"remove", b"allow"), got.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(bytes(32)).verify(got.body, got.headers)


def test_with_two_secrets_in_force_a_receiver_verifies_by_either(receiver: Receiver) -> None:
    old, new = SECRET, bytes(reversed(range(32)))
    assert send(replace(outgoing(receiver.url), secrets=(new, old)), int(time.time() * 1000), HERE) is None
    (got,) = receiver.got
    assert len(got.headers["webhook-signature"].split(" ")) == 2
    assert Webhook(old).verify(got.body, got.headers) == Webhook(new).verify(got.body, got.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(bytes(32)).verify(got.body, got.headers)
    assert send(replace(outgoing(receiver.url), secrets=(new,)), int(time.time() * 1000), HERE) is None
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(receiver.got[1].body, receiver.got[1].headers)
    assert send(replace(outgoing(receiver.url), secrets=()), NOON, HERE) == "unsendable"


def test_the_body_is_the_same_at_every_try() -> None:
    first, second = outgoing(), replace(outgoing(), tries=2)
    assert body_of(first) == body_of(second)
    assert headers_of(first, body_of(first), NOON) == headers_of(second, body_of(second), NOON)
    assert json.loads(body_of(replace(first, payload=[1])))["data"] == {"value": [1], "id": "01B"}


@pytest.mark.parametrize(("status", "fault"), [(200, None), (299, None), (301, "refused"), (410, "refused")])
def test_what_the_receiver_says_counts(receiver: Receiver, status: int, fault: str | None) -> None:
    receiver.statuses = [status]
    assert send(outgoing(receiver.url), NOON, HERE) == fault


def test_faults_are_told_apart(receiver: Receiver) -> None:
    assert send(outgoing(receiver.url), NOON) == "not_allowed"
    assert send(outgoing(None), NOON) == "unsendable"
    closed = receiver.url
    receiver.close()
    assert send(outgoing(closed), NOON, HERE) == "unreachable"
