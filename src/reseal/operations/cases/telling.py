"""What notices, appeals and sanctions hear of a case. Loaded only when there is something to say: they call cases."""

from collections.abc import Collection, Sequence

import msgspec

from reseal.operations.cases.words import Decided
from reseal.operations.posts.words import KeptPost
from reseal.operations.sanctions.words import DecidedOn
from reseal.screening.policy.wording import Lang
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work


class Way(msgspec.Struct, frozen=True):
    """Where an author can appeal: a path of this desk, and until when."""

    path: str
    until: Milliseconds


def tell_decided(work: Work, decided: Decided) -> None:
    """Those who reported learn what was decided, and those whose guards were hit."""
    from reseal.operations.appeals import acts as appeals
    from reseal.operations.guards import acts as guards
    from reseal.operations.notices import acts as notices

    appeals.looked_at(work, decided)
    notices.outcome(work, decided.case_id, decided)
    guards.decided(work, decided)


def tell_hidden(work: Work, case_id: str, hidden: bool) -> None:
    """Posts went out of sight, or came back."""
    from reseal.operations.notices import acts as notices

    notices.hidden(work, case_id, hidden)


def tell_reopened(work: Work, case_id: str) -> None:
    """What was decided is not so any more."""
    from reseal.operations.guards import acts as guards
    from reseal.operations.notices import acts as notices

    notices.reopened(work, case_id)
    guards.reopened(work, case_id)


def tell_viewed(work: Work, case_id: str) -> None:
    """A person has looked at the case for the first time (CAC-04)."""
    from reseal.operations.notices import acts as notices

    notices.viewed(work, case_id)


def tell_arrived(work: Work, fresh: Sequence[KeptPost]) -> None:
    """Posts came, for some of which notices may wait."""
    from reseal.operations.notices import acts as notices

    notices.posts_arrived(work, fresh)


def tell_revised(work: Work, decided: Decided, posts: Collection[str] | None, but: Collection[str]) -> None:
    """A decision came in the place of another, on an appeal: on these posts, or on all (None).

    `but` are the notices that hear of it otherwise.
    """
    from reseal.operations.notices import acts as notices

    notices.revised(work, decided, posts, but)


def tell_undone(work: Work, decision_id: str) -> None:
    """A decision was taken back: what was appealed in it has no object any more, and nothing follows for accounts."""
    from reseal.operations.appeals import acts as appeals
    from reseal.operations.sanctions import acts as sanctions

    appeals.overtaken(work, decision_id)
    appeals.wait_again(work, decision_id)
    sanctions.taken_back(work, decision_id, "undone")


def way_to_appeal(work: Work, decision_id: str, case_id: str, account_print: bytes, lang: Lang) -> Way:
    """The author's own way to appeal a decision, the same for all their posts."""
    from reseal.operations.appeals import links

    return links.way(work, decision_id, case_id, account_print, lang)


def tell_sanctions(work: Work, decision: DecidedOn) -> None:
    """Posts of these authors were removed or masked by a person: what follows for them is the ladder's (PRA-01)."""
    from reseal.operations.sanctions import acts as sanctions

    sanctions.decided(work, decision)
