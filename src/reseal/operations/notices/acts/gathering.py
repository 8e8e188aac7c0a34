"""What a notice names is sealed in cases (Art 25)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select

from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Content
from reseal.operations.notices import rows
from reseal.operations.notices.links import find_post
from reseal.operations.notices.references import candidates
from reseal.operations.notices.tables import AwaitedPost, Notice, NoticedPost
from reseal.operations.posts.words import KeptPost
from reseal.storage.store import Work
from reseal.vocabulary import Decision, Post


class Judged(msgspec.Struct, frozen=True):
    """What the screener says of the notifier's own words: they are the snapshot where no post is known."""

    post: Post
    decision: Decision


@dataclass(slots=True)
class Named:
    """A post as a notice names it; where it is known, also where it went."""

    ref_print: bytes
    reference: str
    post: KeptPost | None
    case_id: str | None = None
    snapshot_id: str | None = None


class Gathered(msgspec.Struct, frozen=True):
    """The cases to which something came, and which of them were opened for it."""

    cases: tuple[str, ...]
    new: frozenset[str]


def named(work: Work, references: Sequence[str], before: Collection[bytes] = ()) -> list[Named]:
    """What links and ids mean, each once, without what was named `before`."""
    found: dict[bytes, Named] = {}
    for reference in references:
        post = find_post(work, reference)
        ref = work.prints.of("post", post.post.id if post is not None else reference)
        if ref not in before:
            found.setdefault(ref, Named(ref, reference, post))
    return list(found.values())


def gather(work: Work, notice: Notice | rows.New, posts: Sequence[Named], judged: Judged) -> Gathered:
    """Seal the known posts in their cases, or the notifier's words where none is known and no case is there yet."""
    seen: dict[str, bool] = {}
    for one in posts:
        if one.post is not None:
            gathered = cases.gather(work, Content.of(one.post), "noticed")
            one.case_id, one.snapshot_id = gathered.case_id, gathered.snapshot_id
            seen.setdefault(gathered.case_id, gathered.new)
    if not seen and notice.case_id is None:
        told = Content(f"notice:{notice.id}", judged.post.text, judged.decision, work.now, lang=notice.lang)
        seen[cases.gather(work, told, "told").case_id] = True
    notice.case_id = notice.case_id or next(iter(seen))
    unknown = [one.reference for one in posts if one.post is None]
    if unknown:
        cases.name(work, notice.case_id, unknown, notice.lang)
    return Gathered(tuple(seen), frozenset(case for case, new in seen.items() if new))


def note(work: Work, notice: Notice | rows.New, posts: Sequence[Named], first: int = 0) -> None:
    """A row for each post that is named, from the place `first` on; those that are not known are waited for."""
    if not posts:
        return
    table = [
        {
            "notice_id": notice.id,
            "place": place,
            "ref_print": one.ref_print,
            "snapshot_id": one.snapshot_id,
            "case_id": one.case_id,
        }
        for place, one in enumerate(posts, first)
    ]
    work.add(NoticedPost, table)
    awaited = {one.ref_print: one.reference for one in posts if one.post is None and notice.merged_into is None}
    if awaited:
        _await(work, notice.id, awaited, anew=first == 0)


def sealed(posts: Sequence[Named]) -> tuple[rows.Said, ...]:
    """The line that says how many posts were sealed, if any."""
    count = sum(one.snapshot_id is not None for one in posts)
    return (("sealed", {"posts": count}),) if count else ()


def _await(work: Work, notice_id: str, named: Mapping[bytes, str], *, anew: bool) -> None:
    """Let posts that are not known here be found by whatever name of theirs they come under (`named`: by print).

    `anew`: the notice waits for none yet.
    """
    names = {work.prints.of("post", name): of for of, reference in named.items() for name in candidates(reference)}
    if not anew:
        known = select(AwaitedPost.ref_print).where(AwaitedPost.notice_id == notice_id)
        for print_ in work.session.scalars(known.where(AwaitedPost.ref_print.in_(list(names)))):
            del names[print_]
    table = [{"ref_print": name, "notice_id": notice_id, "named_print": of} for name, of in names.items()]
    if table:
        work.add(AwaitedPost, table)
