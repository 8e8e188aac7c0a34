"""Pictures of notices are read after the notice is answered: it takes seconds, and nobody waits for it."""

from sqlalchemy import select, update

from reseal.operations.audit import acts as audit
from reseal.operations.cases import acts as cases
from reseal.operations.cases.words import Content
from reseal.operations.notices import rows
from reseal.operations.notices.tables import NoticePicture
from reseal.storage.store import Work
from reseal.vocabulary import Decision


def pictures_read(work: Work, notice_id: str, decision: Decision | None) -> None:
    """Note what the screener says of the pictures of a notice (None: it read none); its case may become graver."""
    of = NoticePicture.notice_id == notice_id
    places = work.session.scalars(select(NoticePicture.place).where(of, NoticePicture.read_at.is_(None))).all()
    if not places:
        return
    work.session.execute(update(NoticePicture).where(of, NoticePicture.place.in_(places)).values(read_at=work.now))
    notice = rows.notice_of(work, notice_id)
    if decision is None or notice.case_id is None or not (decision.violates or decision.exposures):
        return
    told = Content(f"notice:{notice.id}", "", decision, work.now, lang=notice.lang)
    cases.tell(work, notice.case_id, told)
    audit.record(work, "notice.pictures_read", notice.id, exposures=len(decision.exposures))
