"""What a notice's page may know of the cases that it is part of: counts and steps, never a word of what was published.

Where the posts are is for those alone who have shown control of what they expose; so is a code to an exposed value.
"""

import msgspec
from sqlalchemy import and_, or_, select

from reseal.operations.cases.naming import NAMED
from reseal.operations.cases.snapshots import identifiers_in, opened
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.posts.sealed import decision_of
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

_POSTS = ("origin", "copy")
_REMOVED = ("remove", "redact")


class Progress(msgspec.Struct, frozen=True):
    """Where a case stands. `held` and `removed` count what was asked for; `unconfirmed` what of it the platform has not
    confirmed.
    """

    state: str
    found: int
    held: int
    removed: int
    unconfirmed: int
    hold_until: Milliseconds | None
    viewed: bool

    @property
    def decided(self) -> bool:
        """Whether a decision stands."""
        return self.state == "decided"


def progress(work: Work, case_id: str) -> Progress:
    """The counts of a case. Posts that only name the same value are none of the notifier's and do not count;
    nor does a post that is known by its name alone, until the platform is asked to act on it.

    Raises:
        LookupError: there is no such case.
    """
    case = work.session.get(Case, case_id)
    if case is None:
        raise LookupError(f"there is no case {case_id}")
    asked = and_(Snapshot.how == NAMED, Snapshot.action.in_((*_REMOVED, "hold")))
    rows = work.session.execute(
        select(Snapshot.action, Snapshot.acknowledged_at).where(
            Snapshot.case_id == case_id, or_(Snapshot.role.in_(_POSTS), asked)
        )
    ).all()
    removed = [row for row in rows if row.action in _REMOVED]
    held = [row for row in rows if row.action == "hold"]
    unconfirmed = sum(row.acknowledged_at is None for row in (*removed, *held))
    viewed = case.first_viewed_at is not None
    return Progress(case.state, len(rows), len(held), len(removed), unconfirmed, case.hold_until, viewed)


def stands_in_post(work: Work, case_id: str, value_print: bytes) -> bool:
    """Whether a value is exposed by a sealed post of the case: what only a notifier wrote does not count."""
    case = work.session.get(Case, case_id)
    if case is None:
        return False
    query = select(Snapshot).where(Snapshot.case_id == case_id, Snapshot.role != "told")
    for row in work.session.scalars(query):
        content = opened(work, case.vault_id, row.id, row.sealed)
        exposures = decision_of(row.decision, content.ref, None).exposures
        if any(one.value_print == value_print for one in identifiers_in(work, content, exposures)):
            return True
    return False


def locations(work: Work, case_id: str, most: int = 200) -> list[str]:
    """How the platform calls the posts of the case, the oldest first. Only for those who have shown control."""
    case = work.session.get(Case, case_id)
    if case is None:
        return []
    query = select(Snapshot).where(Snapshot.case_id == case_id, Snapshot.role.in_(_POSTS))
    rows = work.session.scalars(query.order_by(Snapshot.id).limit(most))
    refs = (opened(work, case.vault_id, row.id, row.sealed).ref for row in rows)
    return list(dict.fromkeys(refs))
