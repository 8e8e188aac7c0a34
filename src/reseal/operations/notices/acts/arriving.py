"""Posts that come after the notice that names them: from then on everything is as if they had been there (CAC-03).

One question is asked for all posts of a request; what comes between a notice and its commit a sweep finds.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select, update

from reseal.operations.audit import acts as audit
from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Content
from reseal.operations.notices import rows
from reseal.operations.notices.links import count_in_cases
from reseal.operations.notices.tables import AwaitedPost, Notice, NoticedPost
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import KeptPost
from reseal.storage.questions import AMONG
from reseal.storage.store import Work

_AMONG_AWAITED = select(AwaitedPost.ref_print).where(AwaitedPost.ref_print.in_(AMONG))
"""Alone: a planner that sees an order goes by it, row by row."""

_WAITING = ("received", "asked")
_MOOT = frozenset(("posts", "pictures"))


def posts_arrived(work: Work, fresh: Sequence[KeptPost]) -> int:
    """Join posts that were just kept to the notices that wait for them; answers how many notices that were."""
    found = 0
    refs = {kept.ref_print: kept for kept in fresh}
    awaited = [ref for (ref,) in work.among(_AMONG_AWAITED, list(refs))]
    for row in _awaited(work, AwaitedPost.ref_print.in_(awaited)) if awaited else ():
        _join(work, row, refs[row.ref_print])
        found += 1
    return found


def join_late(work: Work, limit: int = 100) -> int:
    """As `posts_arrived`, for posts that are kept already: call until it answers fewer than `limit`."""
    waiting = _awaited(work, posts.is_among_kept(AwaitedPost.ref_print), limit)
    for row in waiting:
        kept = posts.find_by_print(work, row.ref_print)
        if kept is not None:
            _join(work, row, kept)
        else:
            _no_more(work, row)  # its day was erased
    return len(waiting)


def _awaited(work: Work, which: ColumnElement[bool], limit: int | None = None) -> Sequence[AwaitedPost]:
    """What is waited for by notices that are open, the oldest notice first."""
    query = select(AwaitedPost).join(Notice, Notice.id == AwaitedPost.notice_id)
    query = query.where(which, Notice.state.in_(_WAITING), Notice.merged_into.is_(None))
    return work.session.scalars(query.order_by(AwaitedPost.notice_id).limit(limit)).all()


def _join(work: Work, awaited: AwaitedPost, kept: KeptPost) -> None:
    notice_id, named = awaited.notice_id, awaited.named_print
    notice = work.session.get_one(Notice, notice_id)
    if notice.case_id is not None:
        cases.came(work, notice.case_id, named)
    gathered = cases.gather(work, Content.of(kept), "noticed", into=notice.case_id)
    notice = rows.notice_of(work, notice_id)  # after the case, as everywhere
    named_post = NoticedPost.notice_id == notice_id, NoticedPost.ref_print == named
    work.session.execute(
        update(NoticedPost)
        .where(*named_post)
        .values(
            ref_print=kept.ref_print,
            snapshot_id=gathered.snapshot_id,
            case_id=gathered.case_id,
        )
    )
    _no_more(work, awaited)
    rows.tell(work, notice, "sealed", posts=1)
    if notice.state == "asked" and _MOOT.issuperset(rows.asked(rows.lines(work, notice))):
        notice.state = "received"
    work.session.flush()
    count_in_cases(work, notice, [gathered.case_id], alone=[gathered.case_id] if gathered.new else [])
    audit.record(work, "notice.post_arrived", notice_id, case=gathered.case_id)


def _no_more(work: Work, awaited: AwaitedPost) -> None:
    """Wait for a post no more under any of its names: it has come under one of them."""
    mine = AwaitedPost.notice_id == awaited.notice_id, AwaitedPost.named_print == awaited.named_print
    work.session.execute(delete(AwaitedPost).where(*mine))
