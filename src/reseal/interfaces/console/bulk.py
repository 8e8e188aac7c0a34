"""One of many cases decided from the queue: as proposed, or by one action for all. What needs a closer look is left."""

from typing import get_args

import msgspec

from reseal.interfaces.console.proposed import proposed
from reseal.operations.cases import acts, views
from reseal.operations.cases.proposing import STAYS, pack_named, usual_clause
from reseal.operations.cases.words import CaseChanged, Choice, NoCase, NotNow, Settled
from reseal.storage.store import Work

AS_PROPOSED = "proposed"


class Left(msgspec.Struct, frozen=True):
    """A case that was not decided, and why: a word of `queue.WHY_LEFT`."""

    case_id: str
    why: str


def decide_one(work: Work, case_id: str, version: int, asked: str) -> str | Left:
    """Decide one case; answers the decision's id, or why not.

    What is about public office or in the news, or condemns doxxing, is never restricted from a list (BEN-01), and what
    somebody fears or has watched never let stand: somebody opens it.
    """
    try:
        view = views.case(work, case_id)
    except NoCase:
        return Left(case_id, "gone")
    if view.row.state == "decided":
        return Left(case_id, "decided")
    if view.row.version != version:
        return Left(case_id, "changed")
    proposal = proposed(work, view)
    action: Settled | None = proposal.action if asked == AS_PROPOSED else _settled(asked)
    if proposal.person_first and action != "allow":
        return Left(case_id, "person")
    if action is None:
        return Left(case_id, "open")
    if proposal.feared and action in STAYS:
        return Left(case_id, "feared")
    category = "none" if action == "allow" else proposal.category
    if action in ("remove", "redact") and category == "none":
        return Left(case_id, "category")
    clause = usual_clause(pack_named(view.row.pack), action, category)
    try:
        return acts.decide(work, case_id, Choice(action, category, clause), version).decision_id
    except CaseChanged:
        return Left(case_id, "changed")
    except NotNow:
        return Left(case_id, "open")


def hold_one(work: Work, case_id: str, version: int) -> Left | None:
    """Hold one case; answers why not, if so."""
    try:
        if views.case(work, case_id).row.version != version:
            return Left(case_id, "changed")
        acts.hold(work, case_id, "person")
    except NoCase:
        return Left(case_id, "gone")
    except NotNow:
        return Left(case_id, "held")
    return None


def undo_one(work: Work, decision_id: str, overrules: bool) -> str | Left:
    """Take one decision back; answers the case's id, or why not."""
    found = views.taken(work, decision_id)
    if found is None:
        return Left("", "gone")
    if found.undone:
        return Left(found.case_id, "undone")
    if found.by != work.actor and not overrules:
        return Left(found.case_id, "another")
    if found.late:
        return Left(found.case_id, "late")
    try:
        return acts.undo(work, decision_id)
    except (NotNow, NoCase):
        return Left(found.case_id, "undone")


def _settled(word: str) -> Settled | None:
    return next((action for action in get_args(Settled) if action == word), None)
