"""The words of sanctions."""

from typing import Literal, get_args

import msgspec

from reseal.storage.clock import Milliseconds
from reseal.vocabulary import Category, Severity

Part = Literal["poster", "organiser", "seller", "marketer"]
"""What somebody did in it: posted, organised others, offered doxxing as a service, drew traffic by it."""

Track = Literal["adult", "juvenile", "agency"]
"""Which of a pack's ladders: minors have one of their own (MIN-08), and those who manage accounts (Art 22)."""

Kind = Literal[
    "account.educate",
    "account.warn",
    "account.mute",
    "account.traffic",
    "account.monetisation",
    "account.followers",
    "account.close",
    "group.dissolve",
    "registration.block",
    "guardian.notice",
    "agency.warn",
    "agency.monetisation",
    "agency.limit",
    "agency.accounts",
    "agency.expel",
]
"""What the platform is asked to do; the word is also the type of the webhook that asks."""

State = Literal["proposed", "in_force", "done", "ended", "refused", "taken_back"]
"""`done`: told or taught, which has no end; `ended`: its time is over."""

Why = Literal["undone", "appeal"]
Level = str

PARTS: tuple[Part, ...] = get_args(Part)
KINDS: tuple[Kind, ...] = get_args(Kind)
STATES: tuple[State, ...] = get_args(State)


class Author(msgspec.Struct, frozen=True):
    """Somebody whose posts a decision acted on. `posted_at` is when the last of them was published."""

    ref: str
    lang: str
    posted_at: Milliseconds
    reasons: frozenset[str] = frozenset()


class DecidedOn(msgspec.Struct, frozen=True):
    """A decision of a person, as far as sanctions follow from it. `part` is given where the person named it; else it
    is told from category and reasons. `minor`: whoever is exposed is a minor.
    """

    decision_id: str
    case_id: str
    pack: str
    clause: str
    category: Category
    severity: Severity
    authors: tuple[Author, ...]
    minor: bool = False
    part: Part | None = None


class Remaining(msgspec.Struct, frozen=True):
    """What is left of somebody's part in a decision, when some of their posts come back and others stay.

    `severity` is that of the posts that stay, as far as the screener found any. `before`: the reasons of all of them.
    """

    author: Author
    severity: Severity
    before: frozenset[str] = frozenset()


class Sanctioned(msgspec.Struct, frozen=True):
    """What followed from a decision for one account."""

    account_id: str
    decision_id: str
    rung: str
    strikes: int
    credit: int
    sanctions: tuple[str, ...]


class SanctionShown(msgspec.Struct, frozen=True):
    """One sanction. `until` is empty where it has no end; `target`: a few letters for the group."""

    id: str
    account_id: str
    decision_id: str
    kind: Kind
    state: State
    rung: str
    since: Milliseconds
    until: Milliseconds | None
    target: str = ""
    by: str = ""
    """Who confirmed, refused or took it back; empty where it follows from the decision alone."""
    acknowledged_at: Milliseconds | None = None


class StrikeShown(msgspec.Struct, frozen=True):
    """One strike: for which decision, how grave, on which rung it put the account, until when it counts."""

    decision_id: str
    at: Milliseconds
    expires_at: Milliseconds
    category: Category
    severity: Severity
    part: Part
    rung: str
    taken_back: Why | None = None


class Standing(msgspec.Struct, frozen=True):
    """How an account stands now: empty of everything where nothing is known against it."""

    account_id: str
    rung: str
    """The highest rung of a strike that counts; empty where none does."""
    strikes: int
    credit: int
    level: Level
    sanctions: tuple[SanctionShown, ...]
    """Those in force, or proposed and waiting for a person."""
    blocked: bool
    """Closed, or registered again by somebody who may not."""
    track: Track = "adult"
    pack: str = ""
    struck: tuple[StrikeShown, ...] = ()
    """The strikes that count, the oldest first."""


class Proposal(msgspec.Struct, frozen=True):
    """What waits for a person: a closure, a group to be dissolved (PI-04)."""

    sanction: SanctionShown
    case_id: str
    decided_by: str
    severity: Severity
    category: Category
    part: Part
    strikes: int
    minor: bool
    pack: str


class NoSanction(LookupError):  # noqa: N818 - as in cases
    """No sanction of this id."""


class NotProposed(ValueError):  # noqa: N818
    """It does not wait for a person (any more); the text says why."""


class NoPerson(ValueError):  # noqa: N818
    """Who asked is no person of staff who may: a machine closes nothing (PI-04)."""
