"""How often appeals were upheld, by pack, language, side, category and group as far as known (BEN-04, PRA-02)."""

from collections import defaultdict

from sqlalchemy import select

from reseal.operations.appeals.rules import bounds
from reseal.operations.appeals.tables import Appeal
from reseal.operations.appeals.words import OUTCOMES, Rate
from reseal.storage.clock import Milliseconds
from reseal.storage.store import Work

KINDS = ("all", "side", "pack", "lang", "category", "group")
_KNOWN_OF_NONE = "unknown"


def upheld(work: Work, since: Milliseconds, until: Milliseconds) -> list[Rate]:
    """The rates of the appeals that were decided from `since` until before `until`, each with its bounds (95 %).

    An appeal counts in every group that it is known to be about, and under `unknown` where none is.
    """
    decided: dict[tuple[str, str], int] = defaultdict(int)
    held: dict[tuple[str, str], int] = defaultdict(int)
    query = select(Appeal).where(Appeal.state.in_(OUTCOMES), Appeal.decided_at >= since, Appeal.decided_at < until)
    for appeal in work.session.scalars(query.execution_options(yield_per=500)):
        keys = [
            ("all", ""),
            ("side", appeal.side),
            ("pack", appeal.pack),
            ("lang", appeal.lang),
            ("category", appeal.category),
            *(("group", group) for group in appeal.groups or [_KNOWN_OF_NONE]),
        ]
        for key in keys:
            decided[key] += 1
            held[key] += appeal.state == "upheld"
    ordered = sorted(decided, key=lambda key: (KINDS.index(key[0]), -decided[key], key[1]))
    return [Rate(*key, decided[key], held[key], *bounds(held[key], decided[key])) for key in ordered]
