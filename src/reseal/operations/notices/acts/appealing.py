"""What becomes of notices when a decision is appealed: their pages say it, and whoever appealed gets the answers."""

from collections.abc import Collection

from sqlalchemy import select

from reseal.operations.cases.words import Decided
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.deliveries.words import Message
from reseal.operations.notices import rows
from reseal.operations.notices.acts.outcomes import outcome, reopened
from reseal.operations.notices.links import notices_of
from reseal.operations.notices.tables import Notice, NoticedPost
from reseal.operations.notices.words import Kind
from reseal.operations.retention.rules import keep
from reseal.storage.store import Work


def revised(work: Work, decided: Decided, posts: Collection[str] | None, but: Collection[str]) -> None:
    """A decision came in the place of another, on an appeal, on these posts or on all (None).

    Notices hear of it whose posts are all among them; `but` get no letter, for they hear of it otherwise.
    """
    found = notices_of(work, decided.case_id)
    only = None if posts is None else {one.id for one in found if _names_these_alone(work, one, decided.case_id, posts)}
    reopened(work, decided.case_id, only=only)
    outcome(work, decided.case_id, decided, only=only, but=but, at_once=True)


def appealed(work: Work, notice_id: str) -> None:
    """Whoever filed it has appealed."""
    notice = rows.notice_of(work, notice_id)
    rows.tell(work, notice, "appealed")
    if notice.erase_at is not None:  # its page is where the answer is read
        notice.erase_at = max(notice.erase_at, work.now + keep("notice"))


def appeal_asked(work: Work, notice_id: str, subject: str, text: str, question: str, about: str) -> None:
    """The desk has a question: the page says so, and a letter where a contact was given.

    Raises:
        PersonalDataError: the question holds personal data; nothing goes out.
    """
    _tell(work, notice_id, "appeal_asked", subject, text, question, about, "appeal.asked")


def appeal_decided(work: Work, notice_id: str, subject: str, text: str, note: str, about: str, outcome_: str) -> None:
    """The appeal was decided. Raises as `appeal_asked`."""
    kind: Kind = "appeal_upheld" if outcome_ == "upheld" else "appeal_rejected"
    _tell(work, notice_id, kind, subject, text, note, about, "appeal.decided")


def _tell(
    work: Work, notice_id: str, kind: Kind, subject: str, text: str, note: str, about: str, delivery: str
) -> None:
    notice = work.session.get(Notice, notice_id)
    if notice is None:
        return  # erased: nobody is there to be told
    rows.tell(work, notice, kind)
    reached = rows.reachable(rows.told(work, notice).contact)
    if reached is not None:
        message = Message(reached[1], notice.lang, subject, text, note)
        deliveries.post_out(work, delivery, "reporter", "sender", about, message, under=notice.case_id)


def _names_these_alone(work: Work, notice: Notice, case_id: str, posts: Collection[str]) -> bool:
    query = select(NoticedPost.snapshot_id).where(NoticedPost.notice_id == notice.id, NoticedPost.case_id == case_id)
    named = [one for one in work.session.scalars(query) if one is not None]
    return bool(named) and set(named) <= set(posts)
