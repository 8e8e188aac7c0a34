"""The words of cases."""

from typing import Any, Literal, get_args

import msgspec

from reseal.operations.posts.words import KeptPost, Marks
from reseal.operations.sanctions.words import Part
from reseal.screening.policy.statement import Statement
from reseal.screening.policy.wording import Lang
from reseal.storage.clock import Milliseconds
from reseal.vocabulary import Action, Category, Decision, Exposure, ExposureType, Post, Severity, Subject

State = Literal["open", "held", "decided"]
Role = Literal["origin", "copy", "mention", "told"]
"""`mention`: exposes the same value, but breaks no rule by itself; a decision passes over it unless it is named."""

How = Literal["screened", "noticed", "told", "named", "exact", "near", "identifier", "picture", "guarded"]
"""`told`: no post at all, but what somebody wrote in a notice about posts that are not known here; `named`: one of
these posts, of which nothing is known but how it is called; `guarded`: somebody has what it shows watched."""

Standing = Literal["anonymous", "known", "trusted", "verified"]
"""Of a notice: nobody knows from whom; from a contact; from a trusted flagger; control of what is exposed was shown."""

Basis = Literal["person", "corroborated"]
Settled = Literal["allow", "nudge", "redact", "remove"]

GUARDED: How = "guarded"
STATES: tuple[State, ...] = get_args(State)
SETTLED: tuple[Settled, ...] = get_args(Settled)
ACTIVE: tuple[State, ...] = ("open", "held")


class Content(msgspec.Struct, frozen=True):
    """A post that is to be sealed in a case, with the decision of the screener on it."""

    ref: str
    text: str
    decision: Decision
    created_at: Milliseconds
    author: str | None = None
    target: str | None = None
    lang: str | None = None
    surface: str = "post"
    media: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    post_id: str | None = None
    marks: Marks | None = None

    @classmethod
    def of(cls, kept: KeptPost) -> "Content":
        """The content of a post that is kept here."""
        post = kept.post
        return cls(
            post.id,
            post.text,
            kept.decision,
            kept.created_at,
            post.author,
            post.target,
            post.lang,
            kept.surface,
            tuple(post.media or ()),
            kept.counts,
            kept.id,
            kept.marks,
        )

    @classmethod
    def told(cls, post: Post, decision: Decision, now: Milliseconds) -> "Content":
        """What a notifier wrote of a post that is not known here, with the screener's decision on these words."""
        return cls(post.id, post.text, decision, now, lang=post.lang, media=tuple(post.media or ()))


class Gathered(msgspec.Struct, frozen=True):
    """Where a post went: `new` says that the case was opened for it."""

    case_id: str
    snapshot_id: str
    new: bool


class Voice(msgspec.Struct, frozen=True):
    """What a notice counts for when content is held without a person. `contact` and `origin` are keyed hashes."""

    standing: Standing = "anonymous"
    contact: bytes | None = None
    origin: bytes | None = None


class Choice(msgspec.Struct, frozen=True):
    """What a person decides about a whole case. `clause` is one of the pack's.

    `also` names mentions that it is to act on, too; `spare` snapshots that it leaves alone. `part`: what the authors
    did in it, where the person says so; else it is told from category and reasons.
    """

    action: Settled
    category: Category
    clause: str
    also: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    part: Part | None = None


class CorrectedSpan(msgspec.Struct, frozen=True):
    """A span of the text that is personal information, and whose."""

    type: ExposureType
    start: int
    end: int
    subject: Subject = "other"


class Corrected(msgspec.Struct, frozen=True):
    """What a moderator says a snapshot is and shows: all of it, not only what differs."""

    category: Category
    spans: tuple[CorrectedSpan, ...]


class Decided(msgspec.Struct, frozen=True):
    """A decision as it was taken. `told` is what reporters are told, in each language."""

    decision_id: str
    case_id: str
    action: Settled
    category: Category
    snapshots: tuple[str, ...]
    version: int
    told: dict[Lang, str]


class OfPerson(msgspec.Struct, frozen=True):
    """What a person decided about one post."""

    action: str
    category: str
    statements: dict[Lang, Statement]


class CaseRow(msgspec.Struct, frozen=True):
    """A case as the queue shows it: words, counts and times."""

    id: str
    state: State
    category: Category
    severity: Severity
    reach: int
    threat: bool
    minor: bool
    coordinated: bool
    weight: int
    posts: int
    notices: int
    opened_at: Milliseconds
    due_at: Milliseconds
    overdue: bool
    escalated_at: Milliseconds | None
    first_viewed_at: Milliseconds | None
    assigned_to: str | None
    hold_until: Milliseconds | None
    decided_at: Milliseconds | None
    outcome: str | None
    version: int
    pack: str
    """The policy pack whose deadlines and clauses it goes by."""


class QueuePage(msgspec.Struct, frozen=True):
    """A page of the queue, the most urgent first. `next` leads to what follows; None at the end."""

    cases: tuple[CaseRow, ...]
    next: str | None


class SnapshotView(msgspec.Struct, frozen=True):
    """A snapshot with everything personal masked by typed tokens."""

    id: str
    role: Role
    how: How
    masked: str
    exposures: tuple[Exposure, ...]
    decision: dict[str, Any]
    person_first: bool
    counts: dict[str, int]
    pictures: int
    created_at: Milliseconds
    taken_at: Milliseconds
    gone_at: Milliseconds | None
    action: Action | None
    acted_at: Milliseconds | None
    acknowledged_at: Milliseconds | None
    author: str | None
    """The same few letters for the same author within the case; says nothing about who it is."""


class Point(msgspec.Struct, frozen=True):
    """One step of how it spread: a post, a notice, a hold or a decision."""

    at: Milliseconds
    kind: str
    id: str
    detail: dict[str, Any]


class DecisionView(msgspec.Struct, frozen=True):
    """A decision of a person on the case."""

    id: str
    by: str
    at: Milliseconds
    action: str
    category: str
    clause: str
    pack: str
    snapshots: int
    undone_at: Milliseconds | None
    undone_by: str | None
    undo_until: Milliseconds | None


class CaseView(msgspec.Struct, frozen=True):
    """Everything about a case that may be seen without a reveal."""

    row: CaseRow
    snapshots: tuple[SnapshotView, ...]
    timeline: tuple[Point, ...]
    decisions: tuple[DecisionView, ...]
    earlier: tuple[str, ...]
    """Decided cases about the same values or texts."""


class CaseChanged(Exception):  # noqa: N818 - it is no fault of anybody's
    """The case is no longer as it was when the decision was made up: look again. `version` is what it has now."""

    def __init__(self, case_id: str, version: int) -> None:
        super().__init__(f"case {case_id} has changed; its version is now {version}")
        self.case_id, self.version = case_id, version


class NoCase(LookupError):  # noqa: N818
    """No case, snapshot or decision of this id."""


class NotNow(ValueError):  # noqa: N818
    """What was asked cannot be done with the case as it stands; the text says why. `field` names what to mend."""

    def __init__(self, why: str, field: str | None = None) -> None:
        super().__init__(why)
        self.field = field
