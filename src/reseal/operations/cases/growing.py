"""How a case begins, and what each post that comes into it makes of it: graver, further-reaching, due sooner."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from reseal.operations.cases.joining import role_of
from reseal.operations.cases.rows import hold_on
from reseal.operations.cases.rules import Stakes, due_at, graver, views_of, weight_of
from reseal.operations.cases.snapshots import Taken, take
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.words import Content, How, Role
from reseal.operations.posts.words import Marks
from reseal.storage.ids import new_id
from reseal.storage.store import Work
from reseal.vocabulary import CATEGORIES, Category, Severity

_PACK = "default"
_MOST_REACH = 2_000_000_000


def open_case(work: Work, content: Content) -> Case:
    """A new case, as grave as the screener says the post is. It is written once its first post is added."""
    decision = content.decision
    pack = decision.policy.pack if decision.policy is not None else _PACK
    case = Case(
        id=new_id(),
        state="open",
        vault_id=work.vault("case"),
        category=decision.category or "none",
        severity=decision.severity,
        reach=0,
        threat=False,
        minor=False,
        weight=0,
        posts=0,
        notices=0,
        opened_at=work.now,
        due_at=0,
        coordinated=False,
        version=1,
        pack=pack,
    )
    case.due_at = due_at(case.opened_at, pack, stakes_of(case))
    work.session.add(case)
    return hold_on(work, case)


class Addition(NamedTuple):
    """A post that comes into a case, and by what. `noticed`: somebody has reported this very one."""

    case: Case
    content: Content
    marks: Marks
    how: How
    noticed: bool = False


def add_posts(work: Work, posts: Sequence[Addition]) -> list[str]:
    """Seal more posts in cases, which become as grave and as far-reaching as these make them; answers their snapshots.

    Each case is written once: a new one with its first post in it, before what stands in it; another one at the end,
    with all else that changes.
    """
    work.unlock(one.case.vault_id for one in posts)
    taken = []
    for case, content, marks, how, noticed in posts:
        role = "origin" if noticed else role_of(content.decision, how, blind=case.category == "none")
        _grow(case, content, role)
        taken.append(Taken(case, content, marks, role, how))
    if work.session.new:
        work.session.flush()
    return take(work, taken)


def add_post(work: Work, case: Case, content: Content, marks: Marks, how: How, *, noticed: bool = False) -> str:
    """As `add_posts`, one alone."""
    return add_posts(work, [Addition(case, content, marks, how, noticed)])[0]


def _grow(case: Case, content: Content, role: Role) -> None:
    decision = content.decision
    case.posts += 1
    case.version += role == "origin"  # copies change nothing that a person has to look at again
    case.reach = min(case.reach + views_of(content.counts), _MOST_REACH)
    if role != "mention":
        severity: Severity = case.severity  # type: ignore[assignment]
        case.severity = graver(severity, decision.severity)
        if case.category == "none" or (decision.category == "incitement" and case.category in CATEGORIES):
            case.category = decision.category or "none"
    stakes = stakes_of(case)
    case.weight = weight_of(stakes)
    case.due_at = min(case.due_at, due_at(case.opened_at, case.pack, stakes))


def handed_on(work: Work, case_id: str, ref: str, edited: str) -> None:
    """What the platform was asked to do with a post holds for it as it is now, too: the last snapshot carries it."""
    former = work.session.scalar(
        select(Snapshot)
        .where(Snapshot.case_id == case_id, Snapshot.ref_print == work.prints.of("post", ref), Snapshot.id != edited)
        .where(Snapshot.action.is_not(None))
        .order_by(Snapshot.id.desc())
        .limit(1)
    )
    now = work.session.get(Snapshot, edited)
    if former is not None and now is not None:
        now.action, now.acted_at, now.acknowledged_at = former.action, former.acted_at, former.acknowledged_at
        former.action = None
        work.session.flush()


def weigh(case: Case) -> None:
    """Bring the case's weight up to what is known of it."""
    case.weight = weight_of(stakes_of(case))


def stakes_of(case: Case) -> Stakes:
    """What the urgency of a case is made of."""
    severity: Severity = case.severity  # type: ignore[assignment]
    category: Category = case.category  # type: ignore[assignment]
    overdue = case.escalated_at is not None
    return Stakes(severity, category, case.reach, case.notices, case.threat, case.minor, overdue)
