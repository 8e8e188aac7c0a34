"""Which open case a post belongs to, and which kept posts belong to a new one.

By exact text, near-same text, or a value that belongs to one person. Two cases are never made one.
"""

from collections.abc import Sequence
from functools import cache

import msgspec
from sqlalchemy import Select, bindparam, exists, func, select

from reseal.operations.cases.rows import hold_on
from reseal.operations.cases.rules import joining_types, looked_back, most_cases, most_posts
from reseal.operations.cases.tables import SAYS_IT_FIRST, Case, CaseIdentifier, Snapshot, SnapshotKey
from reseal.operations.cases.words import ACTIVE, GUARDED, How, Role
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import Marks
from reseal.screening.copies.copies import AGREE, Copies
from reseal.screening.copies.imprint import Imprint, TextImprint
from reseal.screening.copies.picture import Sighting, corners_of
from reseal.screening.copies.text import SHORTEST, likeness, of_one
from reseal.storage.base import one_of
from reseal.storage.questions import AMONG
from reseal.storage.store import Work
from reseal.vocabulary import Decision

_SHARED = 0.5  # of the personal values of two near-same texts: else they are one template about two people
_LOOKED_AT = 200
_SILENT: tuple[Role, ...] = ("mention", "told")  # what somebody told finds nothing and is found by nothing (PI-13)
_decoder = msgspec.msgpack.Decoder(Imprint)

_OPEN = one_of(Case.state, ACTIVE)
_OLDEST = (
    select(Case)
    .where(Case.id.in_(bindparam("cases", expanding=True)), _OPEN, Case.posts < bindparam("most"))
    .order_by(Case.id)
    .limit(1)
    .with_for_update()
)
_THESE = select(Case).where(Case.id.in_(bindparam("cases", expanding=True))).order_by(Case.id).with_for_update()
_LIKEST = (
    select(SnapshotKey.snapshot_id)
    .join(Snapshot, Snapshot.id == SnapshotKey.snapshot_id)
    .join(Case, Case.id == Snapshot.case_id)
    .where(SnapshotKey.key.in_(bindparam("keys", expanding=True)), _OPEN, Snapshot.role != "mention")
    .group_by(SnapshotKey.snapshot_id)
    .order_by(func.count().desc())
    .limit(_LOOKED_AT)
    .subquery()
)
_OF_LIKENESS = select(Snapshot.case_id, Snapshot.imprint).join(_LIKEST, _LIKEST.c.snapshot_id == Snapshot.id)
_STANDS = (
    select(CaseIdentifier.case_id, CaseIdentifier.value_print)
    .join(Case, Case.id == CaseIdentifier.case_id)
    .where(CaseIdentifier.value_print.in_(bindparam("values", expanding=True)), _OPEN)
)
_OF_VALUE = _STANDS.with_only_columns(CaseIdentifier.case_id)
_COMMON = (
    _STANDS.with_only_columns(CaseIdentifier.value_print)
    .group_by(CaseIdentifier.value_print)
    .having(func.count() > bindparam("most"))
)


def case_for(work: Work, marks: Marks, values: Sequence[bytes]) -> tuple[Case, How] | None:
    """The open case that a post joins, and by what: the surest tie first, then the oldest case that takes more."""
    same = cases_of_texts(work, [marks.text_print]).get(marks.text_print)
    if same is not None:
        return same, "exact"
    near, pictured = _by_likeness(work, marks)
    by: tuple[tuple[How, list[str]], ...] = (
        ("near", near),
        ("picture", pictured),
        ("identifier", _by_value(work, values)),
    )
    for how, found in by:
        if found:
            case = work.session.scalar(_OLDEST, {"cases": found, "most": most_posts()})
            if case is not None:
                return case, how
    return None


def cases_of_texts(work: Work, texts: Sequence[bytes]) -> dict[bytes, Case]:
    """The oldest open case that takes more, for each text that a post says there: two questions for all."""
    oldest = dict(work.among(_of_texts(most_posts()), texts))
    if not oldest:
        return {}
    rows = work.session.scalars(_THESE, {"cases": list(set(oldest.values()))})
    taking = {case.id: hold_on(work, case) for case in rows if case.state in ACTIVE and case.posts < most_posts()}
    return {text: taking[case] for text, case in oldest.items() if case in taking}


def kept_for(work: Work, marks: Marks, values: Sequence[bytes]) -> list[tuple[str, How]]:
    """The ids of kept posts that a new case takes in, and by what; bounded."""
    most = looked_back()
    found: dict[str, How] = {}
    for id_ in posts.same_text(work, marks.text_print, most):
        found.setdefault(id_, "exact")
    if len(found) == most:
        return list(found.items())
    mine = imprint_of(marks.imprint)
    if mine is not None and marks.keys:
        for id_, imprint in posts.same_keys(work, marks.keys, most):
            how = alike(mine, imprint_of(imprint))
            if how is not None:
                found.setdefault(id_, how)
    for id_ in posts.same_value(work, values, most):
        found.setdefault(id_, "identifier")
    return list(found.items())[:most]


def alike(one: Imprint, other: Imprint | None) -> How | None:
    """Whether something is near-same, and by what; a picture only where it is sure, by what is written in it, too."""
    if other is None:
        return None
    if one.text is not None and other.text is not None and near(one.text, other.text):
        return "near"
    if one.pictures and other.pictures:
        kept = Copies()
        kept.add("kept", Imprint(None, other.pictures))
        sightings = [Sighting(picture.hashes, corners_of(picture), picture.said) for picture in one.pictures]
        if any(copy.sure for copy in kept.find(pictures=sightings)):
            return "picture"
    return None


def near(one: TextImprint, other: TextImprint) -> bool:
    """Whether two texts are near-same and about the same person, as far as both name one."""
    if min(one.size, other.size) < SHORTEST or likeness(one, other) < AGREE:
        return False
    shared = of_one(one, other)
    return shared is None or shared >= _SHARED


def role_of(decision: Decision, how: How, *, blind: bool) -> Role:
    """What a post is in a case: nobody is acted on for a likeness or a value that breaks no rule where it stands.

    Who quotes to condemn, or looks for the owner of a lost card, is near-same, too. Only of what the screener is
    `blind` to (it saw no violation in the case's other posts either) its silence says nothing.
    """
    if how == "told":
        return "told"
    if how in ("screened", "noticed", GUARDED):
        return "origin"
    if how == "exact" or decision.violates:
        return "origin" if how == "identifier" else "copy"
    return "copy" if blind and how in ("near", "picture") else "mention"


@cache
def _of_texts(most: int) -> Select[bytes, str]:
    takes = exists().where(Case.id == Snapshot.case_id, _OPEN, Case.posts < most)
    says = (SAYS_IT_FIRST, Snapshot.role.not_in(_SILENT), Snapshot.how != GUARDED, takes)
    query = select(Snapshot.text_print, func.min(Snapshot.case_id)).where(Snapshot.text_print.in_(AMONG), *says)
    return query.group_by(Snapshot.text_print)


def _by_likeness(work: Work, marks: Marks) -> tuple[list[str], list[str]]:
    """The cases in which something is near-same by its text, and by a picture."""
    mine = imprint_of(marks.imprint)
    found: dict[How, list[str]] = {"near": [], "picture": []}
    if mine is None or not marks.keys:
        return [], []
    for row in work.rows(_OF_LIKENESS, keys=marks.keys):
        how = alike(mine, imprint_of(row.imprint))
        if how is not None:
            found[how].append(row.case_id)
    return found["near"], found["picture"]


def _by_value(work: Work, values: Sequence[bytes]) -> list[str]:
    if not values:
        return []
    return [row.case_id for row in work.rows(_OF_VALUE, values=values)]


def own_values(work: Work, marks: Marks) -> list[bytes]:
    """The values that belong to one person: of a joining type, and in few cases. By these a post joins others."""
    types = joining_types()
    values = [one.value_print for one in marks.identifiers if one.type in types]
    if not values:
        return []
    common = {row.value_print for row in work.rows(_COMMON, values=values, most=most_cases())}
    return [value for value in values if value not in common]


def imprint_of(imprint: bytes | None) -> Imprint | None:
    """An imprint as it is kept, read."""
    return _decoder.decode(imprint) if imprint is not None else None
