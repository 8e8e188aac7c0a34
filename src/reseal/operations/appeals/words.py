"""The words of appeals."""

from typing import Literal, get_args

import msgspec

from reseal.operations.cases.words import Settled
from reseal.screening.policy.wording import Lang
from reseal.storage.clock import Milliseconds
from reseal.vocabulary import Category, Exposure

Side = Literal["author", "reporter"]
State = Literal["open", "asked", "upheld", "rejected", "withdrawn", "overtaken"]
"""`asked`: the appellant is to answer something; `overtaken`: the decision was taken back, nothing is left."""

Kind = Literal["appeal", "reply", "question"]
Outcome = Literal["upheld", "rejected"]
By = Literal["link", "ticket", "platform"]
"""How it came: by the author's own link, by a notifier's ticket and PIN, through the platform."""

Refusal = Literal["unknown", "early", "late", "again", "nothing", "closed", "full", "many"]
STATES: tuple[State, ...] = get_args(State)
WAITING: tuple[State, ...] = ("open", "asked")
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
SIDES: tuple[Side, ...] = get_args(Side)


class Said(msgspec.Struct, frozen=True):
    """What somebody wrote, and what the screener found in it: it is shown with that masked."""

    text: str
    exposures: tuple[Exposure, ...] = ()


class Ruling(msgspec.Struct, frozen=True):
    """What a reviewer decides. `ground` is one of `data/statements/appeals.toml`, `note` what they add in free words.

    Where the appeal is upheld, `action` is what holds from then on. `also` takes other posts of the decision in,
    `spare` leaves posts of the same content out.
    """

    outcome: Outcome
    ground: str
    action: Settled = "allow"
    category: Category = "none"
    clause: str = ""
    note: str = ""
    also: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


class Filed(msgspec.Struct, frozen=True):
    """An appeal as it was taken."""

    id: str
    answer_by: Milliseconds


class Refused(ValueError):  # noqa: N818
    """It cannot be taken, or not now; `why` is a word that the doors say in both languages."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why: Refusal = why


class NoAppeal(LookupError):  # noqa: N818
    """There is none of this id."""


class NotYours(PermissionError):  # noqa: N818
    """Who decided before, or is no person of staff, decides no appeal about it (DSA 20(6))."""


class Changed(Exception):  # noqa: N818 - it is no fault of anybody's
    """The appeal is no longer as it was seen."""


class NotNow(ValueError):  # noqa: N818
    """What was asked cannot be done with the appeal as it stands; the text says why."""


class Line(msgspec.Struct, frozen=True):
    """One thing that was said in it, what is personal masked. `mine`: by the appellant."""

    at: Milliseconds
    kind: Kind
    mine: bool
    masked: str


class AppealRow(msgspec.Struct, frozen=True):
    """An appeal as lists show it: words, counts and times."""

    id: str
    decision_id: str
    case_id: str
    side: Side
    by: By
    state: State
    lang: Lang
    pack: str
    action: str
    category: str
    groups: tuple[str, ...]
    filed_at: Milliseconds
    due_at: Milliseconds
    overdue: bool
    escalated_at: Milliseconds | None
    decided_at: Milliseconds | None
    decided_by: str | None
    ground: str | None
    assigned_to: str | None
    replies: int
    version: int


class PostOf(msgspec.Struct, frozen=True):
    """A post of the decision that is appealed: whether it is the appellant's, or says the same."""

    id: str
    mine: bool
    same: bool


class AppealView(msgspec.Struct, frozen=True):
    """All of an appeal that may be seen without a reveal. `barred`: who may not decide it."""

    row: AppealRow
    lines: tuple[Line, ...]
    posts: tuple[PostOf, ...]
    decided_first: str
    decided_at: Milliseconds
    clause: str
    revised: str | None
    note: str
    barred: frozenset[str]


class Mine(msgspec.Struct, frozen=True):
    """An appeal as its appellant sees it. `ground` is said in words by whoever shows it."""

    id: str
    state: State
    filed_at: Milliseconds
    answer_by: Milliseconds
    decided_at: Milliseconds | None
    ground: str | None
    note: str
    lines: tuple[Line, ...]
    may_reply: bool


class OwnPage(msgspec.Struct, frozen=True):
    """What an account holder sees by their link: nothing of anybody else, and nothing of what was exposed."""

    decision_id: str
    account_print: bytes
    at: Milliseconds
    action: str
    now: str
    """What holds for the posts now: another action where an appeal was upheld."""
    statement: dict[Lang, str]
    published: tuple[Milliseconds, ...]
    until: Milliseconds
    appeal: Mine | None
    may_appeal: bool
    lang: Lang


class Rate(msgspec.Struct, frozen=True):
    """Of the appeals of one kind: how many were decided, how many upheld, and between which bounds the rate lies."""

    by: str
    value: str
    decided: int
    upheld: int
    low: float
    high: float
