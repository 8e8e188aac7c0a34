"""Posts that were just kept come into cases: those that break a rule or wait for a person, and what belongs there."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from reseal.operations.cases.gathering import Opened, bring, case_of, in_order
from reseal.operations.cases.growing import Addition, add_post, add_posts, open_case
from reseal.operations.cases.held_with import hold_with
from reseal.operations.cases.joining import case_for, cases_of_texts, own_values
from reseal.operations.cases.rows import locked
from reseal.operations.cases.rules import most_posts
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.telling import tell_arrived
from reseal.operations.cases.ties import Ties, ties_of
from reseal.operations.cases.words import ACTIVE, Content, Gathered
from reseal.operations.posts.words import KeptPost
from reseal.storage.store import Work


def arrived(work: Work, fresh: Sequence[KeptPost]) -> list[Gathered]:
    """Bring posts that were just kept into cases; answers where each of those that belong in one went, copies first.

    What was decided stays decided until somebody notices it anew. A post of an open case that was sent again without
    what it exposed is noted as gone; its snapshot stays.
    """
    tell_arrived(work, fresh)
    grave = [kept for kept in fresh if kept.decision.violates or kept.decision.action in ("hold", "remove")]
    ties = ties_of(work, fresh, grave)
    opening = {kept.id for kept in grave} - ties.settled
    in_order(work)
    elsewhere = [kept for kept in fresh if kept.id not in ties.standing]
    tied = [kept for kept in elsewhere if kept.id in ties.tied]
    found = _say_the_same(work, tied, cases_of_texts(work, list({kept.marks.text_print for kept in tied})))
    opened = Opened()
    for kept in fresh:
        if kept.id in found:
            continue
        if kept.id in opened.taken:
            found[kept.id] = opened.taken[kept.id]
        elif kept.id in opening:
            found[kept.id] = gathered = _opening(work, kept, ties, opened)
            if gathered.new:  # with one text in a thousand posts the rest of them have a case again
                gone = found.keys() | opened.taken.keys() | ties.settled
                rest = [one for one in elsewhere if one.id not in gone]
                found |= _say_the_same(work, rest, {kept.marks.text_print: locked(work, gathered.case_id)})
        elif kept.id in ties.tied:
            stands = kept.id in ties.standing
            if stands:
                _mended(work, kept)
            joined = _joining(work, kept, may_stand=stands)
            if joined is not None:
                found[kept.id] = joined
    opened.tell(work, "screened")
    return list(found.values())


def _say_the_same(work: Work, posts: Sequence[KeptPost], cases: Mapping[bytes, Case]) -> dict[str, Gathered]:
    """Most of what comes into cases says what stands there word by word: all of that at once, by the ids of posts.

    `cases` are those of texts; a post for which there is none, or no room in it, is passed over.
    """
    room = Counter({case.id: most_posts() - case.posts for case in cases.values()})
    joining: list[tuple[KeptPost, Case]] = []
    for kept in posts:
        case = cases.get(kept.marks.text_print)
        if case is not None and room[case.id] > 0:
            room[case.id] -= 1
            joining.append((kept, case))
    if not joining:
        return {}
    snapshots = add_posts(work, [Addition(case, Content.of(kept), kept.marks, "exact") for kept, case in joining])
    found = {}
    for (kept, case), snapshot in zip(joining, snapshots, strict=True):
        hold_with(work, case, snapshot)
        found[kept.id] = Gathered(case.id, snapshot, False)
    return found


def _opening(work: Work, kept: KeptPost, ties: Ties, opened: Opened) -> Gathered:
    """A post for which a case opens, unless it belongs to one."""
    content = Content.of(kept)
    if kept.id in ties.tied or kept.id in ties.alike:
        return bring(work, content, "screened", opened)
    case = open_case(work, content)
    snapshot = add_post(work, case, content, kept.marks, "screened")
    opened.cases.append(case)
    return Gathered(case.id, snapshot, True)


def _joining(work: Work, kept: KeptPost, *, may_stand: bool) -> Gathered | None:
    """A post for which no case opens comes to others like it, unless it stands there as it is."""
    joined = case_for(work, kept.marks, own_values(work, kept.marks))
    content = Content.of(kept)
    if joined is None or (may_stand and case_of(work, content)[1] is not None):
        return None
    case, tie = joined
    snapshot = add_post(work, case, content, kept.marks, tie)
    hold_with(work, case, snapshot)
    return Gathered(case.id, snapshot, False)


def _mended(work: Work, kept: KeptPost) -> None:
    """Note which snapshots of a post show more than it does now."""
    query = select(Snapshot).join(Case, Case.id == Snapshot.case_id)
    query = query.where(Snapshot.ref_print == work.prints.of("post", kept.post.id), Case.state.in_(ACTIVE))
    for snapshot in work.session.scalars(query.where(Snapshot.gone_at.is_(None), Snapshot.role != "told")):
        if snapshot.text_print != kept.marks.text_print:
            snapshot.gone_at = work.now
