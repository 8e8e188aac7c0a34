"""A decision is noted alike, whether it is the first on a case or comes in the place of another."""

from typing import Any

from reseal.operations.cases.tables import Case, CaseDecision
from reseal.operations.cases.words import Choice
from reseal.screening.policy.pack import Pack
from reseal.storage.store import Work


def note_decision(work: Work, decision: str, case: Case, choice: Choice, pack: Pack, before: dict[str, Any]) -> None:
    """Note what whoever acts in this work decides now, under which pack, and how everything was before."""
    work.session.add(
        CaseDecision(
            id=decision,
            case_id=case.id,
            by=work.actor,
            at=work.now,
            action=choice.action,
            category=choice.category,
            clause=choice.clause,
            pack=pack.id,
            pack_version=pack.version,
            snapshots=before,
        )
    )
