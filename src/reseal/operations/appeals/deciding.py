"""A person who had no part in a decision decides the appeal against it (DSA 20(6), BEN-03).

Rejected, the decision stays and the appellant is told why. Upheld, a decision comes in its place: an author's posts
come back, and with them what says the same; what rested on the former decision is taken back with all its effects. Of a
notifier's appeal a new decision on the posts follows. Appeals of others that are settled by it are settled with it.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from reseal.operations.appeals import letters, rows
from reseal.operations.appeals.effects import sanctioned, take_back
from reseal.operations.appeals.machine import GRAVITY
from reseal.operations.appeals.tables import Appeal
from reseal.operations.appeals.who import require_other
from reseal.operations.appeals.words import WAITING, Changed, NotNow, Outcome, Ruling, Side
from reseal.operations.audit.acts import record
from reseal.operations.cases import acts as cases
from reseal.operations.cases import rulings
from reseal.operations.cases.proposing import pack_named, usual_clause
from reseal.operations.cases.rulings import Ruled
from reseal.operations.cases.words import Choice, Decided
from reseal.operations.cases.words import NotNow as CaseNotNow
from reseal.operations.retention.rules import keep
from reseal.screening.policy.appealed import grounds_for
from reseal.storage.store import Work


def decide(work: Work, appeal_id: str, ruling: Ruling, version: int) -> str | None:
    """Decide an appeal as it was seen at `version`; answers the new decision's id where it is upheld.

    Raises:
        NoAppeal: there is none.
        NotYours: whoever acts had a part in the decision, or is no person of staff.
        Changed: something was said that was not seen.
        NotNow: it is decided already, or the ruling does not hold together.
        PersonalDataError: the note holds personal data; nothing was decided.
    """
    appeal = rows.locked(work, appeal_id)
    require_other(work, appeal)
    if appeal.version != version:
        raise Changed
    if appeal.state not in WAITING:
        raise NotNow("the appeal is decided")
    side: Side = "reporter" if appeal.side == "reporter" else "author"
    if ruling.ground not in grounds_for(side, ruling.outcome):
        raise NotNow("choose a ground that goes with the outcome")
    found = rulings.ruled(work, appeal.decision_id)
    if found is None or found.undone:
        raise NotNow("the decision does not stand any more")
    if found.by == rulings.SCREENER:
        raise NotNow("no person has decided yet: decide the case, and the appeal is answered with it")
    if ruling.outcome == "rejected":
        for one in [appeal, *(_beside(work, appeal, None) if side == "reporter" else [])]:
            _settle(work, one, "rejected", ruling, None)
            letters.rejected(work, one, ruling.note)
        return None
    return _uphold(work, appeal, side, found, ruling)


def _uphold(work: Work, appeal: Appeal, side: Side, found: Ruled, ruling: Ruling) -> str:
    choice = _choice(found, side, ruling)
    posts = touched(work, appeal, found, ruling.also, ruling.spare)
    if not posts and found.posts:
        raise NotNow("the decision does not stand for these posts any more")
    settled = [appeal, *_beside(work, appeal, posts)]
    appellants = {one.side_print for one in settled if one.side == "author"}
    hear_otherwise = {one.notice_id for one in settled if one.notice_id is not None}
    struck_still = take_back(work, found, posts, graver=side == "reporter")
    try:
        decided = cases.revise(
            work,
            found.id,
            choice,
            posts,
            appeal_id=appeal.id,
            grounds=ruling.ground,
            appellants=appellants,
            note=ruling.note,
            but=hear_otherwise,
        )
    except CaseNotNow as error:
        raise NotNow(str(error)) from None
    sanctioned(work, decided, struck_still)
    for one in settled:
        _settle(work, one, "upheld", ruling, decided)
        letters.upheld(work, one, choice.action, ruling.note)
    return decided.decision_id


def touched(
    work: Work, appeal: Appeal, found: Ruled, also: Collection[str] = (), spare: Collection[str] = ()
) -> tuple[str, ...]:
    """The posts that an upheld appeal changes: the appellant's, what says the same, what is named; of a notifier all.

    Raises:
        NotNow: what is named is no post of the decision, or an appellant's own post is to be left out.
    """
    if any(post not in found.posts for post in (*also, *spare)):
        raise NotNow("a post that is named is not one of the decision as it stands now")
    if appeal.side == "reporter":
        return tuple(post for post in found.posts if post not in spare)
    mine = rulings.posts_of(work, found.id, appeal.side_print)
    if set(mine) & set(spare):
        raise NotNow("the appellant's own posts cannot be left out")
    same = rulings.same_content(work, found.case_id, mine, found.posts)
    return tuple(post for post in found.posts if post in mine or post in also or (post in same and post not in spare))


def overtaken(work: Work, decision_id: str) -> None:
    """A decision was taken back: nobody needs to appeal it any more, and no link opens it."""
    for appeal in _waiting(work, decision_id):
        appeal.state, appeal.decided_at, appeal.erase_at = "overtaken", work.now, work.now + keep("appeal")
        appeal.version += 1
        record(work, "appeal.overtaken", appeal.id, decision=decision_id)


def _choice(found: Ruled, side: Side, ruling: Ruling) -> Choice:
    graver = GRAVITY[ruling.action] - GRAVITY.get(found.action, 0)
    if side == "author" and graver >= 0:
        raise NotNow("an author's appeal that is upheld ends in something milder than was decided")
    if side == "reporter" and graver <= 0:
        raise NotNow("a notifier's appeal that is upheld ends in something graver than was decided")
    category = "none" if ruling.action == "allow" else ruling.category
    if category == "none" and ruling.action != "allow":
        category = found.category if found.category != "none" else "exposure"  # type: ignore[assignment]
    clause = ruling.clause or usual_clause(pack_named(found.pack), ruling.action, category)
    return Choice(ruling.action, category, clause)


def _beside(work: Work, appeal: Appeal, posts: Sequence[str] | None) -> list[Appeal]:
    """The other appeals that are settled with this one: of the other notifiers, or of authors all of whose posts are
    among those that change.
    """
    found = []
    for other in _waiting(work, appeal.decision_id):
        if other.id == appeal.id or other.side != appeal.side:
            continue
        if appeal.side == "author":
            theirs = rulings.posts_of(work, other.decision_id, other.side_print)
            if posts is None or not theirs or not set(theirs) <= set(posts):
                continue
        found.append(other)
    return found


def _waiting(work: Work, decision_id: str) -> list[Appeal]:
    query = select(Appeal).where(Appeal.decision_id == decision_id, Appeal.state.in_(WAITING)).order_by(Appeal.id)
    return list(work.session.scalars(query.with_for_update()))


def _settle(work: Work, appeal: Appeal, outcome: Outcome, ruling: Ruling, decided: Decided | None) -> None:
    appeal.state, appeal.ground, appeal.decided_at, appeal.decided_by = outcome, ruling.ground, work.now, work.actor
    appeal.note = work.seal(appeal.vault_id, ruling.note, "appeal.note") if ruling.note else None
    appeal.revised_by = decided.decision_id if decided is not None else None
    appeal.assigned_to = appeal.assigned_until = appeal.asked_until = None
    appeal.erase_at = work.now + keep("appeal")
    appeal.version += 1
    record(
        work,
        f"appeal.{outcome}",
        appeal.id,
        decision=appeal.decision_id,
        case=appeal.case_id,
        ground=ruling.ground,
        **({"revised": decided.decision_id, "posts": len(decided.snapshots)} if decided is not None else {}),
    )
