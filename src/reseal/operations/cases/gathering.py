"""How a post comes into a case: noticed by somebody, or screened, with the copies of it that are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from reseal.operations.audit.acts import record
from reseal.operations.cases.growing import Addition, add_post, add_posts, handed_on, open_case, weigh
from reseal.operations.cases.held_with import hold_with
from reseal.operations.cases.joining import case_for, kept_for, own_values
from reseal.operations.cases.naming import holds_no_post
from reseal.operations.cases.rows import hold_on, locked
from reseal.operations.cases.snapshots import content_print, expose, marks_for
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.ties import spoken_for
from reseal.operations.cases.words import ACTIVE, GUARDED, Content, Gathered, How
from reseal.operations.posts import views as posts
from reseal.operations.posts.words import Marks
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


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened for a request: new cases, and where kept posts went that they took in as copies, by their ids."""

    cases: list[Case] = field(default_factory=list)
    taken: dict[str, Gathered] = field(default_factory=dict)

    def tell(self, work: Work, how: How) -> None:
        """Note the new cases in the audit. Last of all: it is one line that others wait for."""
        for case in self.cases:
            told = {"category": case.category, "severity": case.severity, "posts": case.posts}
            record(work, "case.opened", case.id, how=how, **told)


def gather(work: Work, content: Content, how: How, *, into: str | None = None) -> Gathered:
    """Seal a post in the open case that it belongs to, or in a new one, with the copies of it that are kept.

    `how` is `screened`, `noticed` or `told`: what is told joins nothing and finds nothing, so that no notice about a
    number answers whether that number stands in any post. A post that stands in an open case as it is now is not sealed
    twice; one that was edited since is sealed beside its former self, which stays. `into` is the case that holds what
    was told of the post before it came: it goes there, rather than into a new one, while nothing else is in it.
    """
    opened = Opened()
    found = bring(work, content, how, opened, into)
    opened.tell(work, how)
    return found


def bring(work: Work, content: Content, how: How, opened: Opened, into: str | None = None) -> Gathered:
    """As `gather`, one of several: what it opens is noted, and told when all are there."""
    in_order(work)
    marks = marks_for(work, content)
    case, known = case_of(work, content) if how != "told" else (None, None)
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
        opened.taken.update(_look_back(work, case, content, marks, values))
    if told is None:
        opened.cases.append(case)
    else:
        case.posts -= 1  # what was told stood for it
    return Gathered(case.id, snapshot, told is None)


def in_order(work: Work) -> None:
    """Wait until nobody else brings posts into cases: two that are alike would each open one."""
    work.store.database.alone(work.session, _ORDER)


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


def case_of(work: Work, content: Content) -> tuple[Case | None, _Same | None]:
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


def _look_back(work: Work, case: Case, content: Content, marks: Marks, values: Sequence[bytes]) -> dict[str, Gathered]:
    """Take in the copies that are kept from before; answers where each went, by its id."""
    found = dict(kept_for(work, marks, values))
    own = content.post_id
    if own is not None:
        found.pop(own, None)
    copies = [kept for kept in posts.get(work, found) if kept.post.id != content.ref]
    elsewhere = spoken_for(work, copies)
    missing = [kept for kept in copies if kept.id not in elsewhere]
    if not missing:
        return {}
    taken = add_posts(work, [Addition(case, Content.of(kept), kept.marks, found[kept.id]) for kept in missing])
    return {kept.id: Gathered(case.id, name, False) for kept, name in zip(missing, taken, strict=True)}
