"""Whom a decision strikes: the authors of the posts that it removes or masks, each once."""

from collections.abc import Iterable

from reseal.operations.cases.carrying import lang_of
from reseal.operations.cases.rows import locked, snapshots_of
from reseal.operations.cases.snapshots import SealedContent, opened
from reseal.operations.cases.tables import Case, CaseDecision, Snapshot
from reseal.operations.cases.telling import tell_sanctions
from reseal.operations.cases.words import Choice, Decided
from reseal.operations.posts.sealed import decision_of
from reseal.operations.sanctions.words import Author, DecidedOn
from reseal.storage.store import Work

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


def strike_revised(work: Work, decided: Decided) -> None:
    """Tell sanctions of a decision that came in the place of another, on an appeal."""
    row = work.session.get_one(CaseDecision, decided.decision_id)
    case = locked(work, row.case_id)
    acted = [one for one in snapshots_of(work, case.id) if one.id in decided.snapshots]
    contents = [(one, opened(work, case.vault_id, one.id, one.sealed)) for one in acted]
    strike_authors(work, case, Choice(decided.action, decided.category, row.clause), row.pack, row.id, contents)


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
