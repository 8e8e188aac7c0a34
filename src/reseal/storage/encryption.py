"""Between this server and a PostgreSQL elsewhere nothing goes in the clear, unless the address says so."""

from sqlalchemy import URL

_HERE = ("localhost", "127.0.0.1", "::1")
_MODE = "sslmode"


def encrypted(address: URL) -> URL:
    """The address, by which a server on another machine is reached under TLS or not at all.

    An address that names its `sslmode` stays as it is: `verify-full` also proves whose server it is, `disable` is for
    a network that encrypts by itself. A socket and this machine need none.
    """
    hosts = [address.host or "", *_named(address)]
    elsewhere = any(host and not host.startswith("/") and host not in _HERE for host in hosts)
    return address.update_query_dict({_MODE: "require"}) if elsewhere and _MODE not in address.query else address


def _named(address: URL) -> list[str]:
    """Hosts that the address names in its query, which libpq takes too."""
    found = address.normalized_query.get("host", ())
    return [host.partition(":")[0] for part in found for host in part.split(",")]
