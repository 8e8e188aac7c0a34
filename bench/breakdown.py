"""Figures of one set of labelled posts, taken apart: by category, kind, language, surface, evasion and span type.

Every figure is the project's scorer on the posts of a group; the counts behind its rates give the intervals.
"""

from collections.abc import Callable, Mapping, Sequence

from bench.labelled import Labelled
from bench.results import Json
from bench.scoring import figures, wilson

VIOLATIONS = ("exposure", "incitement", "solicitation", "trade", "instruction")
GROUPS: Mapping[str, Callable[[Labelled], str | None]] = {
    "language": lambda post: post.lang,
    "surface": lambda post: post.kind,
    "evasion": lambda post: "obfuscated" if post.obfuscated else "plain",
    "category": lambda post: post.category if post.category != "none" else None,
    "benign kind": lambda post: post.benign_kind,
}


def breakdown(posts: Sequence[Labelled], decisions: Sequence[Json]) -> Json:
    """The figures of all posts, of each group of each dimension, and of each span type."""
    whole = scored(posts, decisions)
    of = {decision["id"]: decision for decision in decisions}
    groups = []
    for dimension, value_of in GROUPS.items():
        for value in sorted({value for post in posts if (value := value_of(post)) is not None}):
            chosen = [post for post in posts if value_of(post) == value]
            groups.append(
                {
                    "dimension": dimension,
                    "value": value,
                    **scored(chosen, [of[post.id] for post in chosen if post.id in of]),
                    "category_F1": whole["categories"].get(value) if dimension == "category" else None,
                }
            )
    return {"whole": whole, "groups": groups, "types": [by_type(t, posts, decisions) for t in types_of(posts)]}


def scored(posts: Sequence[Labelled], decisions: Sequence[Json]) -> Json:
    """The scorer's figures of these posts, with the counts and 95 % intervals of its rates.

    Borderline posts count for spans only. A rate of nothing (recall without violating posts) is None.
    """
    found = figures(posts, decisions)
    said, span = found["violates"], found["span"]
    judged = [post for post in posts if not post.borderline]
    bad = sum(1 for post in judged if post.category != "none")
    good = len(judged) - bad
    hits, alarms = round(said["R"] * bad), round(said["fpr"] * good)
    spans = sum(len(post.spans) for post in posts)
    hidden = sum(len(post.spans) for post in posts if post.obfuscated)
    return {
        "posts": len(posts),
        "judged": len(judged),
        "violating": bad,
        "spans": spans,
        "precision": rated(hits, hits + alarms) if bad and good else None,
        "recall": rated(hits, bad),
        "F1": said["F"] if bad and good else None,
        "false_rate": rated(alarms, good),
        "span_F1": span["F"] if spans else None,
        "span_precision": span["P"],
        "span_recall": rated(round(span["R"] * spans), spans),
        "exact": found["span_exact"]["F"] if spans else None,
        "obfuscated_recall": rated(round(found["span_obfuscated_recall"] * hidden), hidden),
        "category_macro_F1": found["category_macro_F1"],
        "categories": found["category_F1"],
    }


def by_type(type_: str, posts: Sequence[Labelled], decisions: Sequence[Json]) -> Json:
    """The scorer's span figures when there is but one type of span."""
    from msgspec.structs import replace

    kept = [replace(post, spans=tuple(span for span in post.spans if span.type == type_)) for post in posts]
    said = [
        {**decision, "exposures": [e for e in decision["exposures"] if e["type"] == type_]} for decision in decisions
    ]
    whole = scored(kept, said)
    return {
        "type": type_,
        **{key: whole[key] for key in ("spans", "span_F1", "span_precision", "span_recall", "exact")},
        "obfuscated_recall": whole["obfuscated_recall"],
    }


def types_of(posts: Sequence[Labelled]) -> list[str]:
    """The span types that the posts hold."""
    return sorted({span.type for post in posts for span in post.spans})


def rated(hits: int, total: int) -> Json | None:
    """A rate with its counts and its 95 % interval; None of nothing."""
    if not total:
        return None
    return {"hits": hits, "of": total, "rate": hits / total, "interval": wilson(hits, total)}
