"""How notices and cases hang together: a notice is part of every case that a post which it names came into."""

from collections.abc import Collection, Iterable

from sqlalchemy import bindparam, or_, select

from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Standing, Voice
from reseal.operations.notices.coordination import Sent, signs
from reseal.operations.notices.references import candidates
from reseal.operations.notices.rows import New
from reseal.operations.notices.rules import accuracy
from reseal.operations.notices.tables import Notice, NoticedPost, Reporter
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import KeptPost
from reseal.storage.store import Work

_LATEST = 200
_MOSTLY_WRONG = 0.6
_OF_CASE = or_(
    Notice.case_id == bindparam("case"),
    Notice.id.in_(select(NoticedPost.notice_id).where(NoticedPost.case_id == bindparam("case"))),
)
_SENT = (
    select(
        Notice.contact_print,
        Notice.origin_print,
        Notice.created_at,
        Notice.relation,
        Notice.content_print,
        Reporter.agreed,
        Reporter.disagreed,
    )
    .outerjoin(Reporter, Reporter.contact_print == Notice.reporter_print)
    .where(_OF_CASE, Notice.merged_into.is_(None), Notice.state != "withdrawn")
    .order_by(Notice.id.desc())
    .limit(_LATEST)
)


def find_post(work: Work, reference: str) -> KeptPost | None:
    """The post that somebody means by a link or an id, if it is kept here."""
    return posts.find_first(work, candidates(reference))


def cases_of(work: Work, notice: Notice) -> list[str]:
    """The cases that a notice is part of, the first one first."""
    first = [notice.case_id] if notice.case_id is not None else []
    query = select(NoticedPost.case_id).where(NoticedPost.notice_id == notice.id, NoticedPost.case_id.is_not(None))
    return list(dict.fromkeys([*first, *(case for case in work.session.scalars(query) if case is not None)]))


def notices_of(work: Work, case_id: str) -> list[Notice]:
    """The notices of a case, the oldest first."""
    return list(work.session.scalars(select(Notice).where(_OF_CASE).order_by(Notice.id), {"case": case_id}))


def names_known_post(work: Work, notice: Notice) -> bool:
    """Whether a post that the notice names was known when it came in."""
    query = select(NoticedPost.place).where(NoticedPost.notice_id == notice.id, NoticedPost.snapshot_id.is_not(None))
    return work.session.scalars(query.limit(1)).first() is not None


def count_in_cases(
    work: Work, notice: Notice | New, in_: Iterable[str], alone: Collection[str] = (), *, new: bool = False
) -> None:
    """Let the notice count, as it is now, in cases; a merged one counts nowhere. `alone`: where it is the only one.

    `new`: it has counted nowhere yet.
    """
    if notice.merged_into is not None:
        return
    for case_id in in_:
        if case_id not in alone:
            cases.organised(work, case_id, bool(signs(sent_to(work, case_id))))
        said = (notice.threat, notice.minor, notice.weight)
        cases.noticed(work, case_id, notice.id, *said, voice=_voice(notice), new=new)


def sent_to(work: Work, case_id: str) -> list[Sent]:
    """What the rule on organised notices looks at in a case: its latest notices, those withdrawn left out."""
    return [
        Sent(
            row.contact_print,
            row.origin_print,
            row.created_at,
            row.relation == "bystander",
            row.content_print,
            row.agreed is not None and accuracy(row.agreed, row.disagreed) < _MOSTLY_WRONG,
        )
        for row in work.rows(_SENT, case=case_id)
    ]


def _voice(notice: Notice | New) -> Voice:
    standing: Standing = "anonymous" if notice.contact_print is None else "known"
    if notice.trusted:
        standing = "trusted"
    if notice.claim == "proven":
        standing = "verified"
    return Voice(standing, notice.contact_print, notice.origin_print)
