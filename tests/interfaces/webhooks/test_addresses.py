"""A webhook's address is no way into the house (SSRF)."""

import socket
from ipaddress import ip_address

import pytest

from reseal.interfaces.webhooks import addresses
from reseal.interfaces.webhooks.addresses import AddressError, may_reach, networks, resolve

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2002:a00:1::",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2001:0:7f00:1::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_is_reached(address: str) -> None:
    assert not may_reach(ip_address(address), ())


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_the_public_internet_is_reached(address: str) -> None:
    assert may_reach(ip_address(address), ())


def test_what_the_operator_allows_is_reached_however_it_is_written() -> None:
    allowed = networks("127.0.0.0/8, 10.1.2.3,fd00::/8")
    assert all(may_reach(ip_address(one), allowed) for one in ("127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3", "fd00::1"))
    assert not any(may_reach(ip_address(one), allowed) for one in ("10.1.2.4", "::1", "169.254.169.254"))
    with pytest.raises(ValueError, match="home"):
        networks("home")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "017700000001", "127.1", "::1"])
def test_other_ways_of_writing_this_machine_are_no_way_round(host: str) -> None:
    with pytest.raises((AddressError, OSError)):
        resolve(host, 443, ())


def test_one_address_inside_spoils_the_whole_host(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(AddressError):
        resolve("example.com", 443, ())
    assert len(resolve("example.com", 443, networks("10.0.0.0/8"))) == 2
