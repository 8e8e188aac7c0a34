"""The posts of a case as the page shows them: masked in pieces, the origin first, the same texts in one group. Pure."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from reseal.interfaces.console.masked import Piece, pieces
from reseal.interfaces.locale import Lang
from reseal.operations.cases.words import SnapshotView
from reseal.screening.policy.wording import reason_text
from reseal.vocabulary import Region

_ORDER = {"origin": 0, "told": 1, "copy": 2, "mention": 3}
_MOST_REASONS = 8


class Found(msgspec.Struct, frozen=True):
    """How often a type of information stands in a post, and whose it is."""

    type: str
    subject: str
    count: int
    pictured: bool


class Shown(msgspec.Struct, frozen=True):
    """One post."""

    snapshot: SnapshotView
    pieces: list[Piece]
    found: list[Found]
    reasons: list[tuple[str, bool]]
    """In words; True for what speaks against a violation."""
    pictures: list[bool]
    """For each picture whether it is shown at all: not where what was found is the picture as a whole."""


class Group(msgspec.Struct, frozen=True):
    """Posts of one role that say the same when masked: the first is shown, the others are listed below it."""

    role: str
    first: Shown
    others: list[Shown]


def grouped(snapshots: Sequence[SnapshotView], lang: Lang) -> list[Group]:
    """The groups, origins first; within a role by the time of their first post."""
    groups: dict[tuple[str, str], list[SnapshotView]] = {}
    for one in sorted(snapshots, key=lambda one: (_ORDER[one.role], one.created_at, one.id)):
        groups.setdefault((one.role, one.masked if one.role == "copy" else one.id), []).append(one)
    return [
        Group(role, shown(these[0], lang), [shown(one, lang) for one in these[1:]])
        for (role, _), these in groups.items()
    ]


def shown(one: SnapshotView, lang: Lang) -> Shown:
    """One post for the page."""
    counted = Counter((e.type, e.subject, e.source == "image") for e in one.exposures)
    found = [Found(type_, subject, count, pictured) for (type_, subject, pictured), count in counted.items()]
    reasons = sorted(one.decision.get("reasons", ()), key=lambda reason: -abs(reason["weight"]))
    said: dict[str, bool] = {}
    for reason in reasons:
        said.setdefault(reason_text(reason["code"], lang), reason["weight"] < 0)
    whole = {e.region.picture for e in one.exposures if isinstance(e.region, Region) and not e.region.polygons}
    pictures = [number not in whole for number in range(one.pictures)]
    return Shown(one, pieces(one.masked, lang), found, list(said.items())[:_MOST_REASONS], pictures)
