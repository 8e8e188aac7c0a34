"""Who may decide an appeal: a person of staff who had no part in what is appealed (DSA 20(6)).

It is the person that counts, whatever role they have by now. Whoever took the decision is out, and whoever decided on
the case before it or took such a decision back; so are machines, and tokens, which are nobody in particular.
"""

from reseal.operations.appeals.tables import Appeal
from reseal.operations.appeals.words import NotYours
from reseal.operations.cases import rulings
from reseal.operations.staff import views as staff
from reseal.storage.store import Work

_STAFF = "staff:"


def barred(work: Work, appeal: Appeal) -> frozenset[str]:
    """The actors who may not decide it."""
    return rulings.deciders(work, appeal.decision_id)


def reviewer(work: Work, appeal: Appeal) -> str | None:
    """The id of the member who acts in this work, if they may decide it."""
    member = work.actor.removeprefix(_STAFF) if work.actor.startswith(_STAFF) else ""
    known = staff.member(work, member) if member else None
    if known is None or known.disabled_at is not None or work.actor in barred(work, appeal):
        return None
    return known.id


def require_other(work: Work, appeal: Appeal) -> str:
    """See to it that whoever acts may decide it; answers the member's id.

    Raises:
        NotYours: they may not.
    """
    found = reviewer(work, appeal)
    if found is None:
        raise NotYours("somebody else decides: an appeal is for a person who had no part in the decision")
    return found
