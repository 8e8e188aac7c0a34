"""Fingerprints: keyed hashes of normalised values, one key a purpose (PI-12, ID-03).

Two of the same purpose are equal where the values are; without the key nobody can try out numbers, and nothing tells
whether a fingerprint of one purpose and one of another are of the same value.
"""

import hmac
from functools import lru_cache
from typing import Literal

from reseal.storage.keyring import Keyring

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

    def of(self, purpose: Purpose, *parts: str) -> bytes:
        """32 bytes. Parts are kept apart: ("ab", "c") is not ("a", "bc")."""
        content = b""
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass")
            content += len(raw).to_bytes(4, "big") + raw
        return hmac.digest(self.key(purpose), content, "sha256")

    def same(self, left: bytes, right: bytes) -> bool:
        """Whether two are equal, in a time that does not tell where they differ."""
        return hmac.compare_digest(left, right)
