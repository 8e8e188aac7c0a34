"""Posts that show what somebody has had watched: they come before a person, graver than the screener called them.

Nothing is hidden for that, and nothing joins a case by such a post: whoever posts values, or reports one post to see
what else is found, must not learn that a value is watched. So a post that breaks no rule by itself stands in a case of
guards alone, and when somebody reports it, everything is as if that case were not there.
"""

from collections.abc import Sequence

from sqlalchemy import select

from reseal.operations.audit.acts import record
from reseal.operations.cases.growing import add_post, handed_on, open_case, stakes_of, weigh
from reseal.operations.cases.rules import due_at, graver, most_posts
from reseal.operations.cases.snapshots import content_print, marks_for
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.words import ACTIVE, GUARDED, Content
from reseal.operations.posts.words import KeptPost
from reseal.storage.store import Work
from reseal.vocabulary import Severity

_ORDER = 0x5EA3
_CATEGORY = "exposure"


def guarded(work: Work, kept: KeptPost, severity: Severity, *, near: Sequence[str] = ()) -> str:
    """Bring a post before a person, as at least so grave; answers its case.

    That is the open case in which it stands, else the first open one of `near` that holds guarded posts and takes
    more, else a new one.
    """
    work.store.database.alone(work.session, _ORDER)
    content = Content.of(kept)
    standing = _standing(work, content)
    case = standing[0] if standing else _near(work, near)
    new = case is None
    if case is None:
        case = open_case(work, content)
    if not standing or (standing[1].how == GUARDED and standing[1].content_print != content_print(work, content)):
        snapshot = add_post(work, case, content, marks_for(work, content), GUARDED)
        if standing:
            handed_on(work, case.id, content.ref, snapshot)
    if case.category == "none" and (not standing or standing[1].how == GUARDED):
        case.category = _CATEGORY
    _raise(work, case, severity)
    if new:
        record(
            work, "case.opened", case.id, how=GUARDED, category=case.category, severity=case.severity, posts=case.posts
        )
    return case.id


def _standing(work: Work, content: Content) -> tuple[Case, Snapshot] | None:
    """The open case in which the post stands, one that others see before one of guards alone; and its snapshot."""
    query = (
        select(Case, Snapshot)
        .join(Snapshot, Snapshot.case_id == Case.id)
        .where(Snapshot.ref_print == work.prints.of("post", content.ref), Case.state.in_(ACTIVE))
        .where(Snapshot.role != "told")
        .order_by(Snapshot.how == GUARDED, Snapshot.id.desc())
        .with_for_update()
    )
    row = work.session.execute(query).first()
    return (row[0], row[1]) if row is not None else None


def _near(work: Work, cases: Sequence[str]) -> Case | None:
    of_guards = select(Snapshot.case_id).where(Snapshot.case_id.in_(cases), Snapshot.how == GUARDED)
    query = select(Case).where(Case.id.in_(of_guards), Case.state.in_(ACTIVE), Case.posts < most_posts())
    return work.session.scalar(query.order_by(Case.id).limit(1).with_for_update()) if cases else None


def _raise(work: Work, case: Case, severity: Severity) -> None:
    before: Severity = case.severity  # type: ignore[assignment]
    case.severity = graver(before, severity)
    weigh(case)
    case.due_at = min(case.due_at, due_at(work.now, case.pack, stakes_of(case)))
    case.version += 1
    work.session.flush()
