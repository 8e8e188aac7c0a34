"""Which case the queue offers next: the most urgent, and after grave ones in a row a lighter one (SYS-08)."""

from collections.abc import Sequence

import msgspec

from reseal.operations.cases import decided
from reseal.operations.cases.words import CaseRow
from reseal.operations.quality.rules import lighter, rules
from reseal.storage.clock import MINUTE
from reseal.storage.store import Work


class Offered(msgspec.Struct, frozen=True):
    """The case, and whether it was chosen because it is lighter."""

    case_id: str
    lighter: bool


def offered(work: Work, waiting: Sequence[CaseRow]) -> Offered | None:
    """Of the cases that wait, the most urgent first, the one for whoever works; None where nothing waits."""
    if not waiting:
        return None
    rule = rules().rotation
    since = work.now - rule.lately_minutes * MINUTE
    lately = decided.severities_of(work, work.actor, since, rule.in_row)
    urgent = sum(row.threat or row.minor or row.overdue for row in waiting)
    place = lighter(lately, [row.severity for row in waiting], urgent)
    return Offered(waiting[place].id, place > 0)
