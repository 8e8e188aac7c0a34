"""What is done with posts: kept as they arrive, replaced, deleted, erased. A request of posts is one bulk write."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

import msgspec
from sqlalchemy import Row, bindparam, delete, select, update

from reseal.operations.posts.preparing import Prepared, prepare
from reseal.operations.posts.rules import day_erased_at, day_of, is_newer, no_later
from reseal.operations.posts.sealed import about
from reseal.operations.posts.tables import DayVault, PostIdentifier, PostKey, StoredPost
from reseal.operations.posts.words import KeptPost, Pictured, Shown
from reseal.storage.questions import AMONG
from reseal.storage.store import Work
from reseal.vocabulary import Decision, Post

DAYS = 7
_ORDER = 0x5EA2
_CHUNK = 500
_Known = Row[bytes, str, int, str]
_OF_NAMES = select(StoredPost.ref_print, StoredPost.id, StoredPost.created_at, StoredPost.shown).where(
    StoredPost.ref_print.in_(AMONG)
)
_VAULT_OF = select(DayVault.vault_id).where(DayVault.day == bindparam("day"))


class Kept(NamedTuple):
    """What was kept of a request: ids in its order, and the posts that are new or took another's place."""

    ids: list[str]
    fresh: list[KeptPost]


def keep(work: Work, posts: Sequence[Post], decisions: Sequence[Decision], *, days: int = DAYS) -> list[str]:
    """Keep posts with the decisions on them, sealed for so many days; answers their ids here, in order."""
    return take_in(work, posts, decisions, days=days).ids


def take_in(
    work: Work,
    posts: Sequence[Post],
    decisions: Sequence[Decision],
    *,
    counts: Sequence[Mapping[str, int]] = (),
    pictured: Mapping[int, Sequence[Pictured]] | None = None,
    days: int = DAYS,
) -> Kept:
    """As `keep`, and answers the posts as they now stand; the rest as of `prepare`."""
    return keep_prepared(work, prepare(work.prints, posts, decisions, counts=counts, pictured=pictured), days=days)


def keep_prepared(work: Work, posts: Sequence[Prepared], *, days: int = DAYS) -> Kept:
    """Keep posts, sealed for so many days; answers them as they now stand.

    A post that was sent before is replaced, unless what is kept is newer.
    """
    work.store.database.alone(work.session, _ORDER)
    known = _known(work, [one.ref_print for one in posts])
    fresh, ready = _latest(work, posts, known)
    vault = _vault_of_today(work, days)
    sealed = work.seal_each(vault, [(one.content, about(kept.id)) for one, kept in zip(ready, fresh, strict=True)])
    day = {"vault_id": vault, "arrived_at": work.now, "erase_at": day_erased_at(work.now, days), "deleted_at": None}
    rows = [{**day, **_row(*each)} for each in zip(ready, fresh, sealed, strict=True)]
    again = [row for row in rows if row["ref_print"] in known]
    if again:
        _replace(work, again)
        rows = [row for row in rows if row["ref_print"] not in known]
    if rows:
        work.add(StoredPost, rows)
    _add_marks(work, fresh)
    ids = {kept.ref_print: kept.id for kept in fresh}
    return Kept([ids.get(one.ref_print) or known[one.ref_print].id for one in posts], fresh)


def forget(work: Work, ref: str) -> bool:
    """Note that a post was deleted where it stood; False where none of this name is kept.

    It stays sealed until its day is erased: a notice may still need its snapshot.
    """
    row = work.session.scalar(select(StoredPost).where(StoredPost.ref_print == work.prints.of("post", ref)))
    if row is None:
        return False
    row.deleted_at = row.deleted_at or work.now
    return True


def show(work: Work, ids: Iterable[str], shown: Shown) -> None:
    """Note what the platform was asked to do with posts."""
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        work.session.execute(update(StoredPost).where(StoredPost.id.in_(chunk)).values(shown=shown))


def erase_due(work: Work, limit: int = 10_000) -> int:
    """Erase days whose time has come, key first; answers how many rows went: call until it answers 0."""
    for day in work.session.scalars(select(DayVault).where(DayVault.erase_at <= work.now)):
        work.destroy(day.vault_id)
    due = work.session.scalars(select(StoredPost.id).where(StoredPost.erase_at <= work.now).limit(limit)).all()
    for start in range(0, len(due), _CHUNK):
        _drop_marks(work, due[start : start + _CHUNK])
        work.session.execute(delete(StoredPost).where(StoredPost.id.in_(due[start : start + _CHUNK])))
    if not due:
        work.session.execute(delete(DayVault).where(DayVault.erase_at <= work.now))
    return len(due)


def _known(work: Work, refs: Sequence[bytes]) -> dict[bytes, _Known]:
    """The posts among these that are kept already: id, time and what is shown of them."""
    return {row.ref_print: row for row in work.among(_OF_NAMES, refs)}


def _latest(
    work: Work, posts: Sequence[Prepared], known: Mapping[bytes, _Known]
) -> tuple[list[KeptPost], list[Prepared]]:
    """The posts as they stand from now on, and what was prepared of them: the newest of each name, if it is newer."""
    latest: dict[bytes, tuple[KeptPost, Prepared]] = {}
    for one in posts:
        ref = one.ref_print
        id_, before, shown = one.id, 0, "shown"
        at = no_later(one.said_at, work.now)
        if ref in latest:
            last = latest[ref][0]
            id_, shown, before = last.id, last.shown, last.created_at
        elif ref in known:
            id_, before, shown = known[ref][1:]
        if is_newer(at, before):
            stands = cast(Shown, shown)
            kept = KeptPost(id_, one.post, one.decision, one.marks, one.counts, at, work.now, stands, None, ref)
            latest[ref] = kept, one
    return [kept for kept, _ in latest.values()], [one for _, one in latest.values()]


def _vault_of_today(work: Work, days: int) -> str:
    day = day_of(work.now)
    for (known,) in work.rows(_VAULT_OF, day=day):
        return known
    vault = work.vault("posts")
    work.add(DayVault, [{"day": day, "vault_id": vault, "erase_at": day_erased_at(work.now, days)}])
    return vault


def _row(one: Prepared, kept: KeptPost, sealed: bytes) -> dict[str, Any]:
    marks, decision = kept.marks, kept.decision
    return {
        "id": kept.id,
        "ref_print": kept.ref_print,
        "author_print": one.author_print,
        "target_print": one.target_print,
        "text_print": marks.text_print,
        "imprint": marks.imprint,
        "sealed": sealed,
        "surface": kept.surface,
        "created_at": kept.created_at,
        "violates": decision.violates,
        "category": decision.category,
        "severity": decision.severity,
        "score": decision.score,
        "action": decision.action,
        "decision": msgspec.Raw(one.labels),
        "shown": kept.shown,
    }


def _replace(work: Work, rows: list[dict[str, Any]]) -> None:
    """Rows in the place of those of the same ids; what was asked of the platform before stands."""
    kept = ("id", "ref_print", "shown")
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name not in kept}
    table = StoredPost.__table__
    statement = update(table).where(table.c.id == bindparam("of")).values(values)  # type: ignore[arg-type]
    work.connection.execute(
        statement, [{"of": row["id"], **{f"new_{name}": row[name] for name in values}} for row in rows]
    )
    for start in range(0, len(rows), _CHUNK):
        _drop_marks(work, [row["id"] for row in rows[start : start + _CHUNK]])


def _drop_marks(work: Work, ids: Sequence[str]) -> None:
    work.session.execute(delete(PostIdentifier).where(PostIdentifier.post_id.in_(ids)))
    work.session.execute(delete(PostKey).where(PostKey.post_id.in_(ids)))


def _add_marks(work: Work, fresh: Iterable[KeptPost]) -> None:
    identifiers = [
        {"post_id": kept.id, "place": place, "type": one.type, "value_print": one.value_print}
        for kept in fresh
        for place, one in enumerate(kept.marks.identifiers)
    ]
    keys = [{"post_id": kept.id, "key": key} for kept in fresh for key in set(kept.marks.keys)]
    if identifiers:
        work.add(PostIdentifier, identifiers)
    if keys:
        work.add(PostKey, keys)
