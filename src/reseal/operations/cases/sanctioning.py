"""Whom a decision strikes: the authors of the posts that it removes or masks, each once."""

from collections.abc import Collection, Iterable

from reseal.operations.cases.carrying import lang_of
from reseal.operations.cases.rows import locked, snapshots_of
from reseal.operations.cases.snapshots import SealedContent, opened
from reseal.operations.cases.tables import Case, CaseDecision, Snapshot
from reseal.operations.cases.telling import tell_sanctions
from reseal.operations.cases.words import Choice, Decided
from reseal.operations.posts.sealed import decision_of
from reseal.operations.sanctions.words import Author, DecidedOn, Remaining
from reseal.storage.store import Work
from reseal.vocabulary import SEVERITIES, Severity

Acted = tuple[Snapshot, SealedContent]


def strike_authors(work: Work, case: Case, choice: Choice, pack: str, decision: str, acted: Iterable[Acted]) -> None:
    """Tell sanctions of a decision that removes or masks what belongs to a category; others strike nobody."""
    if choice.action not in ("remove", "redact") or choice.category == "none":
        return
    authors = _authors(acted)
    if authors:
        tell_sanctions(
            work,
            DecidedOn(
                decision,
                case.id,
                pack,
                choice.clause,
                choice.category,
                case.severity,  # type: ignore[arg-type]
                authors,
                case.minor,
                choice.part,
            ),
        )


def strike_revised(work: Work, decided: Decided, but: Collection[bytes] = ()) -> None:
    """Tell sanctions of a decision that came in the place of another, on an appeal.

    `but` are the accounts that the former decision still strikes: one case is one strike for them.
    """
    row = work.session.get_one(CaseDecision, decided.decision_id)
    case = locked(work, row.case_id)
    acted = [one for one in snapshots_of(work, case.id) if one.id in decided.snapshots and one.author_print not in but]
    contents = [(one, opened(work, case.vault_id, one.id, one.sealed)) for one in acted]
    strike_authors(work, case, Choice(decided.action, decided.category, row.clause), row.pack, row.id, contents)


def remaining(work: Work, case_id: str, posts: Collection[str], stay: Collection[str]) -> list[Remaining]:
    """What is left of each author's part in a decision when some of its `posts` come back and others `stay`."""
    case = locked(work, case_id)
    rows = [one for one in snapshots_of(work, case_id) if one.id in posts]
    acted = [(one, opened(work, case.vault_id, one.id, one.sealed)) for one in rows]
    before = {author.ref: author.reasons for author in _authors(acted)}
    left = [(one, content) for one, content in acted if one.id in stay]
    return [
        Remaining(author, _severity([one for one, content in left if content.author == author.ref]), before[author.ref])
        for author in _authors(left)
    ]


def _severity(snapshots: Iterable[Snapshot]) -> Severity:
    found = [decision_of(one.decision, "", None).severity for one in snapshots]
    return max(found, key=SEVERITIES.index, default="none")


def _authors(acted: Iterable[Acted]) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for snapshot, content in acted:
        if content.author is None or snapshot.role == "told":
            continue
        reasons = frozenset(r.code for r in decision_of(snapshot.decision, "", None).reasons if r.weight >= 0)
        before = found.get(content.author)
        found[content.author] = Author(
            content.author,
            lang_of(content),
            max(snapshot.created_at, before.posted_at if before else 0),
            reasons | (before.reasons if before else frozenset()),
        )
    return tuple(found.values())
