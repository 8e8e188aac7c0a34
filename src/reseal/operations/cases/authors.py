"""Whose posts stand in a case: by keyed hashes, which say nothing about who it is."""

from sqlalchemy import select

from reseal.operations.cases.tables import CaseDecision, Snapshot
from reseal.storage.store import Work


def authors_of(work: Work, case_id: str) -> dict[str, bytes]:
    """The keyed hash of the account of each snapshot of a case that has one (`accounts.views.by_print`)."""
    query = select(Snapshot.id, Snapshot.author_print).where(Snapshot.case_id == case_id)
    return {row.id: row.author_print for row in work.session.execute(query) if row.author_print is not None}


def cases_of(work: Work, decisions: set[str]) -> dict[str, str]:
    """The case of each of these decisions."""
    query = select(CaseDecision.id, CaseDecision.case_id).where(CaseDecision.id.in_(list(decisions)))
    return {row.id: row.case_id for row in work.session.execute(query)}
