"""What is done with posts: kept as they arrive, replaced, deleted, erased. A request of posts is one bulk write."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from reseal.operations.posts.marks import marks_of
from reseal.operations.posts.rules import day_erased_at, day_of, is_newer, published_at
from reseal.operations.posts.sealed import SealedPost, about, labels
from reseal.operations.posts.tables import DayVault, PostIdentifier, PostKey, StoredPost
from reseal.operations.posts.words import Marks, Shown
from reseal.storage.clock import Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.vocabulary import Decision, Post

DAYS = 7
_ORDER = 0x5EA2
_CHUNK = 500
_NO_COUNTS: Mapping[str, int] = {}


def keep(
    work: Work,
    posts: Sequence[Post],
    decisions: Sequence[Decision],
    *,
    counts: Sequence[Mapping[str, int]] = (),
    days: int = DAYS,
) -> list[str]:
    """Keep posts with the decisions on them, sealed for so many days; answers their ids here, in order.

    A post that was sent before is replaced, unless what is kept is newer. `counts` are views, shares and the like.
    """
    work.store.database.alone(work.session, _ORDER)
    created = [published_at(post.created_at, work.now) for post in posts]
    refs = [work.prints.of("post", post.id) for post in posts]
    known = _known(work, refs)
    latest: dict[bytes, int] = {}
    for place, ref in enumerate(refs):
        if is_newer(created[place], max(created[latest[ref]] if ref in latest else 0, known.get(ref, ("", 0))[1])):
            latest[ref] = place
    vault = _vault_of_today(work, days)
    fresh: list[dict[str, Any]] = []
    replaced: list[dict[str, Any]] = []
    marks: list[tuple[str, Marks]] = []
    ids: dict[bytes, str] = {ref: id_ for ref, (id_, _) in known.items()}
    for ref, place in latest.items():
        id_ = ids.setdefault(ref, new_id())
        post, decision = posts[place], decisions[place]
        mark = marks_of(work.prints, post.id, post.text, decision)
        marks.append((id_, mark))
        row = _row(work, id_, post, decision, mark, vault, counts[place] if counts else _NO_COUNTS)
        row |= {"ref_print": ref, "created_at": created[place], "erase_at": day_erased_at(work.now, days)}
        (replaced if ref in known else fresh).append(row)
    if fresh:
        work.session.execute(insert(StoredPost), fresh)
    if replaced:
        _replace(work, replaced)
    _add_marks(work, marks)
    return [ids[ref] for ref in refs]


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


def _known(work: Work, refs: Sequence[bytes]) -> dict[bytes, tuple[str, Milliseconds]]:
    """Ids and times of the posts among these that are kept already."""
    found: dict[bytes, tuple[str, Milliseconds]] = {}
    wanted = list(dict.fromkeys(refs))
    for start in range(0, len(wanted), _CHUNK):
        query = select(StoredPost.ref_print, StoredPost.id, StoredPost.created_at)
        for row in work.session.execute(query.where(StoredPost.ref_print.in_(wanted[start : start + _CHUNK]))):
            found[row.ref_print] = (row.id, row.created_at)
    return found


def _vault_of_today(work: Work, days: int) -> str:
    day = day_of(work.now)
    row = work.session.get(DayVault, day)
    if row is None:
        row = DayVault(day=day, vault_id=work.vault("posts"), erase_at=day_erased_at(work.now, days))
        work.session.add(row)
        work.session.flush()
    return row.vault_id


def _row(
    work: Work, id_: str, post: Post, decision: Decision, marks: Marks, vault: str, counts: Mapping[str, int]
) -> dict[str, Any]:
    sealed = SealedPost(post, dict(counts), decision.redacted)
    return {
        "id": id_,
        "author_print": work.prints.of("account", post.author) if post.author else None,
        "target_print": work.prints.of("account", post.target) if post.target else None,
        "text_print": marks.text_print,
        "imprint": marks.imprint,
        "vault_id": vault,
        "sealed": work.seal(vault, msgspec.json.encode(sealed), about(id_)),
        "surface": post.surface or "post",
        "arrived_at": work.now,
        "violates": decision.violates,
        "category": decision.category,
        "severity": decision.severity,
        "score": decision.score,
        "action": decision.action,
        "decision": labels(decision),
        "shown": "shown",
        "deleted_at": None,
    }


def _replace(work: Work, rows: list[dict[str, Any]]) -> None:
    """Rows in the place of those of the same ids; what was asked of the platform before stands."""
    kept = ("id", "ref_print", "shown")
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name not in kept}
    table = StoredPost.__table__
    statement = update(table).where(table.c.id == bindparam("of")).values(values)  # type: ignore[arg-type]
    work.session.connection().execute(
        statement, [{"of": row["id"], **{f"new_{name}": row[name] for name in values}} for row in rows]
    )
    for start in range(0, len(rows), _CHUNK):
        _drop_marks(work, [row["id"] for row in rows[start : start + _CHUNK]])


def _drop_marks(work: Work, ids: Sequence[str]) -> None:
    work.session.execute(delete(PostIdentifier).where(PostIdentifier.post_id.in_(ids)))
    work.session.execute(delete(PostKey).where(PostKey.post_id.in_(ids)))


def _add_marks(work: Work, marks: Iterable[tuple[str, Marks]]) -> None:
    identifiers, keys = [], []
    for id_, mark in marks:
        for place, identifier in enumerate(mark.identifiers):
            value = {"type": identifier.type, "value_print": identifier.value_print}
            identifiers.append({"post_id": id_, "place": place, **value})
        keys += [{"post_id": id_, "key": key} for key in set(mark.keys)]
    if identifiers:
        work.session.execute(insert(PostIdentifier), identifiers)
    if keys:
        work.session.execute(insert(PostKey), keys)
