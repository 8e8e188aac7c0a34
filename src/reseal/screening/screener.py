"""The whole line, and the only thing the floors above call: a batch of posts in, decisions out.

fold → triage → sightings → identifiers → merge → verdict → policy. No database, no clock, no network.
"""

from collections.abc import Callable, Sequence

from reseal import __version__
from reseal.screening import sightings, triage
from reseal.screening.fold import FoldedBatch, fold_texts
from reseal.screening.identifiers import kinds
from reseal.screening.identifiers.kind import Finding
from reseal.screening.merge import merge
from reseal.screening.verdict import judge
from reseal.screening.view import PostView
from reseal.vocabulary import Decision, Exposure, Level, Post

ENGINE = f"reseal/{__version__}"


def find_all(view: PostView) -> list[Finding]:
    """Every identifier of one post, merged, in folded offsets."""
    has_runs = view.saw("number_run") and bool(view.runs)
    found: list[Finding] = []
    for kind in kinds():
        if (kind.numbers and has_runs) or any(view.saw(name) for name in kind.patterns):
            found.extend(kind.find(view))
    return merge(found) if len(found) > 1 else found


def exposures_of(batch: FoldedBatch, number: int, findings: Sequence[Finding]) -> tuple[Exposure, ...]:
    """The findings of post `number` of a batch as exposures in original offsets."""
    made = []
    for finding in findings:
        start, end = batch.span(number, finding.start, finding.end)
        made.append(Exposure(finding.type, start, end, finding.confidence, finding.subject))
    return tuple(made)


class Screener:
    """Judges posts. Make one and keep it: it holds compiled patterns and the policy pack."""

    def __init__(self, *, level: Level = "full") -> None:
        self.level = level
        triage.warm()
        sightings.warm()

    def remarkable(
        self, texts: Sequence[str], post_of: Callable[[int], Post], *, everything: bool = False
    ) -> list[tuple[int, Decision]]:
        """The decisions on the posts that triage let through, with their numbers; all others are plain `allow`.

        `everything` skips triage (tests compare the two).
        """
        batch = fold_texts(texts)
        survivors = triage.survivors(batch, verdict=self.level != "identifiers")
        chosen = range(len(texts)) if everything else survivors.posts
        decided = []
        for number, view in sightings.views(batch, chosen, survivors.squeezable, post_of):
            findings = find_all(view)
            exposures = exposures_of(batch, number, findings)
            decided.append((number, self._decide(view, findings, exposures)))
        return decided

    def _decide(self, view: PostView, findings: list[Finding], exposures: tuple[Exposure, ...]) -> Decision:
        verdict = judge(view, findings, exposures)
        return Decision(
            view.post.id,
            verdict.violates,
            verdict.category,
            verdict.score,
            verdict.severity,
            "allow",
            exposures,
            verdict.reasons,
            None,
            None,
            ENGINE,
        )
