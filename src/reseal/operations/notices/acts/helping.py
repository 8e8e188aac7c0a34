"""A link by which somebody whom the exposed person trusts can follow the notice, too: to read, never to change."""

import secrets

from sqlalchemy import ColumnElement, func, select, update

from reseal.operations.audit import acts as audit
from reseal.operations.notices import rows
from reseal.operations.notices.rules import rules
from reseal.operations.notices.tables import HelperLink
from reseal.storage.clock import DAY
from reseal.storage.ids import new_id
from reseal.storage.store import Work


def helper_link(work: Work, notice_id: str) -> str | None:
    """The secret of a new link, which can be read here alone; None where there are as many as there may be."""
    given = rules().helper
    notice = rows.notice_of(work, notice_id)
    if helpers(work, notice_id) >= given.links:
        return None
    secret = secrets.token_urlsafe(24)
    work.session.add(
        HelperLink(
            id=new_id(),
            notice_id=notice.id,
            link_print=work.prints.of("link", secret),
            created_at=work.now,
            expires_at=work.now + given.days * DAY,
        )
    )
    rows.tell(work, notice, "helper")
    audit.record(work, "notice.helper_added", notice.id)
    return secret


def revoke_helpers(work: Work, notice_id: str) -> None:
    """End all links of a notice."""
    notice = rows.notice_of(work, notice_id)
    ended = update(HelperLink).where(HelperLink.notice_id == notice.id, HelperLink.revoked_at.is_(None))
    work.session.execute(ended.values(revoked_at=work.now))
    rows.tell(work, notice, "helpers_ended")
    audit.record(work, "notice.helpers_revoked", notice.id)


def helped(work: Work, secret: str) -> str | None:
    """The id of the notice that a link shows; None for one that is unknown, over or ended."""
    query = select(HelperLink).where(HelperLink.link_print == work.prints.of("link", secret[:100]), *_live(work))
    link = work.session.scalars(query).first()
    return link.notice_id if link else None


def helpers(work: Work, notice_id: str) -> int:
    """How many links of a notice work."""
    query = select(func.count()).select_from(HelperLink).where(HelperLink.notice_id == notice_id, *_live(work))
    return work.session.scalar(query) or 0


def _live(work: Work) -> tuple[ColumnElement[bool], ...]:
    return HelperLink.revoked_at.is_(None), HelperLink.expires_at > work.now
