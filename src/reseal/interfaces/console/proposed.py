"""What is proposed for a case to whoever decides it, all that the desk knows taken together."""

from reseal.operations.cases.proposing import Proposal, propose
from reseal.operations.cases.words import CaseView
from reseal.operations.guards import views as guards
from reseal.storage.store import Work


def proposed(work: Work, view: CaseView) -> Proposal:
    """See `propose`; whether something in it is watched is asked here."""
    return propose(view.row, view.snapshots, watched=bool(guards.watched_in(work, [view.row.id])))
