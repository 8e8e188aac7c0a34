"""What notices hear of a case. They call cases themselves: they are loaded only when there is something to say."""

from importlib.util import find_spec

from reseal.operations.cases.words import Decided
from reseal.storage.store import Work


def tell_notices(work: Work, decided: Decided) -> None:
    """Those who reported learn what was decided."""
    if find_spec("reseal.operations.notices.acts"):
        from reseal.operations.notices import acts as notices  # type: ignore[attr-defined]

        notices.outcome(work, decided.case_id, decided)


def tell_reopened(work: Work, case_id: str) -> None:
    """What was decided is not so any more."""
    if find_spec("reseal.operations.notices.acts"):
        from reseal.operations.notices import acts as notices  # type: ignore[attr-defined]

        if hasattr(notices, "reopened"):
            notices.reopened(work, case_id)
