"""How often one origin may knock: notices, and ticket and PIN pairs that did not fit. Kept in memory for a minute."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.page import LOOPBACK
from reseal.interfaces.api.visits import Visits
from reseal.operations.appeals.rules import rules as appeals
from reseal.operations.guards.rules import rules as guard_rules
from reseal.operations.notices.rules import rules


def origin_at(address: str) -> str:
    """The origin of an address: of IPv6 the network of 64 bits, of which one household has all."""
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(read, IPv6Address) and read.ipv4_mapped is None:
        return str(IPv6Network((int(read) >> 64 << 64, 64)))
    return str(read.ipv4_mapped or read) if isinstance(read, IPv6Address) else str(read)


class Origins:
    """The counts of this server. An origin is an address; it is never written anywhere."""

    def __init__(self, per_minute: int, *, proxied: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        """So many notices a minute. `proxied`: a proxy on this machine may say who asks."""
        self._notices = Visits(per_minute)
        self._threats = Visits(per_minute)
        self._guards = Visits(guard_rules().limits.a_minute)
        self._misses = Visits(rules().lock.look_ups_per_minute)
        self._appeals = Visits(appeals().limits.per_minute)
        self._proxied = proxied
        self._clock = clock

    def of(self, request: AnyRequest) -> str:
        """Where a request comes from. Of what is forwarded, only what the proxy itself has added last is believed."""
        address = request.client.host if request.client else ""
        if self._proxied and address in LOOPBACK:
            address = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip() or address
        return origin_at(address)

    def may_file(self, origin: str, *, threat: bool = False) -> bool:
        """Whether a notice from here is taken now. Threats to life are counted apart."""
        return (self._threats if threat else self._notices).allow(origin, self._clock())

    def may_appeal(self, origin: str) -> bool:
        """Whether something said in an appeal is taken from here now."""
        return self._appeals.allow(origin, self._clock())

    def may_guard(self, origin: str) -> bool:
        """Whether a guard from here is taken now."""
        return self._guards.allow(origin, self._clock())

    def may_look(self, origin: str) -> bool:
        """Whether another ticket and PIN are looked at from here; counted at once, so that many together are many."""
        return self._misses.allow(origin, self._clock())

    def fitted(self, origin: str) -> None:
        """What was looked at from here did fit: it counts as nothing."""
        self._misses.give_back(origin)
