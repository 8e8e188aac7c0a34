"""What notices hear of a case. They call cases themselves: they are loaded only when there is something to say."""

from collections.abc import Sequence

from reseal.operations.cases.words import Decided
from reseal.operations.posts.words import KeptPost
from reseal.storage.store import Work


def tell_decided(work: Work, decided: Decided) -> None:
    """Those who reported learn what was decided."""
    from reseal.operations.notices import acts as notices

    notices.outcome(work, decided.case_id, decided)


def tell_hidden(work: Work, case_id: str, hidden: bool) -> None:
    """Posts went out of sight, or came back."""
    from reseal.operations.notices import acts as notices

    notices.hidden(work, case_id, hidden)


def tell_reopened(work: Work, case_id: str) -> None:
    """What was decided is not so any more."""
    from reseal.operations.notices import acts as notices

    notices.reopened(work, case_id)


def tell_viewed(work: Work, case_id: str) -> None:
    """A person has looked at the case for the first time (CAC-04)."""
    from reseal.operations.notices import acts as notices

    notices.viewed(work, case_id)


def tell_arrived(work: Work, fresh: Sequence[KeptPost]) -> None:
    """Posts came, for some of which notices may wait."""
    from reseal.operations.notices import acts as notices

    notices.posts_arrived(work, fresh)
