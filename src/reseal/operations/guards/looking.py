"""Live posts are compared with what is watched: noted with the posts, looked at by a sweep.

What the request does is the same whether anything is watched or not: one row, and no question. So neither its answer
nor its time says anything, and the questions of many requests become one (ADR 0021).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from sqlalchemy import bindparam, delete, select

from reseal.operations.audit import acts as audit
from reseal.operations.cases import acts as cases
from reseal.operations.guards import values
from reseal.operations.guards.rules import raised, rules
from reseal.operations.guards.tables import Guard, GuardHit, GuardLook, GuardPrint, GuardValue
from reseal.operations.guards.words import WATCHED, Watched
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import KeptPost
from reseal.storage.ids import new_id
from reseal.storage.questions import AMONG
from reseal.storage.store import Work

_PARTS = 16
_guard, _value, _print, _look = (table.__table__.c for table in (Guard, GuardValue, GuardPrint, GuardLook))
_WAITING = select(_look.id, _look.posts).order_by(_look.id).limit(bindparam("most")).with_for_update(skip_locked=True)
_LOOKED_AT = delete(GuardLook).where(_look.id.in_(bindparam("ids", expanding=True)))
_LOOKED_UP = select(_print.print, _print.value_id, _print.part).where(_print.print.in_(AMONG))
_OF_VALUES = (
    select(_value.id, _value.guard_id, _value.type, _guard.owner_print, _guard.expires_at)
    .join_from(GuardValue, Guard)
    .where(_value.id.in_(AMONG))
)


class Found(NamedTuple):
    """A value that a post shows."""

    value_id: str
    guard_id: str
    type: Watched
    owner_print: bytes | None


def note(
    work: Work, fresh: Sequence[KeptPost], pictured: Mapping[str, Sequence[tuple[int, bytes]]] | None = None
) -> None:
    """Note posts that were just kept and show something of a kind that can be watched.

    `pictured` are quality and hash of pictures, by what the platform calls their posts.
    """
    noted: dict[str, list[list[str]]] = {
        kept.id: [] for kept in fresh if any(one.type in WATCHED for one in kept.marks.identifiers)
    }
    for kept in fresh if pictured else ():
        if pictures := _told(work, (pictured or {}).get(kept.post.id, ())):
            noted[kept.id] = pictures
    if noted:
        work.add(GuardLook, [{"id": new_id(), "posts": noted}])


def _told(work: Work, pictures: Iterable[tuple[int, bytes]]) -> list[list[str]]:
    least = rules().picture.least_quality
    return [
        [one.hex() for one in values.part_prints(work.prints, hashed)]
        for quality, hashed in pictures
        if quality >= least
    ]


def looks_wait(work: Work) -> bool:
    """Whether there are posts to look at."""
    return work.session.scalars(select(GuardLook.id).limit(1)).first() is not None


def look_due(work: Work, limit: int = 50) -> int:
    """Look at what was noted, the oldest first; answers how many requests that were: call until it is fewer."""
    noted = work.rows(_WAITING, most=limit)
    if not noted:
        return 0
    pictures: dict[str, list[list[bytes]]] = {}
    for row in noted:
        for post, hashes in row.posts.items():
            pictures[post] = [[bytes.fromhex(part) for part in parts] for parts in hashes]
    found = matches(work, posts.values_of(work, list(pictures)), pictures)
    for kept in posts.get(work, found):
        _hit(work, kept, found[kept.id])
    work.connection.execute(_LOOKED_AT, {"ids": [row.id for row in noted]})
    return len(noted)


def matches(
    work: Work, seen: Iterable[tuple[str, bytes]], pictures: Mapping[str, Sequence[Sequence[bytes]]]
) -> dict[str, list[Found]]:
    """What is watched of what posts show: by the prints of values as posts have them, and by parts of pictures."""
    shown: dict[bytes, list[str]] = defaultdict(list)
    for post, print_ in seen:
        shown[values.of_seen(work.prints, print_)].append(post)
    parts = {part for hashes in pictures.values() for parts in hashes for part in parts}
    watched = _watched(work, [*shown, *parts])
    found: dict[str, dict[str, Found]] = defaultdict(dict)
    for print_, holders in shown.items():
        for one, _ in watched.get(print_, ()):
            for post in holders if one.type != "picture" else ():
                found[post][one.value_id] = one
    for post, hashes in pictures.items():
        for hashed in hashes:
            for one in _same_picture(hashed, watched):
                found[post][one.value_id] = one
    return {post: list(ones.values()) for post, ones in found.items()}


def _watched(work: Work, prints: Sequence[bytes]) -> dict[bytes, list[tuple[Found, int]]]:
    """Which of these prints are watched, in guards that last. Mostly none is: then one index was asked, no more."""
    work.store.database.by_index(work.session)
    rows = work.among(_LOOKED_UP, prints)
    known = _known(work, {row.value_id for row in rows}) if rows else {}
    found: dict[bytes, list[tuple[Found, int]]] = defaultdict(list)
    for row in rows:
        if row.value_id in known:
            found[row.print].append((known[row.value_id], row.part))
    return found


def _known(work: Work, value_ids: Iterable[str]) -> dict[str, Found]:
    return {
        row.id: Found(row.id, row.guard_id, cast(Watched, row.type), row.owner_print)
        for row in work.among(_OF_VALUES, sorted(value_ids))
        if row.expires_at > work.now
    }


def _same_picture(parts: Sequence[bytes], watched: Mapping[bytes, Sequence[tuple[Found, int]]]) -> list[Found]:
    shared: dict[tuple[str, int], list[Found]] = defaultdict(list)
    for part in parts:
        for one, at in watched.get(part, ()):
            shared[one.value_id, at // _PARTS].append(one)
    return [same[0] for same in shared.values() if len(same) >= rules().picture.parts]


def _hit(work: Work, kept: KeptPost, found: Sequence[Found]) -> None:
    """A post shows what is watched: it comes before a person, graver than it was. Its guard's owner may show it."""
    author = work.prints.of("account", kept.post.author) if kept.post.author else None
    owner = values.owner_print(work.prints, author)
    others = [one for one in found if owner is None or one.owner_print != owner]
    post_print = work.prints.of("guard_post", kept.post.id, kept.marks.text_print.hex())
    new = [one for one in others if not _is_known(work, one.value_id, post_print)]
    if not new:
        return
    severity = raised(kept.decision.severity, [one.type for one in new])
    case_id = cases.guarded(work, kept, severity, near=_cases_of(work, new))
    rows = [
        {
            "id": new_id(),
            "guard_id": one.guard_id,
            "value_id": one.value_id,
            "case_id": case_id,
            "post_print": post_print,
            "at": work.now,
        }
        for one in new
    ]
    work.add(GuardHit, rows)
    audit.record(work, "guard.hit", case_id, severity=severity, types=sorted({one.type for one in new}))


def _is_known(work: Work, value_id: str, post_print: bytes) -> bool:
    query = select(GuardHit.id).where(GuardHit.value_id == value_id, GuardHit.post_print == post_print)
    return work.session.scalars(query.limit(1)).first() is not None


def _cases_of(work: Work, found: Sequence[Found]) -> list[str]:
    """The cases in which the same values were hit before, the newest first."""
    wanted = [one.value_id for one in found]
    query = select(GuardHit.case_id).where(GuardHit.value_id.in_(wanted)).order_by(GuardHit.id.desc()).limit(20)
    return list(dict.fromkeys(work.session.scalars(query)))
