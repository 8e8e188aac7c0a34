"""Endpoints: which addresses may take webhooks."""

import base64

import pytest

from reseal.operations.deliveries import endpoints
from reseal.operations.deliveries.tables import Endpoint
from reseal.storage.clock import HOUR
from reseal.storage.store import Store
from reseal.storage.vaults import Vault
from tests.conftest import Clock


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "//example.com/",
        "https://",
        "https://:443/x",
        "https://user:word@example.com/",
        "https://user@example.com/",
        "https://example.com/#part",
        "https://example.com/\r\nX-Evil: 1",
        "https://example.com/a b",
        "https://例子.example/",
        "https://example.com:0/",
        "https://example.com:99999/",
        "https://[::1/",
        "https://example.com/" + "a" * 500,
    ],
)
def test_what_is_no_plain_https_address_takes_no_webhooks(store: Store, url: str) -> None:
    with pytest.raises(endpoints.EndpointError), store.write() as work:
        endpoints.register(work, url)


def test_a_secret_is_shown_once_and_kept_sealed(store: Store) -> None:
    with store.write() as work:
        registered = endpoints.register(work, "https://example.com/hooks?from=reseal", ["action.requested"])
    assert registered.secret.startswith("whsec_")
    with store.read() as work:
        (shown,) = endpoints.shown(work)
        assert (shown.url, shown.kinds) == ("https://example.com/hooks?from=reseal", ["action.requested"])
        assert endpoints.taking(work, "action.requested") == [registered.id]
        assert endpoints.taking(work, "statement.author") == []
    with store.database.engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert registered.id in dump and registered.secret.removeprefix("whsec_") not in dump


def secret_of(shown: str) -> bytes:
    return base64.b64decode(shown.removeprefix("whsec_"))


def test_a_rotated_secret_signs_beside_the_new_one_until_its_time_is_over(either_store: Store, clock: Clock) -> None:
    with either_store.write() as work:
        first = endpoints.register(work, "https://example.com/hooks")
        other = endpoints.register(work, "https://other.example.com/hooks")
        rotated = endpoints.rotate(work, first.id, 2 * HOUR)
        assert endpoints.rotate(work, "nothing", HOUR) is None
    assert rotated is not None and rotated.old_until == clock() + 2 * HOUR
    clock.pass_(2 * HOUR - 1)
    with either_store.write() as work:
        found = endpoints.key_of(work, first.id)
        assert found == ("https://example.com/hooks", (secret_of(rotated.secret), secret_of(first.secret)))
        assert [one.old_until for one in endpoints.shown(work)] == [rotated.old_until, None]
        assert endpoints.erase_due(work, 10) == 0
    clock.pass_(1)
    with either_store.write() as work:
        assert endpoints.key_of(work, first.id) == ("https://example.com/hooks", (secret_of(rotated.secret),))
        assert endpoints.key_of(work, other.id) == ("https://other.example.com/hooks", (secret_of(other.secret),))
        assert [one.old_until for one in endpoints.shown(work)] == [None, None]
        assert endpoints.erase_due(work, 10) == 1 and endpoints.erase_due(work, 10) == 0
        row = work.session.get(Endpoint, first.id)
        assert row is not None and (row.old_secret, row.old_vault_id, row.old_until) == (None, None, None)


def test_of_many_rotations_the_last_two_secrets_are_in_force_and_after_a_leak_one(store: Store) -> None:
    with store.write() as work:
        first = endpoints.register(work, "https://example.com/hooks")
        vaults = [work.session.get_one(Endpoint, first.id).vault_id]
        second = endpoints.rotate(work, first.id, HOUR)
        third = endpoints.rotate(work, first.id, HOUR)
        assert second is not None and third is not None
        assert endpoints.key_of(work, first.id) == (
            "https://example.com/hooks",
            (secret_of(third.secret), secret_of(second.secret)),
        )
        assert work.session.get(Vault, vaults[0]) is None, "the first one is gone with its key"
        last = endpoints.rotate(work, first.id, 0)
        assert last is not None
        assert endpoints.key_of(work, first.id) == ("https://example.com/hooks", (secret_of(last.secret),))
        endpoints.rotate(work, first.id, HOUR)
        assert endpoints.remove(work, first.id)
        row = work.session.get_one(Endpoint, first.id)
        assert (row.secret, row.old_secret) == (b"", None)
        assert endpoints.rotate(work, first.id, HOUR) is None
