"""Fingerprints: keyed hashes of normalised values, one key a purpose (PI-12, ID-03).

Two of the same purpose are equal where the values are; without the key nobody can try out numbers, and nothing tells
whether a fingerprint of one purpose and one of another are of the same value.
"""

import hmac
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from reseal.storage.keyring import Keyring

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

_BLOCK = 64

Purpose = Literal[
    "post",
    "account",
    "identifier",
    "text",
    "contact",
    "origin",
    "pin",
    "code",
    "link",
    "picture",
    "guard",
    "guard_picture",
    "guard_owner",
    "guard_code",
    "guard_post",
    "guard_ticket",
    "snapshot",
    "token",
    "cookie",
    "request",
    "identity",
    "sample",
    "group",
    "registration",
]


class Fingerprints:
    """Makes fingerprints under one keyring."""

    def __init__(self, keyring: Keyring) -> None:
        """Fingerprints under the keyring's secret for them."""
        self.key = lru_cache(maxsize=None)(lambda purpose: keyring.derive(f"fingerprint/{purpose}"))
        self._begun = lru_cache(maxsize=None)(lambda purpose: _begun(self.key(purpose)))

    def of(self, purpose: Purpose, *parts: str) -> bytes:
        """32 bytes. Parts are kept apart: ("ab", "c") is not ("a", "bc")."""
        content = b""
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass")
            content += len(raw).to_bytes(4, "big") + raw
        inner, outer = self._begun(purpose)
        inner, outer = inner.copy(), outer.copy()
        inner.update(content)
        outer.update(inner.digest())
        return outer.digest()

    def same(self, left: bytes, right: bytes) -> bool:
        """Whether two are equal, in a time that does not tell where they differ."""
        return hmac.compare_digest(left, right)


def _begun(key: bytes) -> "tuple[Hash, Hash]":
    """HMAC-SHA-256 (RFC 2104) of a key of one block at most, begun: its two hashes with the key taken in already."""
    padded = key.ljust(_BLOCK, b"\0")
    return sha256(bytes(byte ^ 0x36 for byte in padded)), sha256(bytes(byte ^ 0x5C for byte in padded))
