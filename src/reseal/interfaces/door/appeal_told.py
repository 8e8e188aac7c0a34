"""An appeal as its appellant reads it, on their own page or on that of their notice: what is personal stays masked."""

from typing import Any

from reseal.interfaces.door import times
from reseal.interfaces.locale import Lang
from reseal.operations.appeals.words import Mine
from reseal.screening.policy.appealed import ground
from reseal.storage.clock import Milliseconds


def told_of(mine: Mine, lang: Lang) -> dict[str, Any]:
    """An appeal as its appellant reads it."""
    return {
        "id": mine.id,
        "state": mine.state,
        "filed_at": times.moment(mine.filed_at, lang),
        "answer_by": times.moment(mine.answer_by, lang),
        "decided_at": _moment(mine.decided_at, lang),
        "ground": ground(mine.ground, lang) if mine.ground else "",
        "note": mine.note,
        "waits": mine.state in ("open", "asked"),
        "may_reply": mine.may_reply,
        "lines": [(times.moment(one.at, lang), times.stamp(one.at), one.mine, one.masked) for one in mine.lines],
    }


def _moment(at: Milliseconds | None, lang: Lang) -> str:
    return times.moment(at, lang) if at is not None else ""
