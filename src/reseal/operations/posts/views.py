"""What is read of posts."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from reseal.operations.posts.sealed import SealedPost, about, decision_of
from reseal.operations.posts.tables import PostIdentifier, PostKey, StoredPost
from reseal.operations.posts.words import Identifier, KeptPost, Marks, Shown
from reseal.storage.questions import AMONG
from reseal.storage.store import Work
from reseal.vocabulary import ExposureType

_CHUNK = 500
_Stored = tuple[Any, ...]

_POST = select(
    StoredPost.id,
    StoredPost.ref_print,
    StoredPost.text_print,
    StoredPost.imprint,
    StoredPost.vault_id,
    StoredPost.sealed,
    StoredPost.decision,
    StoredPost.created_at,
    StoredPost.arrived_at,
    StoredPost.shown,
    StoredPost.deleted_at,
)
_NAMED = _POST.where(StoredPost.ref_print.in_(bindparam("prints", expanding=True)))
_OF_IDS = _POST.where(StoredPost.id.in_(bindparam("ids", expanding=True)))
_EXPOSED = (
    select(PostIdentifier.type, PostIdentifier.value_print)
    .where(PostIdentifier.post_id == bindparam("post"))
    .order_by(PostIdentifier.place)
)
_KEYS = select(PostKey.key).where(PostKey.post_id == bindparam("post"))
_SAME_TEXT = (
    select(StoredPost.id)
    .where(StoredPost.text_print == bindparam("text"))
    .order_by(StoredPost.id)
    .limit(bindparam("most"))
)
_SAME_VALUE = (
    select(PostIdentifier.post_id)
    .where(PostIdentifier.value_print.in_(bindparam("values", expanding=True)))
    .distinct()
    .order_by(PostIdentifier.post_id)
    .limit(bindparam("most"))
)
_LIKEST = (
    select(PostKey.post_id)
    .where(PostKey.key.in_(bindparam("keys", expanding=True)))
    .group_by(PostKey.post_id)
    .order_by(func.count().desc(), PostKey.post_id)
    .limit(bindparam("most"))
    .subquery()
)
_SAME_KEYS = select(StoredPost.id, StoredPost.imprint).join(_LIKEST, _LIKEST.c.post_id == StoredPost.id)
_KEPT = select(StoredPost.id).where(StoredPost.ref_print.in_(AMONG)).limit(1)
_VALUES = select(PostIdentifier.post_id, PostIdentifier.value_print).where(PostIdentifier.post_id.in_(AMONG))
_TEXTS_OF_SEVERAL = (
    select(StoredPost.text_print)
    .where(StoredPost.text_print.in_(AMONG))
    .group_by(StoredPost.text_print)
    .having(func.count() > 1)
)
_VALUES_OF_SEVERAL = (
    select(PostIdentifier.value_print)
    .where(PostIdentifier.value_print.in_(AMONG))
    .group_by(PostIdentifier.value_print)
    .having(func.count(PostIdentifier.post_id.distinct()) > 1)
)
_KEYS_OF_SEVERAL = select(PostKey.key).where(PostKey.key.in_(AMONG)).group_by(PostKey.key).having(func.count() > 1)


def find(work: Work, ref: str) -> KeptPost | None:
    """The post that a platform calls so, opened; None where none is kept, or it is erased."""
    return find_by_print(work, work.prints.of("post", ref))


def find_by_print(work: Work, ref_print: bytes) -> KeptPost | None:
    """As `find`, by the print of what the platform calls it."""
    return next((_opened(work, row) for row in work.rows(_NAMED, prints=[ref_print])), None)


def is_among_kept(ref_print: InstrumentedAttribute[bytes]) -> ColumnElement[bool]:
    """The condition that a column of prints names a post that is kept, for questions about many."""
    return select(StoredPost.id).where(StoredPost.ref_print == ref_print).exists()


def find_first(work: Work, refs: Sequence[str]) -> KeptPost | None:
    """The post of the first of these names (500 at most) under which one is kept, opened."""
    prints = [work.prints.of("post", ref) for ref in refs]
    rows = {row.ref_print: row for row in work.rows(_NAMED, prints=prints)}
    return next((post for print_ in prints if print_ in rows and (post := _opened(work, rows[print_]))), None)


def is_kept(work: Work, refs: Collection[str]) -> bool:
    """Whether a post of one of these names is kept."""
    prints = [work.prints.of("post", ref) for ref in refs]
    return bool(work.among(_KEPT, prints))


def get(work: Work, ids: Iterable[str]) -> list[KeptPost]:
    """Posts by their ids here, opened, in the order of the ids; without those that are erased."""
    found: dict[str, KeptPost] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for row in work.rows(_OF_IDS, ids=chunk):
            opened = _opened(work, row)
            if opened is not None:
                found[row.id] = opened
    return [found[id_] for id_ in wanted if id_ in found]


def values_of(work: Work, ids: Sequence[str]) -> list[tuple[str, bytes]]:
    """What posts expose of people, as pairs of a post's id and the print of a value; nothing is opened."""
    return [(row.post_id, row.value_print) for row in work.among(_VALUES, ids)]


def same_text(work: Work, text_print: bytes, limit: int) -> list[str]:
    """The ids of posts of the same folded text, the oldest first."""
    return [row.id for row in work.rows(_SAME_TEXT, text=text_print, most=limit)]


def same_value(work: Work, value_prints: Sequence[bytes], limit: int) -> list[str]:
    """The ids of posts that expose one of these values, the oldest first."""
    found = work.rows(_SAME_VALUE, values=value_prints[:_CHUNK], most=limit) if value_prints else ()
    return [row.post_id for row in found]


def same_keys(work: Work, keys: Sequence[int], limit: int) -> list[tuple[str, bytes]]:
    """The ids and imprints of posts that may be near-same: those that share the most keys."""
    found = work.rows(_SAME_KEYS, keys=keys[:_CHUNK], most=limit)
    return [(row.id, row.imprint) for row in found if row.imprint is not None]


def texts_of_several(work: Work, text_prints: Sequence[bytes]) -> list[bytes]:
    """Those texts that more than one post has."""
    return [text for (text,) in work.among(_TEXTS_OF_SEVERAL, text_prints)]


def values_of_several(work: Work, value_prints: Sequence[bytes]) -> list[bytes]:
    """Those values that more than one post exposes."""
    return [value for (value,) in work.among(_VALUES_OF_SEVERAL, value_prints)]


def keys_of_several(work: Work, keys: Sequence[int]) -> list[int]:
    """Those keys that more than one post has."""
    return [key for (key,) in work.among(_KEYS_OF_SEVERAL, keys)]


def _opened(work: Work, row: Row[*_Stored]) -> KeptPost | None:
    try:
        sealed = work.open(row.vault_id, row.sealed, about(row.id), SealedPost)
    except LookupError:
        return None  # its day was erased, the row goes with the next sweep
    return KeptPost(
        row.id,
        sealed.post,
        decision_of(row.decision, sealed.post.id, sealed.redacted),
        _marks_of(work, row),
        sealed.counts,
        row.created_at,
        row.arrived_at,
        cast(Shown, row.shown),
        row.deleted_at,
        row.ref_print,
    )


def _marks_of(work: Work, row: Row[*_Stored]) -> Marks:
    exposed = work.rows(_EXPOSED, post=row.id) if row.decision["exposures"] else ()
    keys = work.rows(_KEYS, post=row.id) if row.imprint is not None else ()
    identifiers = tuple(Identifier(cast(ExposureType, one.type), one.value_print) for one in exposed)
    return Marks(row.text_print, identifiers, row.imprint, tuple(one.key for one in keys))
