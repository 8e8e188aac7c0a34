"""The peers: other open tools that find personal data, each in the best setting for Chinese posts that its docs offer.

A peer maps its own types to ours; what has no counterpart with us (a URL, a date, an age) is left out of its favour
and its disfavour alike.
"""

from bench.peers import argus, cloak, jio, presidio
from bench.peers.peer import Peer

PEERS: tuple[Peer, ...] = (argus.PEER, jio.PEER, cloak.PEER, presidio.PEER)


def peer(name: str) -> Peer:
    """The peer of that name.

    Raises:
        SystemExit: there is none; the message names those there are.
    """
    for one in PEERS:
        if one.name == name:
            return one
    raise SystemExit(f"bench: no peer {name!r}; there are {', '.join(one.name for one in PEERS)}.")
