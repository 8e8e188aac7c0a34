"""What quality goes by, pure, after `data/desk/quality.toml`: which decisions are drawn, what the queue offers."""

from collections.abc import Sequence
from functools import cache

import msgspec

from reseal.operations.quality.words import Opinion, Why
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, MINUTE, Milliseconds
from reseal.vocabulary import Severity


class SampleExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision and whether it is drawn."""

    at: float
    drawn: str
    closure: bool = False
    kappa: float | None = None


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which shares of decisions are looked at again."""

    share: float
    closure: float
    low_agreement: float
    kappa_below: float
    example: tuple[SampleExample, ...]


class LookRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a second look stays with somebody, and how long it waits."""

    taken_minutes: int
    days: int


class FigureRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From how many on a figure is shown, of how many days, with which confidence."""

    least: int
    days: int
    confidence: float


class RotationExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody has decided lately, the oldest first, what waits, and which of it is offered."""

    lately: tuple[Severity, ...]
    waiting: tuple[Severity, ...]
    offered: int
    urgent: int = 0


class Rotation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the queue offers a lighter case."""

    grave: tuple[Severity, ...]
    in_row: int
    lately_minutes: int
    example: tuple[RotationExample, ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `quality.toml`."""

    source: str
    status: str
    verified: bool
    sample: Sample
    look: LookRules
    figures: FigureRules
    rotation: Rotation


@cache
def rules() -> Rules:
    """The rules in force."""
    return msgspec.convert(read_toml("desk", "quality.toml"), Rules)


def lot(fingerprint: bytes) -> float:
    """Where the lot of a decision falls, from 0 to below 1: nobody without the keys can tell beforehand."""
    return int.from_bytes(fingerprint[:6], "big") / 2**48


def drawn(at: float, *, closure: bool, kappa: float | None, share: float | None = None) -> Why | None:
    """Why the decision whose lot fell there is looked at again; None where it is not.

    `kappa` is how far people agree on its category, None where no figure is known; `share` the plain share, None for
    that of the rules.
    """
    sample = rules().sample
    if at < (sample.share if share is None else share):
        return "share"
    if closure and at < sample.closure:
        return "closure"
    if kappa is not None and kappa < sample.kappa_below and at < sample.low_agreement:
        return "low_agreement"
    return None


def look_waits() -> Milliseconds:
    """How long a second look waits for somebody."""
    return rules().look.days * DAY


def taken_for() -> Milliseconds:
    """How long it stays with whoever opened it."""
    return rules().look.taken_minutes * MINUTE


def lighter(lately: Sequence[Severity], waiting: Sequence[Severity], urgent: int) -> int:
    """Which of the waiting cases is offered to somebody who decided such ones lately, the oldest first (SYS-08).

    `urgent` counts those at the head of the queue that go before everything: danger to life, minors, missed deadlines.
    """
    rule = rules().rotation
    row = lately[-rule.in_row :]
    if urgent or len(row) < rule.in_row or any(severity not in rule.grave for severity in row):
        return 0
    return next((place for place, severity in enumerate(waiting) if severity not in rule.grave), 0)


def fault(opinion: Opinion) -> str | None:
    """Why an opinion does not hold together; None where it does. The same as for decisions."""
    if opinion.action in ("remove", "redact") and opinion.category == "none":
        return "what is removed or masked belongs to a category; name it"
    if opinion.action == "allow" and opinion.category != "none":
        return "what breaks a rule is not let go without an action; name the category none"
    return None
