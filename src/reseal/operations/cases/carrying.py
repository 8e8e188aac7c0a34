"""What follows from a hold or a decision, posted out with it: the platform is asked to act, the author learns why."""

from datetime import UTC, datetime

import msgspec

from reseal.operations.cases.correcting import seen
from reseal.operations.cases.reasons import Reason, held_on, pack_of, said
from reseal.operations.cases.snapshots import SealedContent, opened
from reseal.operations.cases.tables import Case, Snapshot
from reseal.operations.cases.telling import Way, way_to_appeal
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.posts import acts as posts
from reseal.operations.posts.sealed import decision_of
from reseal.operations.posts.words import Shown
from reseal.screening.policy.lifted import lifted_statement
from reseal.screening.policy.statement import Statement
from reseal.screening.policy.wording import Lang
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work
from reseal.vocabulary import Action

ACTION, AUTHOR = "action.requested", "statement.author"
SHOWN: dict[Action, Shown] = {
    "allow": "shown",
    "nudge": "shown",
    "redact": "redacted",
    "hold": "held",
    "remove": "removed",
}


class Span(msgspec.Struct, frozen=True):
    """What is to be masked in a post's text."""

    type: str
    start: int
    end: int


class ActionAsked(msgspec.Struct, frozen=True):
    """What a platform is asked to do with one post. Of two about one post the one of the later `at` counts."""

    post: str
    action: Action
    mask: tuple[Span, ...]
    case: str
    at: str


class HowToAppeal(msgspec.Struct, frozen=True):
    """Where an author can appeal and read what stands: a path at this desk that is theirs alone, and until when."""

    path: str
    until: str


class AuthorTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the platform is asked to show to an author. `note` is free text of a member of staff."""

    post: str
    author: str | None
    lang: Lang
    statement: Statement
    decision: str | None = None
    appeal: HowToAppeal | None = None
    note: str = ""


def carry_out(work: Work, case: Case, snapshot: Snapshot, action: Action) -> SealedContent:
    """Ask the platform to act on one post, in the place of what it was asked before and has not been sent."""
    content = opened(work, case.vault_id, snapshot.id, snapshot.sealed)
    snapshot.action, snapshot.acted_at, snapshot.acknowledged_at = action, work.now, None
    if snapshot.post_id is not None:
        posts.show(work, [snapshot.post_id], SHOWN[action])
    deliveries.withdraw(work, snapshot.id, ACTION)
    at = datetime.fromtimestamp(work.now / 1000, UTC).isoformat(timespec="milliseconds")
    asked = ActionAsked(content.ref, action, _mask(work, snapshot) if action == "redact" else (), case.id, at)
    deliveries.post_out(work, ACTION, "platform", "webhook", snapshot.id, asked, under=case.id)
    return content


def tell_author(
    work: Work,
    snapshot: Snapshot,
    content: SealedContent,
    action: Action,
    reason: Reason,
    about: str,
    not_before: Milliseconds,
    *,
    by_machine: bool = False,
) -> None:
    """Post out the statement of reasons for one post (DSA 17), in the author's language."""
    lang = lang_of(content)
    statement = said(reason, snapshot, action, lang, by_machine=by_machine, lifted=action == "allow")
    appealable = None if by_machine or about == snapshot.id else about
    tell_by(work, snapshot, content, statement, about, not_before, appealable=appealable)


def let_go(
    work: Work, case: Case, snapshot: Snapshot, about: str, not_before: Milliseconds, *, by_machine: bool
) -> None:
    """Ask the platform to show a post again that was held; its author hears that this is over."""
    content = carry_out(work, case, snapshot, "allow")
    reason = held_on(pack_of(case), decision_of(snapshot.decision, "", None))
    statement = lifted_statement(reason.pack, reason.clause, lang_of(content), by_machine=by_machine)
    tell_by(work, snapshot, content, statement, about, not_before)


def tell_by(
    work: Work,
    snapshot: Snapshot,
    content: SealedContent,
    statement: Statement,
    about: str,
    not_before: Milliseconds,
    *,
    appealable: str | None = None,
    note: str = "",
) -> None:
    """Post out a statement to the author of one post. `appealable` is the decision that they can appeal."""
    way = None
    if appealable is not None and snapshot.author_print is not None:
        way = way_to_appeal(work, appealable, snapshot.case_id, snapshot.author_print, statement.lang)
    told = AuthorTold(content.ref, content.author, statement.lang, statement, appealable, _shown(way), note)
    deliveries.post_out(work, AUTHOR, "author", "webhook", about, told, under=snapshot.case_id, not_before=not_before)


def _shown(way: Way | None) -> HowToAppeal | None:
    if way is None:
        return None
    until = datetime.fromtimestamp(way.until / 1000, UTC).isoformat(timespec="seconds")
    return HowToAppeal(way.path, until)


def lang_of(content: SealedContent) -> Lang:
    """The language in which an author is told: the post's own, as it says or as it is written."""
    if content.lang:
        return "zh" if content.lang.lower().startswith("zh") else "en"
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in content.text) else "en"


def _mask(work: Work, snapshot: Snapshot) -> tuple[Span, ...]:
    found = seen(work, [snapshot])[snapshot.id]
    return tuple(
        Span(e.type, e.start, e.end) for e in found if e.source == "text" and e.subject in ("other", "unknown")
    )
