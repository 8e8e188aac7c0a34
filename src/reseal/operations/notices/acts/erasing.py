"""What has served its time is erased: notices by their key first, counts of wrong PINs, requests for codes (PI-01)."""

from sqlalchemy import delete, select, update

from reseal.operations.audit import acts as audit
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.notices.tables import (
    AwaitedPost,
    ClaimCode,
    HelperLink,
    Notice,
    NoticedPost,
    NoticeEvent,
    NoticePicture,
    Reporter,
    TicketTries,
)
from reseal.operations.retention.rules import keep
from reseal.operations.retention.views import held
from reseal.storage.clock import DAY
from reseal.storage.store import Work


def erase_due(work: Work, limit: int = 100) -> int:
    """Erase notices whose time has come, unless a legal hold is on them or their case.

    Answers how many it has looked at: call until it answers fewer than `limit`.
    """
    due = select(Notice).where(Notice.erase_at <= work.now).order_by(Notice.erase_at).limit(limit)
    notices = work.session.scalars(due.with_for_update()).all()
    kept_back = held(work, [about for notice in notices for about in (notice.id, notice.case_id) if about])
    for notice in notices:
        if notice.id in kept_back or notice.case_id in kept_back:
            notice.erase_at = work.now + DAY  # asked again tomorrow
            continue
        work.destroy(notice.vault_id)
        deliveries.erase(work, notice.id)
        work.session.execute(update(Notice).where(Notice.merged_into == notice.id).values(merged_into=None))
        for table in (NoticeEvent, NoticePicture, NoticedPost, AwaitedPost, HelperLink):
            work.session.execute(delete(table).where(table.notice_id == notice.id))
        work.session.delete(notice)
        work.session.flush()
        audit.record(work, "notice.erased", notice.id)
    return len(notices)


def forget_tries(work: Work, limit: int = 500) -> int:
    """Erase counts of wrong PINs whose time is over; answers how many."""
    due = select(TicketTries.ticket_print).where(TicketTries.erase_at <= work.now).limit(limit)
    names = work.session.scalars(due).all()
    work.session.execute(delete(TicketTries).where(TicketTries.ticket_print.in_(names)))
    return len(names)


def forget_reporters(work: Work, limit: int = 500) -> int:
    """Erase how often notifiers were right, of whom nothing has been heard for long; answers how many."""
    old = select(Reporter.contact_print).where(Reporter.counted_at <= work.now - keep("reporter"))
    names = work.session.scalars(old.limit(limit)).all()
    work.session.execute(delete(Reporter).where(Reporter.contact_print.in_(names)))
    return len(names)


def forget_requests(work: Work, limit: int = 200) -> int:
    """Erase requests for codes of which nothing counts any more; answers how many."""
    old = select(ClaimCode).where(ClaimCode.asked_at <= work.now - keep("claim")).limit(limit)
    found = work.session.scalars(old).all()
    for row in found:
        work.destroy(row.vault_id)
        work.session.delete(row)
    return len(found)
