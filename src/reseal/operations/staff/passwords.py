"""Passwords as Argon2id hashes. Hashing is slow on purpose: never call it within a `Work`."""

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from reseal.operations.staff.rules import sign_in

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another


def hashed(password: str) -> str:
    """The password as it is kept."""
    with _turns():
        return _hasher().hash(_bytes(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether it is the password. Without a kept one it takes as long, and never is."""
    with _turns():
        try:
            return _hasher().verify(kept or _nobody(), _bytes(password)) and kept is not None
        except (Argon2Error, InvalidHashError):
            return False


def handed_out() -> str:
    """A new password to hand to somebody, easy to type off: twenty letters and digits in fours (99 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(5))


@cache
def _hasher() -> PasswordHasher:
    rule = sign_in().password
    return PasswordHasher(time_cost=rule.rounds, memory_cost=rule.memory_kib, parallelism=1)


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_bytes(16))


@cache
def _turns() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(sign_in().password.at_once)


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
