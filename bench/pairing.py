"""Which found span answers to which wanted one, as ../shared/score.py pairs them."""

from collections.abc import Sequence

from bench.labelled import Span


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    inside = min(a.end, b.end) - max(a.start, b.start)
    return max(inside, 0) / (max(a.end, b.end) - min(a.start, b.start))


def paired(wanted: Sequence[Span], found: Sequence[Span]) -> tuple[list[Span], list[int]]:
    """The wanted spans that nothing found answers to, and the places of the found ones that answer to nothing."""
    used: set[int] = set()
    missed = []
    for span in wanted:
        for place, other in enumerate(found):
            if place not in used and other.type == span.type and overlap(span, other) >= 0.5:
                used.add(place)
                break
        else:
            missed.append(span)
    return missed, [place for place in range(len(found)) if place not in used]
