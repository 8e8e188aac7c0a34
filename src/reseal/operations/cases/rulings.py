"""A decision as those see it whom it touches: which posts, whose, whether it still speaks for them; who decided what.

A decision stands for a post until it is undone or a later one acts on the same post, as one on an appeal does.
"""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import select

from reseal.operations.cases.answered import answered
from reseal.operations.cases.holding import undo_lasts
from reseal.operations.cases.joining import alike, imprint_of
from reseal.operations.cases.reasons import held_on, pack_of, statements_of
from reseal.operations.cases.rows import snapshots_of
from reseal.operations.cases.snapshots import opened
from reseal.operations.cases.tables import Case, CaseDecision, Snapshot
from reseal.operations.cases.words import ACTIVE
from reseal.operations.posts.sealed import decision_of
from reseal.screening.policy.statement import Statement
from reseal.screening.policy.wording import FACTS, Lang, codes_with_fact
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

SCREENER = "screener"
"""Who decided where no person has: it is nobody, and bars nobody from deciding."""


class Ruled(msgspec.Struct, frozen=True):
    """A decision, of a person or by the `SCREENER` alone. `final_at`: until then whoever took it can take it back."""

    id: str
    case_id: str
    by: str
    at: Milliseconds
    final_at: Milliseconds
    action: str
    category: str
    clause: str
    pack: str
    posts: tuple[str, ...]
    """The snapshots for which it stands still."""
    revises: str | None
    """The decision in whose place it came, on an appeal."""
    undone: bool


def ruled(work: Work, decision_id: str) -> Ruled | None:
    """The decision of that id; None where there is none, or its case is not known any more.

    Of a post at which no person has looked yet, the screener's is named by the snapshot: it stands until one decides.
    """
    row = work.session.get(CaseDecision, decision_id)
    if row is None:
        return _by_screener(work, decision_id)
    standing = speaking(work, row.case_id)
    posts = tuple(post for post in row.snapshots["acted"] if standing.get(post) == row.id)
    return _ruled(row, posts)


def standing_on(work: Work, case_id: str) -> list[Ruled]:
    """The decisions that stand for any post of the case, or for a case that holds none; the oldest first."""
    query = select(CaseDecision).where(CaseDecision.case_id == case_id, CaseDecision.undone_at.is_(None))
    rows = work.session.scalars(query.order_by(CaseDecision.id)).all()
    standing = speaking(work, case_id)
    found = [_ruled(row, tuple(p for p in row.snapshots["acted"] if standing.get(p) == row.id)) for row in rows]
    return [one for one in found if one.posts or one.id == rows[-1].id]


def standing_for(work: Work, ref: str, account_print: bytes) -> str | None:
    """The decision that stands for the post of an account that a platform calls so."""
    query = select(Snapshot.id, Snapshot.case_id).where(
        Snapshot.ref_print == work.prints.of("post", ref), Snapshot.author_print == account_print
    )
    for row in work.session.execute(query.order_by(Snapshot.id.desc())):
        found = speaking(work, row.case_id).get(row.id)
        if found is not None:
            return found
        alone = _by_screener(work, row.id)
        if alone is not None and alone.posts:
            return alone.id
    return None


def speaking(work: Work, case_id: str) -> dict[str, str]:
    """Which decision stands for each post of a case."""
    query = select(CaseDecision.id, CaseDecision.snapshots)
    query = query.where(CaseDecision.case_id == case_id, CaseDecision.undone_at.is_(None)).order_by(CaseDecision.id)
    return {post: row.id for row in work.session.execute(query) for post in row.snapshots["acted"]}


def deciders(work: Work, decision_id: str) -> frozenset[str]:
    """Who took a decision, and whoever decided on its case before, or took such a decision back."""
    row = work.session.get(CaseDecision, decision_id)
    if row is None:
        return frozenset()
    query = select(CaseDecision.by, CaseDecision.undone_by)
    query = query.where(CaseDecision.case_id == row.case_id, CaseDecision.at <= row.at)
    return frozenset(who for row in work.session.execute(query) for who in row if who is not None)


def posts_of(work: Work, decision_id: str, account_print: bytes) -> tuple[str, ...]:
    """The posts of an account for which a decision stands."""
    found = ruled(work, decision_id)
    if found is None or found.undone:
        return ()
    mine = select(Snapshot.id).where(Snapshot.id.in_(found.posts), Snapshot.author_print == account_print)
    return tuple(work.session.scalars(mine.order_by(Snapshot.id)))


def same_content(work: Work, case_id: str, posts: Collection[str], among: Collection[str]) -> tuple[str, ...]:
    """Which other posts of the case say or show the same as these, by text, near-same text or picture."""
    rows = snapshots_of(work, case_id)
    mine = [row for row in rows if row.id in posts]
    others = [row for row in rows if row.id in among and row.id not in posts]
    return tuple(other.id for other in others if any(_same(one, other) for one in mine))


def accounts_of(work: Work, posts: Collection[str]) -> frozenset[bytes]:
    """Whose posts these are, by the prints of their accounts."""
    query = select(Snapshot.author_print).where(Snapshot.id.in_(list(posts)), Snapshot.author_print.is_not(None))
    return frozenset(print_ for print_ in work.session.scalars(query) if print_ is not None)


def published_at(work: Work, posts: Collection[str]) -> tuple[Milliseconds, ...]:
    """When these posts were published, the oldest first."""
    query = select(Snapshot.created_at).where(Snapshot.id.in_(list(posts)))
    return tuple(work.session.scalars(query.order_by(Snapshot.created_at)))


def groups_of(work: Work, case_id: str, posts: Collection[str]) -> tuple[str, ...]:
    """What is known of who is spoken of: a minor, or posts in the news, condemning and so on (BEN-04)."""
    case = work.session.get(Case, case_id)
    found = {"minor"} if case is not None and case.minor else set()
    for labels in work.session.scalars(select(Snapshot.decision).where(Snapshot.id.in_(list(posts)))):
        codes = {reason.code for reason in decision_of(labels, "", None).reasons}
        found.update(fact for fact in FACTS if codes & codes_with_fact(fact))
    return tuple(sorted(found))


def statements_on(work: Work, decision_id: str, post: str) -> dict[Lang, Statement]:
    """Why a decision was taken, as the author of the post was told."""
    row, snapshot = work.session.get(CaseDecision, decision_id), work.session.get(Snapshot, post)
    return statements_of(row, snapshot) if row is not None and snapshot is not None else {}


def account_of(work: Work, post: str) -> str | None:
    """What the platform calls the author of a post, opened: only to tell the platform whom to tell."""
    snapshot = work.session.get(Snapshot, post)
    case = work.session.get(Case, snapshot.case_id) if snapshot is not None else None
    if snapshot is None or case is None:
        return None
    return opened(work, case.vault_id, snapshot.id, snapshot.sealed).author


def _same(one: Snapshot, other: Snapshot) -> bool:
    if one.text_print == other.text_print:
        return True
    mine = imprint_of(one.imprint)
    return mine is not None and alike(mine, imprint_of(other.imprint)) is not None


def _by_screener(work: Work, snapshot_id: str) -> Ruled | None:
    """What the screener's answer alone did with a post, for as long as its case waits for a person."""
    row = work.session.get(Snapshot, snapshot_id)
    case = work.session.get(Case, row.case_id) if row is not None else None
    if row is None or case is None or answered(row) == "allow":
        return None
    decision = decision_of(row.decision, "", None)
    return Ruled(
        row.id,
        row.case_id,
        SCREENER,
        row.taken_at,
        row.taken_at,
        decision.action,
        decision.category or "none",
        held_on(pack_of(case), decision).clause,
        case.pack,
        (row.id,) if case.state in ACTIVE else (),
        None,
        False,
    )


def _ruled(row: CaseDecision, posts: Sequence[str]) -> Ruled:
    return Ruled(
        row.id,
        row.case_id,
        row.by,
        row.at,
        row.at + (0 if row.snapshots.get("revises") else undo_lasts()),
        row.action,
        row.category,
        row.clause,
        row.pack,
        tuple(posts),
        row.snapshots.get("revises"),
        row.undone_at is not None,
    )
