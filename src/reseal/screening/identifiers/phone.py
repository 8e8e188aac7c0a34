"""Phone numbers."""

from collections.abc import Iterator

from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.number_runs import RUN_TRIGGERS
from reseal.screening.view import PostView


def find(view: PostView) -> Iterator[Finding]:
    """Mainland mobiles."""
    for run in view.runs:
        if len(run.digits) == 11 and run.digits[0] == "1" and run.digits[1] in "3456789":
            yield Finding("phone", run.start, run.end, 0.9, "phone.mainland")


KIND = Kind(name="phone", find=find, triggers=RUN_TRIGGERS, numbers=True)
