"""What a notice names is sealed in cases, and the notice counts there (Art 25)."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import func, select

from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Content
from reseal.operations.notices import rows
from reseal.operations.notices.links import count_in_cases, find_post
from reseal.operations.notices.tables import Notice, NoticedPost
from reseal.operations.posts.words import KeptPost
from reseal.storage.store import Work
from reseal.vocabulary import Decision, Post


class Judged(msgspec.Struct, frozen=True):
    """What the screener says of the notifier's own words: they are the snapshot where no post is known."""

    post: Post
    decision: Decision


def name_posts(work: Work, notice: Notice, references: Sequence[str]) -> Mapping[int, KeptPost]:
    """Note what a notice names, once each; answers the posts that are known, by their place among all it names."""
    known: dict[int, KeptPost] = {}
    before = set(rows.references(work, notice.id))
    last = work.session.scalar(select(func.max(NoticedPost.place)).where(NoticedPost.notice_id == notice.id))
    place = -1 if last is None else last
    for reference in references:
        found = find_post(work, reference)
        ref = work.prints.of("post", found.post.id if found is not None else reference)
        if ref in before:
            continue
        before.add(ref)
        place += 1
        if found is not None:
            known[place] = found
        work.session.add(NoticedPost(notice_id=notice.id, place=place, ref_print=ref))
    work.session.flush()
    return known


def gather(work: Work, notice: Notice, known: Mapping[int, KeptPost], judged: Judged) -> None:
    """Seal the known posts in their cases, or else the notifier's own words in a new one."""
    for place, post in known.items():
        gathered = cases.gather(work, Content.of(post), "noticed")
        row = work.session.get(NoticedPost, (notice.id, place))
        assert row is not None
        row.case_id, row.snapshot_id = gathered.case_id, gathered.snapshot_id
        notice.case_id = notice.case_id or gathered.case_id
    if known:
        rows.tell(work, notice, "sealed", posts=len(known))
    elif notice.case_id is None:
        told = Content(f"notice:{notice.id}", judged.post.text, judged.decision, work.now, lang=notice.lang)
        notice.case_id = cases.gather(work, told, "told").case_id
    count_in_cases(work, notice)
