"""Number runs: what a reader would dial or type, however it is written (RULES 7b).

This is the shadow copy of numbers: Chinese numerals, look-alike letters, spelled words, masks and inserted separators
are digits only inside a run of them, so ordinary words stay whole (下三滥, 一点, 三点五).
"""

from reseal.screening.number_runs.run import NumberRun
from reseal.screening.number_runs.segments import find_runs
from reseal.screening.number_runs.triggers import RUN_TRIGGERS

__all__ = ["RUN_TRIGGERS", "NumberRun", "find_runs"]
