"""Which network addresses a webhook may reach: the public internet, and what the operator allows besides.

A host name is resolved when something is sent, every address that it stands for is checked, and the connection goes to
an address that was checked, not to the name again: a name that means something else a moment later changes nothing.
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = IPv6Network("64:ff9b::/96")
_HIDING = (IPv6Network("64:ff9b:1::/48"), IPv6Network("2002::/16"), IPv6Network("2001::/32"), IPv6Network("::/96"))
"""IPv6 networks whose addresses carry another one within: nobody who takes webhooks lives there."""


class AddressError(ValueError):
    """An address that webhooks may not reach."""


def resolve(host: str, port: int, allowed: tuple[Network, ...]) -> list[Address]:
    """The addresses of a host, all of which webhooks may reach.

    Raises:
        AddressError: at least one of them they may not.
        OSError: the host has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))
    if not addresses or not all(may_reach(address, allowed) for address in addresses):
        raise AddressError("the host stands for an address that webhooks may not reach")
    return addresses


def may_reach(address: Address, allowed: tuple[Network, ...]) -> bool:
    """Whether webhooks may go there: it lies in the public internet or in a network that the operator allows."""
    meant = _meant(address)
    if any(network.version == meant.version and meant in network for network in allowed):
        return True
    if isinstance(meant, IPv6Address) and (meant.is_site_local or any(meant in network for network in _HIDING)):
        return False
    return meant.is_global and not (meant.is_multicast or meant.is_reserved or meant.is_unspecified)


def networks(text: str) -> tuple[Network, ...]:
    """The networks that a setting names, as in `127.0.0.0/8, 10.1.2.3`.

    Raises:
        ValueError: a part of it is no network.
    """
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one is only another way of writing, else itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
