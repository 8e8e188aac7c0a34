"""Which of many posts may belong to cases: few questions for a whole request, so that most cost next to nothing."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import and_, select

from reseal.operations.cases.rules import joining_types
from reseal.operations.cases.tables import Case, CaseIdentifier, Snapshot, SnapshotKey
from reseal.operations.cases.words import ACTIVE, GUARDED
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import KeptPost
from reseal.storage.store import Work

K = TypeVar("K", bound=Hashable)
_CHUNK = 500


class Ties(msgspec.Struct, frozen=True):
    """Ids of posts. `tied`: by themselves, their text, a value or their likeness they may belong to an open case.

    `settled`: a case with them, as they are now, was decided. `alike`: other kept posts may belong to the same case.
    """

    tied: frozenset[str]
    settled: frozenset[str]
    alike: frozenset[str]


def ties_of(work: Work, fresh: Sequence[KeptPost], grave: Sequence[KeptPost]) -> Ties:
    """The ties of posts that were just kept; `alike` is looked for only among `grave`, for which a case may open."""
    refs = {work.prints.of("post", kept.post.id): kept for kept in fresh}
    texts, values, keys = _marks(fresh)
    tied: set[str] = set()
    settled: set[str] = set()
    of_snapshot, active = Case.id == Snapshot.case_id, Case.state.in_(ACTIVE)
    mine = and_(Snapshot.role != "told", Snapshot.how != GUARDED)
    for chunk in _chunks(refs):
        standing = select(Snapshot.ref_print, Snapshot.text_print, Snapshot.role, Case.state).join(Case, of_snapshot)
        for row in work.session.execute(standing.where(Snapshot.ref_print.in_(chunk), mine)):
            kept = refs[row.ref_print]
            if row.state != "decided":
                tied.add(kept.id)
            elif row.text_print == kept.marks.text_print and row.role != "mention":
                settled.add(kept.id)
    for chunk in _chunks(texts):
        same = select(Snapshot.text_print).join(Case, of_snapshot).where(active, Snapshot.text_print.in_(chunk))
        same = same.where(Snapshot.how != GUARDED)
        tied.update(id_ for text in work.session.scalars(same.distinct()) for id_ in texts[text])
    for chunk in _chunks(values):
        shared = select(CaseIdentifier.value_print).join(Case, Case.id == CaseIdentifier.case_id)
        shared = shared.where(active, CaseIdentifier.value_print.in_(chunk))
        tied.update(id_ for value in work.session.scalars(shared.distinct()) for id_ in values[value])
    for sought in _chunks(keys):
        near = select(SnapshotKey.key).join(Snapshot, Snapshot.id == SnapshotKey.snapshot_id).join(Case, of_snapshot)
        near = near.where(active, SnapshotKey.key.in_(sought))
        tied.update(id_ for key in work.session.scalars(near.distinct()) for id_ in keys[key])
    return Ties(frozenset(tied), frozenset(settled), _alike(work, grave))


def _alike(work: Work, grave: Sequence[KeptPost]) -> frozenset[str]:
    texts, values, keys = _marks(grave)
    found: set[str] = set()
    for chunk in _chunks(texts):
        found.update(id_ for text in posts.texts_of_several(work, chunk) for id_ in texts[text])
    for chunk in _chunks(values):
        found.update(id_ for value in posts.values_of_several(work, chunk) for id_ in values[value])
    for wanted in _chunks(keys):
        found.update(id_ for key in posts.keys_of_several(work, wanted) for id_ in keys[key])
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


def _chunks(wanted: Mapping[K, Any]) -> Iterator[list[K]]:
    known = list(wanted)
    for start in range(0, len(known), _CHUNK):
        yield known[start : start + _CHUNK]
