"""Evidence for and against, weighed into a verdict. A glass box: every number it adds is a reason with a code."""

from reseal.screening.identifiers.kind import Finding
from reseal.screening.view import PostView
from reseal.vocabulary import Exposure, Reason, Verdict


def judge(view: PostView, findings: list[Finding], exposures: tuple[Exposure, ...]) -> Verdict:
    """The verdict on one post. `exposures` are the findings in original offsets, in the same order."""
    reasons = tuple(Reason(f"exposure.{e.type}", 1.0, e.start, e.end) for e in exposures)
    return Verdict("none", 0.0, "none", False, exposures, reasons)
