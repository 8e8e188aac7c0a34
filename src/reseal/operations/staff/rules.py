"""When an account rests, when a session is over, which password is taken: pure, after `data/desk/sign_in.toml`."""

import unicodedata
from functools import cache
from itertools import pairwise
from typing import Literal

import msgspec

from reseal.operations.staff.common_passwords import is_common
from reseal.screening.data import read_toml
from reseal.storage.clock import HOUR, MINUTE, Milliseconds

LONGEST_NAME = 60


class Password(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a password must be, and what hashing it costs."""

    least_characters: int
    most_characters: int
    first_hours: int
    memory_kib: int
    rounds: int
    at_once: int


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Codes of time (TOTP)."""

    steps_beside: int


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long an account rests after failures."""

    failures: int
    rest_minutes: tuple[int, ...]


class Sessions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a session lasts."""

    idle_minutes: int
    longest_hours: int
    unproven_minutes: int


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one address may try."""

    tries_per_minute: int


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `sign_in.toml`."""

    source: str
    status: str
    verified: bool
    password: Password
    code: Code
    lock: Lock
    session: Sessions
    address: Address


@cache
def sign_in() -> SignIn:
    """The rules in force."""
    return msgspec.convert(read_toml("desk", "sign_in.toml"), SignIn)


def rest(failed: int) -> Milliseconds | None:
    """How long an account rests after so many failures in a row; None while it does not."""
    lock = sign_in().lock
    over = failed - lock.failures
    return None if over < 0 else lock.rest_minutes[min(over, len(lock.rest_minutes) - 1)] * MINUTE


def ends(proven: bool, now: Milliseconds) -> Milliseconds:
    """When a session that begins now is over at the latest."""
    session = sign_in().session
    return now + (session.longest_hours * HOUR if proven else session.unproven_minutes * MINUTE)


def first_ends(now: Milliseconds) -> Milliseconds:
    """Until when a password that is handed out now works."""
    return now + sign_in().password.first_hours * HOUR


def idle(seen_at: Milliseconds, now: Milliseconds) -> bool:
    """Whether a session has rested for too long."""
    return now - seen_at >= sign_in().session.idle_minutes * MINUTE


PasswordFault = Literal["too_short", "too_long", "like_the_name", "too_plain", "too_common"]


def password_fault(password: str, name: str) -> PasswordFault | None:
    """Why a password is not taken; None for one that is. Any characters will do, there are only to be enough."""
    rule = sign_in().password
    if len(password) < rule.least_characters:
        return "too_short"
    if len(password) > rule.most_characters:
        return "too_long"
    folded = password.casefold()
    if name.casefold() in folded or "reseal" in folded:
        return "like_the_name"
    if len(set(folded)) < 5 or _runs(folded):
        return "too_plain"
    return "too_common" if is_common(password) else None


def member_name(name: str) -> str:
    """The name as it is kept: the same however it is typed.

    Raises:
        ValueError: it is empty, too long or has signs in it that no name has.
    """
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    if not folded or len(folded) > LONGEST_NAME or not all(one.isalnum() or one in "._-" for one in folded):
        raise ValueError(
            f"a name has 1 to {LONGEST_NAME} letters, digits, dots, hyphens and underscores; it has no spaces."
        )
    return folded


def _runs(text: str) -> bool:
    """Whether it only counts up or down, as in 123456789012."""
    steps = {(ord(right) - ord(left)) % 10 for left, right in pairwise(text)}
    return text.isdigit() and len(steps) <= 1
