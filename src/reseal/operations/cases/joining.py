"""Which open case a post belongs to, and which kept posts belong to a new one.

By exact text, near-same text, or a value that belongs to one person. Two cases are never made one.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from reseal.operations.cases.rules import joining_types, looked_back, most_cases, most_posts
from reseal.operations.cases.tables import Case, CaseIdentifier, Snapshot, SnapshotKey
from reseal.operations.cases.words import ACTIVE, How, Role
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import Marks
from reseal.screening.copies.copies import AGREE
from reseal.screening.copies.imprint import Imprint, TextImprint
from reseal.screening.copies.text import SHORTEST, likeness, of_one
from reseal.storage.store import Work
from reseal.vocabulary import Decision

_SHARED = 0.5  # of the personal values of two near-same texts: else they are one template about two people
_LOOKED_AT = 200
_imprint = msgspec.msgpack.Decoder(Imprint)


def case_for(work: Work, marks: Marks, values: Sequence[bytes]) -> tuple[Case, How] | None:
    """The open case that a post joins, and by what: the surest tie first, then the oldest case that takes more."""
    by: tuple[tuple[How, list[str]], ...] = (
        ("exact", _by_text(work, marks)),
        ("near", _by_likeness(work, marks)),
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
    mine = _text_of(marks.imprint)
    if mine is not None and marks.keys:
        for id_, imprint in posts.same_keys(work, marks.keys, most):
            other = _text_of(imprint)
            if other is not None and near(mine, other):
                found.setdefault(id_, "near")
    for id_ in posts.same_value(work, values, most):
        found.setdefault(id_, "identifier")
    return list(found.items())[:most]


def near(one: TextImprint, other: TextImprint) -> bool:
    """Whether two texts are near-same and about the same person, as far as both name one."""
    if min(one.size, other.size) < SHORTEST or likeness(one, other) < AGREE:
        return False
    shared = of_one(one, other)
    return shared is None or shared >= _SHARED


def role_of(decision: Decision, how: How) -> Role:
    """What a post is in a case: nobody is acted on for a value alone that breaks no rule where it stands."""
    if how in ("exact", "near", "picture"):
        return "copy"
    if how == "identifier":
        return "origin" if decision.violates else "mention"
    return "told" if how == "told" else "origin"


def _by_text(work: Work, marks: Marks) -> list[str]:
    query = select(Snapshot.case_id).join(Case, Case.id == Snapshot.case_id)
    query = query.where(Snapshot.text_print == marks.text_print, Case.state.in_(ACTIVE), Snapshot.role != "mention")
    return list(work.session.scalars(query.distinct().limit(_LOOKED_AT)))


def _by_likeness(work: Work, marks: Marks) -> list[str]:
    mine = _text_of(marks.imprint)
    if mine is None or not marks.keys:
        return []
    query = select(Snapshot.case_id, Snapshot.imprint).join(SnapshotKey, SnapshotKey.snapshot_id == Snapshot.id)
    query = query.join(Case, Case.id == Snapshot.case_id)
    query = query.where(SnapshotKey.key.in_(marks.keys), Case.state.in_(ACTIVE), Snapshot.role != "mention")
    found = []
    for row in work.session.execute(query.distinct().limit(_LOOKED_AT)):
        other = _text_of(row.imprint)
        if other is not None and near(mine, other):
            found.append(row.case_id)
    return found


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


def _text_of(imprint: bytes | None) -> TextImprint | None:
    return _imprint.decode(imprint).text if imprint is not None else None
