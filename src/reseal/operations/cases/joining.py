"""Which open case a post belongs to, and which kept posts belong to a new one.

By exact text, near-same text, or a value that belongs to one person. Two cases are never made one.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from reseal.operations.cases.rules import joining_types, looked_back, most_cases, most_posts
from reseal.operations.cases.tables import Case, CaseIdentifier, Snapshot, SnapshotKey
from reseal.operations.cases.words import ACTIVE, GUARDED, How, Role
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import Marks
from reseal.screening.copies.copies import AGREE, Copies
from reseal.screening.copies.imprint import Imprint, TextImprint
from reseal.screening.copies.picture import Sighting, corners_of
from reseal.screening.copies.text import SHORTEST, likeness, of_one
from reseal.storage.store import Work
from reseal.vocabulary import Decision

_SHARED = 0.5  # of the personal values of two near-same texts: else they are one template about two people
_LOOKED_AT = 200
_decoder = msgspec.msgpack.Decoder(Imprint)


def case_for(work: Work, marks: Marks, values: Sequence[bytes]) -> tuple[Case, How] | None:
    """The open case that a post joins, and by what: the surest tie first, then the oldest case that takes more."""
    near, pictured = _by_likeness(work, marks)
    by: tuple[tuple[How, list[str]], ...] = (
        ("exact", _by_text(work, marks)),
        ("near", near),
        ("picture", pictured),
        ("identifier", _by_value(work, values)),
    )
    for how, found in by:
        if found:
            case = work.session.scalar(
                select(Case)
                .where(Case.id.in_(found), Case.state.in_(ACTIVE), Case.posts < most_posts())
                .order_by(Case.id)
                .limit(1)
                .with_for_update()
            )
            if case is not None:
                return case, how
    return None


def kept_for(work: Work, marks: Marks, values: Sequence[bytes]) -> list[tuple[str, How]]:
    """The ids of kept posts that a new case takes in, and by what; bounded."""
    most = looked_back()
    found: dict[str, How] = {}
    for id_ in posts.same_text(work, marks.text_print, most):
        found.setdefault(id_, "exact")
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


def _by_text(work: Work, marks: Marks) -> list[str]:
    query = select(Snapshot.case_id).join(Case, Case.id == Snapshot.case_id)
    query = query.where(Snapshot.text_print == marks.text_print, Case.state.in_(ACTIVE), Snapshot.role != "mention")
    return list(work.session.scalars(query.where(Snapshot.how != GUARDED).distinct().limit(_LOOKED_AT)))


def _by_likeness(work: Work, marks: Marks) -> tuple[list[str], list[str]]:
    """The cases in which something is near-same by its text, and by a picture."""
    mine = imprint_of(marks.imprint)
    found: dict[How, list[str]] = {"near": [], "picture": []}
    if mine is None or not marks.keys:
        return [], []
    shared = select(SnapshotKey.snapshot_id).join(Snapshot, Snapshot.id == SnapshotKey.snapshot_id)
    shared = shared.join(Case, Case.id == Snapshot.case_id)
    shared = shared.where(SnapshotKey.key.in_(marks.keys), Case.state.in_(ACTIVE), Snapshot.role != "mention")
    likest = shared.group_by(SnapshotKey.snapshot_id).order_by(func.count().desc()).limit(_LOOKED_AT).subquery()
    query = select(Snapshot.case_id, Snapshot.imprint).join(likest, likest.c.snapshot_id == Snapshot.id)
    for row in work.session.execute(query):
        how = alike(mine, imprint_of(row.imprint))
        if how is not None:
            found[how].append(row.case_id)
    return found["near"], found["picture"]


def _by_value(work: Work, values: Sequence[bytes]) -> list[str]:
    if not values:
        return []
    query = select(CaseIdentifier.case_id).join(Case, Case.id == CaseIdentifier.case_id)
    return list(work.session.scalars(query.where(CaseIdentifier.value_print.in_(values), Case.state.in_(ACTIVE))))


def own_values(work: Work, marks: Marks) -> list[bytes]:
    """The values that belong to one person: of a joining type, and in few cases. By these a post joins others."""
    types = joining_types()
    values = [one.value_print for one in marks.identifiers if one.type in types]
    if not values:
        return []
    query = select(CaseIdentifier.value_print).join(Case, Case.id == CaseIdentifier.case_id)
    query = query.where(CaseIdentifier.value_print.in_(values), Case.state.in_(ACTIVE))
    common = set(work.session.scalars(query.group_by(CaseIdentifier.value_print).having(func.count() > most_cases())))
    return [value for value in values if value not in common]


def imprint_of(imprint: bytes | None) -> Imprint | None:
    """An imprint as it is kept, read."""
    return _decoder.decode(imprint) if imprint is not None else None
