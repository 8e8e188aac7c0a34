"""How posts come into cases: screened as they arrive, noticed by somebody, or found as copies."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from reseal.operations.audit.acts import record
from reseal.operations.cases.growing import add_post, handed_on, open_case, weigh
from reseal.operations.cases.held_with import hold_with
from reseal.operations.cases.joining import case_for, kept_for, own_values
from reseal.operations.cases.naming import holds_no_post
from reseal.operations.cases.rows import hold_on, locked
from reseal.operations.cases.snapshots import content_print, expose, marks_for
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.telling import tell_arrived
from reseal.operations.cases.ties import spoken_for, ties_of
from reseal.operations.cases.words import ACTIVE, GUARDED, Content, Gathered, How
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import KeptPost, Marks
from reseal.storage.base import one_of
from reseal.storage.store import Work

_ORDER = 0x5EA3
_STANDING = (
    select(Case, Snapshot.id, Snapshot.content_print, Snapshot.role)
    .join(Snapshot, Snapshot.case_id == Case.id)
    .where(Snapshot.ref_print == bindparam("ref"), one_of(Case.state, ACTIVE))
    .where(Snapshot.role != "told", Snapshot.how != GUARDED)
    .order_by(Snapshot.id)
    .with_for_update()
)


class _Same(NamedTuple):
    """The snapshot of a post that stands in a case as it is now."""

    snapshot_id: str
    role: str


def gather(work: Work, content: Content, how: How, *, into: str | None = None) -> Gathered:
    """Seal a post in the open case that it belongs to, or in a new one, with the copies of it that are kept.

    `how` is `screened`, `noticed` or `told`: what is told joins nothing and finds nothing, so that no notice about a
    number answers whether that number stands in any post. A post that stands in an open case as it is now is not sealed
    twice; one that was edited since is sealed beside its former self, which stays. `into` is the case that holds what
    was told of the post before it came: it goes there, rather than into a new one, while nothing else is in it.
    """
    opened: list[Case] = []
    found = _gather(work, content, how, opened, into)
    for case in opened:
        _opened(work, case, how)
    return found


def _gather(work: Work, content: Content, how: How, opened: list[Case], into: str | None = None) -> Gathered:
    work.store.database.alone(work.session, _ORDER)
    marks = marks_for(work, content)
    case, known = _case_of(work, content) if how != "told" else (None, None)
    if case is not None and known is not None:
        if how == "noticed":
            _pointed_at(work, case, known, marks)
        return Gathered(case.id, known.snapshot_id, False)
    if case is not None:
        edited = add_post(work, case, content, marks, how)
        handed_on(work, case.id, content.ref, edited)
        return Gathered(case.id, edited, False)
    values = own_values(work, marks) if how != "told" else []
    joined = case_for(work, marks, values) if how != "told" else None
    if joined is not None:
        case, tie = joined
        snapshot = add_post(work, case, content, marks, tie, noticed=how == "noticed")
        hold_with(work, case, snapshot)
        return Gathered(case.id, snapshot, False)
    told = _told(work, into) if into is not None else None
    case = told or open_case(work, content)
    snapshot = add_post(work, case, content, marks, how)
    if how != "told":
        _look_back(work, case, content, marks, values)
    if told is None:
        opened.append(case)
    else:
        case.posts -= 1  # what was told stood for it
    return Gathered(case.id, snapshot, told is None)


def _told(work: Work, case_id: str) -> Case | None:
    """The case, if it is open and holds nothing but what was told."""
    case = locked(work, case_id)
    return case if case.state in ACTIVE and holds_no_post(work, case) else None


def tell(work: Work, case_id: str, content: Content) -> str:
    """Seal in a case what a notifier has told beside; it makes the case graver, joins nothing and is never acted on.

    Raises:
        NoCase: there is none.
    """
    case = locked(work, case_id)
    snapshot = add_post(work, case, content, marks_for(work, content), "told")
    case.posts -= 1
    return snapshot


def gone(work: Work, ref: str) -> int:
    """Note in open cases that a post was deleted where it stood; its snapshots stay. Answers how many there are."""
    active = select(Case.id).where(Case.state.in_(ACTIVE))
    rows = work.session.scalars(
        select(Snapshot.id).where(
            Snapshot.ref_print == work.prints.of("post", ref),
            Snapshot.case_id.in_(active),
            Snapshot.gone_at.is_(None),
        )
    ).all()
    if rows:
        work.session.execute(update(Snapshot).where(Snapshot.id.in_(rows)).values(gone_at=work.now))
    return len(rows)


def _case_of(work: Work, content: Content) -> tuple[Case | None, _Same | None]:
    """The open case in which the post already stands, and its snapshot there if it is the same as now."""
    rows = work.session.execute(_STANDING, {"ref": work.prints.of("post", content.ref)}).all()
    now = content_print(work, content) if rows else b""
    same = next((_Same(row.id, row.role) for row in rows if row.content_print == now), None)
    return (hold_on(work, rows[0][0]), same) if rows else (None, None)


def _pointed_at(work: Work, case: Case, same: _Same, marks: Marks) -> None:
    """A post that only mentioned a value of the case is now one of its posts: somebody has reported this very one."""
    snapshot = work.session.get(Snapshot, same.snapshot_id) if same.role == "mention" else None
    if snapshot is not None:
        snapshot.role, snapshot.how = "origin", "noticed"
        expose(work, case.id, marks)
        case.version += 1
        weigh(case)


def _look_back(work: Work, case: Case, content: Content, marks: Marks, values: Sequence[bytes]) -> None:
    """Take in the copies that are kept from before."""
    found = dict(kept_for(work, marks, values))
    own = content.post_id
    if own is not None:
        found.pop(own, None)
    copies = [kept for kept in posts.get(work, found) if kept.post.id != content.ref]
    elsewhere = spoken_for(work, copies)
    for kept in copies:
        if kept.id not in elsewhere:
            add_post(work, case, Content.of(kept), kept.marks, found[kept.id])


def arrived(work: Work, fresh: Sequence[KeptPost]) -> list[Gathered]:
    """Bring posts that were just kept into cases: those that break a rule or wait for a person, and what belongs there.

    What was decided stays decided until somebody notices it anew. A post of an open case that was sent again without
    what it exposed is noted as gone; its snapshot stays.
    """
    tell_arrived(work, fresh)
    grave = [kept for kept in fresh if kept.decision.violates or kept.decision.action in ("hold", "remove")]
    ties = ties_of(work, fresh, grave)
    opening = {kept.id for kept in grave}
    opened: list[Case] = []
    work.store.database.alone(work.session, _ORDER)
    found = []
    for kept in fresh:
        if kept.id in opening and kept.id not in ties.settled:
            content = Content.of(kept)
            if kept.id in ties.tied or kept.id in ties.alike:
                found.append(_gather(work, content, "screened", opened))
            else:
                case = open_case(work, content)
                snapshot = add_post(work, case, content, kept.marks, "screened")
                opened.append(case)
                found.append(Gathered(case.id, snapshot, True))
        elif kept.id in ties.tied:
            if kept.id in ties.standing:
                _mended(work, kept)
            joined = case_for(work, kept.marks, own_values(work, kept.marks))
            content = Content.of(kept)
            may_stand = kept.id in ties.standing or opened  # a case that was opened here took in its copies
            if joined is not None and not (may_stand and _case_of(work, content)[1]):
                case, tie = joined
                snapshot = add_post(work, case, content, kept.marks, tie)
                hold_with(work, case, snapshot)
                found.append(Gathered(case.id, snapshot, False))
    for case in opened:  # last of all: the audit is one line that others wait for
        _opened(work, case, "screened")
    return found


def _opened(work: Work, case: Case, how: How) -> None:
    record(work, "case.opened", case.id, how=how, category=case.category, severity=case.severity, posts=case.posts)


def _mended(work: Work, kept: KeptPost) -> None:
    """Note which snapshots of a post show more than it does now."""
    query = select(Snapshot).join(Case, Case.id == Snapshot.case_id)
    query = query.where(Snapshot.ref_print == work.prints.of("post", kept.post.id), Case.state.in_(ACTIVE))
    for snapshot in work.session.scalars(query.where(Snapshot.gone_at.is_(None), Snapshot.role != "told")):
        if snapshot.text_print != kept.marks.text_print:
            snapshot.gone_at = work.now
