"""The project's one scorer, ../shared/score.py, and the interval that goes with a rare rate."""

import importlib.util
from collections.abc import Sequence
from functools import cache
from math import sqrt
from types import ModuleType
from typing import Any

from bench.labelled import Labelled, Span, as_plain
from bench.places import SHARED, needed

Json = dict[str, Any]


@cache
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", needed(SHARED / "score.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(posts: Sequence[Labelled], decisions: Sequence[Json]) -> Json:
    """What ../shared/score.py says of decisions (id, violates, category, exposures) on labelled posts."""
    scored: Json = _scorer().score(as_plain(posts), decisions)
    return scored


def decision_of(post: Labelled, spans: Sequence[Span]) -> Json:
    """A decision for a tool that only finds spans: the post violates if the tool finds anything."""
    return {
        "id": post.id,
        "violates": bool(spans),
        "category": "exposure" if spans else "none",
        "exposures": [{"type": span.type, "start": span.start, "end": span.end} for span in spans],
    }


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a rate seen `hits` times in `total`, after Wilson; (0, 1) if nothing was seen."""
    if not total:
        return 0.0, 1.0
    rate = hits / total
    centre = rate + z * z / (2 * total)
    reach = z * sqrt(rate * (1 - rate) / total + z * z / (4 * total * total))
    below = 1 + z * z / total
    return max((centre - reach) / below, 0.0), min((centre + reach) / below, 1.0)
