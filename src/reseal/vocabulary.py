"""The words of Reseal: the frozen values that every floor speaks in. No logic, no imports from above.

Offsets are Unicode code points of the original `text`, half-open. Times are RFC 3339 strings in UTC or with an offset.
"""

from typing import Literal, get_args

import msgspec

Category = Literal["exposure", "incitement", "solicitation", "trade", "instruction", "none"]
Severity = Literal["none", "low", "medium", "high", "critical"]
Action = Literal["allow", "nudge", "redact", "hold", "remove"]
Subject = Literal["self", "other", "organisation", "public_office", "unknown"]
Source = Literal["text", "image"]
Level = Literal["identifiers", "verdict", "full"]
ReaderModel = Literal["teacher", "student"]
Surface = Literal["post", "comment", "danmaku", "profile", "group_chat", "dm", "live"]
ExposureType = Literal[
    "person_name",
    "phone",
    "government_id",
    "bank_card",
    "email",
    "account",
    "address",
    "licence_plate",
    "workplace",
    "school",
    "birth_date",
    "ip_address",
    "coordinates",
]

CATEGORIES: tuple[Category, ...] = get_args(Category)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
ACTIONS: tuple[Action, ...] = get_args(Action)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
LEVELS: tuple[Level, ...] = get_args(Level)
READERS: tuple[ReaderModel, ...] = get_args(ReaderModel)
SURFACES: tuple[Surface, ...] = get_args(Surface)
EXPOSURE_TYPES: tuple[ExposureType, ...] = get_args(ExposureType)


class Post(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing a person published. `id` and `text` are required; the rest sharpens the verdict when it is known.

    `media` are its pictures: paths for the command line, base64 for the API.
    """

    id: str
    text: str
    author: str | None = None
    target: str | None = None
    reply_to: str | None = None
    lang: str | None = None
    created_at: str | None = None
    surface: Surface | None = None
    media: list[str] | None = None


Point = tuple[int, int]


class Region(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where in a post's pictures. `picture` counts the post's `media` from 0, `frame` the frames of an animation.

    `polygons`: one for each line of writing or code that it covers, points (x, y) in pixels of the picture as viewers
    show it (its own orientation applied), from the beginning of the writing round. None: the picture as a whole.
    """

    picture: int
    frame: int = 0
    polygons: tuple[tuple[Point, ...], ...] = ()


class Exposure(msgspec.Struct, frozen=True):
    """A span of personal information. It never carries the value itself: Reseal must not be a harvester.

    Of a picture (`source` is `image`) `region` says where; it has no place in the text, so `start` and `end` are 0.
    """

    type: ExposureType
    start: int
    end: int
    confidence: float
    subject: Subject = "unknown"
    source: Source = "text"
    region: Region | msgspec.UnsetType = msgspec.UNSET


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One piece of evidence for (weight > 0) or against (weight < 0) a violation, with the words that carried it.

    Words in a picture have a `region` instead of a place in the text.
    """

    code: str
    weight: float
    start: int | None = None
    end: int | None = None
    region: Region | None = None


class PolicyRef(msgspec.Struct, frozen=True):
    """Which rule of which version of which pack decided."""

    pack: str
    version: str
    rule: str


class Verdict(msgspec.Struct, frozen=True):
    """What a post is, before any policy. `score` is in [0, 1]; `unclear` asks for a person (RULES BEN-01)."""

    category: Category
    score: float
    severity: Severity
    unclear: bool
    exposures: tuple[Exposure, ...]
    reasons: tuple[Reason, ...]

    @property
    def violates(self) -> bool:
        """Whether any category applies."""
        """Exactly `category != "none"`."""
        return self.category != "none"


class Decision(msgspec.Struct, frozen=True):
    """Verdict plus action under a pack. At level `identifiers`, `violates` and `category` are None."""

    id: str
    violates: bool | None
    category: Category | None
    score: float
    severity: Severity
    action: Action
    exposures: tuple[Exposure, ...]
    reasons: tuple[Reason, ...]
    policy: PolicyRef | None
    redacted: str | None
    engine: str
