"""What changes cases, in one place for those who call it."""

from reseal.operations.cases.arriving import arrived
from reseal.operations.cases.carrying import ACTION
from reseal.operations.cases.correcting import correct
from reseal.operations.cases.deciding import decide, undo
from reseal.operations.cases.gathering import gather, gone, tell
from reseal.operations.cases.guarded import guarded
from reseal.operations.cases.handling import acknowledged, erase_due, escalate_due, let_go, take
from reseal.operations.cases.holds import end_holds, hold, noticed, organised, release, withdrawn
from reseal.operations.cases.naming import came, name
from reseal.operations.cases.revising import keep_until, revise
from reseal.operations.cases.sanctioning import remaining, strike_revised

__all__ = [
    "ACTION",
    "acknowledged",
    "arrived",
    "came",
    "correct",
    "decide",
    "end_holds",
    "erase_due",
    "escalate_due",
    "gather",
    "gone",
    "guarded",
    "hold",
    "keep_until",
    "let_go",
    "name",
    "noticed",
    "organised",
    "release",
    "remaining",
    "revise",
    "strike_revised",
    "take",
    "tell",
    "undo",
    "withdrawn",
]
