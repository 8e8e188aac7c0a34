"""Endpoints: which addresses may take webhooks."""

import pytest

from reseal.operations.deliveries import endpoints
from reseal.storage.store import Store


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
