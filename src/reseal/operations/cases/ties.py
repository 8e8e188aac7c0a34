"""Which of many posts may belong to cases: few questions for a whole request, so that most cost next to nothing."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
from sqlalchemy import exists, select

from reseal.operations.cases.rules import joining_types
from reseal.operations.cases.tables import SAYS_IT_FIRST, Case, CaseIdentifier, Snapshot, SnapshotKey
from reseal.operations.cases.words import ACTIVE, GUARDED
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import KeptPost
from reseal.storage.questions import AMONG
from reseal.storage.store import Work

_STANDING = (
    select(Snapshot.ref_print, Snapshot.text_print, Snapshot.role, Case.state)
    .join(Case, Case.id == Snapshot.case_id)
    .where(Snapshot.ref_print.in_(AMONG), Snapshot.role != "told", Snapshot.how != GUARDED)
)
_IN_OPEN_CASE = exists().where(Case.id == Snapshot.case_id, Case.state.in_(ACTIVE))
"""Asked of each snapshot that is found: of a join SQLite would rather look through every open case."""
_SAME_TEXT = (
    select(Snapshot.text_print)
    .where(
        Snapshot.text_print.in_(AMONG), SAYS_IT_FIRST, Snapshot.role != "told", Snapshot.how != GUARDED, _IN_OPEN_CASE
    )
    .distinct()
)
_SHARED = (
    select(CaseIdentifier.value_print)
    .join(Case, Case.id == CaseIdentifier.case_id)
    .where(CaseIdentifier.value_print.in_(AMONG), Case.state.in_(ACTIVE))
    .distinct()
)
_NEAR = (
    select(SnapshotKey.key)
    .join(Snapshot, Snapshot.id == SnapshotKey.snapshot_id)
    .join(Case, Case.id == Snapshot.case_id)
    .where(SnapshotKey.key.in_(AMONG), Case.state.in_(ACTIVE))
    .distinct()
)


class Ties(msgspec.Struct, frozen=True):
    """Ids of posts. `tied`: by themselves, their text, a value or their likeness they may belong to an open case.

    `standing`: in an open case they stand already. `settled`: a case with them, as they are now, was decided. `alike`:
    other kept posts may belong to the same case.
    """

    tied: frozenset[str]
    standing: frozenset[str]
    settled: frozenset[str]
    alike: frozenset[str]


def ties_of(work: Work, fresh: Sequence[KeptPost], grave: Sequence[KeptPost]) -> Ties:
    """The ties of posts that were just kept.

    `alike` is looked for only among `grave`, for which a case may open, and that are not tied.
    """
    texts, values, keys = _marks(fresh)
    standing, settled = _standing(work, fresh)
    tied = set(standing)
    for (text,) in work.among(_SAME_TEXT, list(texts)):
        tied.update(texts[text])
    for (value,) in work.among(_SHARED, list(values)):
        tied.update(values[value])
    for (key,) in work.among(_NEAR, list(keys)):
        tied.update(keys[key])
    alike = _alike(work, [kept for kept in grave if kept.id not in tied])
    return Ties(frozenset(tied), frozenset(standing), frozenset(settled), alike)


def spoken_for(work: Work, kept: Sequence[KeptPost]) -> set[str]:
    """Ids of posts that stand in an open case, or in one that was decided about them as they are now.

    What was decided is brought up again by a new notice alone.
    """
    standing, settled = _standing(work, kept)
    return standing | settled


def _standing(work: Work, posts_: Sequence[KeptPost]) -> tuple[set[str], set[str]]:
    """Ids of those in open cases, and of those that a case was decided about as they are now."""
    refs = {kept.ref_print: kept for kept in posts_}
    standing: set[str] = set()
    settled: set[str] = set()
    for row in work.among(_STANDING, list(refs)):
        kept = refs[row.ref_print]
        if row.state != "decided":
            standing.add(kept.id)
        elif row.text_print == kept.marks.text_print and row.role != "mention":
            settled.add(kept.id)
    return standing, settled


def _alike(work: Work, grave: Sequence[KeptPost]) -> frozenset[str]:
    texts, values, keys = _marks(grave)
    found: set[str] = set()
    for text in posts.texts_of_several(work, list(texts)):
        found.update(texts[text])
    for value in posts.values_of_several(work, list(values)):
        found.update(values[value])
    for key in posts.keys_of_several(work, list(keys)):
        found.update(keys[key])
    return frozenset(found)


def _marks(posts_: Sequence[KeptPost]) -> tuple[dict[bytes, list[str]], dict[bytes, list[str]], dict[int, list[str]]]:
    """Which posts have which text, joining value and key."""
    texts: dict[bytes, list[str]] = defaultdict(list)
    values: dict[bytes, list[str]] = defaultdict(list)
    keys: dict[int, list[str]] = defaultdict(list)
    types = joining_types()
    for kept in posts_:
        texts[kept.marks.text_print].append(kept.id)
        for one in kept.marks.identifiers:
            if one.type in types:
                values[one.value_print].append(kept.id)
        for key in kept.marks.keys:
            keys[key].append(kept.id)
    return texts, values, keys
