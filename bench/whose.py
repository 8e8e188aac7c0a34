"""Whose a span is said to be, tested by itself.

No label says it, but some posts leave no doubt: in self disclosure it is the author's, in a business's post an
organisation's, in talk of a public office the office's, in a violating exposure another person's. Asked is only of
spans that were found; a clerk's name in a shop's post counts against us, so the figure is a little too low.
"""

from collections import Counter
from collections.abc import Sequence

from bench.breakdown import rated
from bench.labelled import Labelled, Span
from bench.pairing import paired
from bench.results import Json
from reseal.vocabulary import Decision, Subject

OF_KIND: dict[str, Subject] = {
    "self_disclosure": "self",
    "business": "organisation",
    "public_office": "public_office",
}
SUBJECTS: tuple[Subject, ...] = ("self", "other", "organisation", "public_office", "unknown")


def expected(post: Labelled) -> tuple[str, Subject] | None:
    """The sort of post and whose its spans must be; None where the labels do not say."""
    if post.borderline:
        return None
    if post.category == "exposure":
        return "exposure", "other"
    if post.benign_kind in OF_KIND:
        return post.benign_kind, OF_KIND[post.benign_kind]
    return None


def said(post: Labelled, decision: Decision) -> list[tuple[str, Subject]]:
    """Type and subject of each exposure that answers to a labelled span."""
    found = [Span(e.type, e.start, e.end) for e in decision.exposures]
    _, wrong = paired(post.spans, found)
    return [(e.type, e.subject) for at, e in enumerate(decision.exposures) if at not in set(wrong)]


def whose(posts: Sequence[Labelled], decisions: Sequence[Decision]) -> Json:
    """For each sort of post how often each subject was said, and how often the right one."""
    counted: dict[tuple[str, Subject], Counter[Subject]] = {}
    for post, decision in zip(posts, decisions, strict=True):
        wanted = expected(post)
        if wanted is not None:
            counted.setdefault(wanted, Counter()).update(subject for _, subject in said(post, decision))
    rows: list[Json] = []
    for (sort, subject), counts in sorted(counted.items()):
        total = counts.total()
        rows.append(
            {
                "sort": sort,
                "expected": subject,
                "spans": total,
                "said": {name: counts[name] for name in SUBJECTS},
                "right": rated(counts[subject], total),
                "right_if_said": rated(counts[subject], total - counts["unknown"]),
            }
        )
    right = sum(row["said"][row["expected"]] for row in rows)
    spans = sum(row["spans"] for row in rows)
    known = spans - sum(row["said"]["unknown"] for row in rows)
    return {"rows": rows, "right": rated(right, spans), "right_if_said": rated(right, known)}
