import msgspec
import pytest

from bench.breakdown import breakdown, rated, scored, types_of
from bench.labelled import Span
from bench.places import SHARED
from tests.bench.given import decision, post

needs_scorer = pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="../shared is not here")

POSTS = [
    post("a", "exposure", spans=(Span("phone", 0, 11), Span("email", 20, 30)), obfuscated=True),
    post("b", "trade", lang="en", kind="danmaku"),
    post("c", benign_kind="news", lang="en"),
    post("d", benign_kind="business"),
    post("e", "incitement", borderline=True, spans=(Span("phone", 0, 11),)),
]
SAID = [
    decision("a", "exposure", 0.9, (("phone", 0, 11, "other"),)),
    decision("b"),
    decision("c", "exposure", 0.6),
    decision("d"),
    decision("e", exposures=(("phone", 0, 10, "other"),)),
]
PLAIN = msgspec.to_builtins(SAID)


def test_a_rate_of_nothing_is_none() -> None:
    assert rated(0, 0) is None
    found = rated(1, 2)
    assert found is not None
    assert found["interval"][0] < found["rate"] == 0.5 < found["interval"][1]


@needs_scorer
def test_borderline_posts_count_for_spans_only() -> None:
    found = scored(POSTS, PLAIN)
    assert (found["posts"], found["judged"], found["violating"], found["spans"]) == (5, 4, 2, 3)
    assert (found["recall"]["hits"], found["recall"]["of"]) == (1, 2)
    assert (found["false_rate"]["hits"], found["false_rate"]["of"]) == (1, 2)
    assert (found["precision"]["hits"], found["precision"]["of"]) == (1, 2)
    assert (found["span_recall"]["hits"], found["span_recall"]["of"]) == (2, 3)


@needs_scorer
def test_every_group_has_its_own_figures() -> None:
    found = breakdown(POSTS, PLAIN)
    groups = {(row["dimension"], row["value"]): row for row in found["groups"]}
    assert groups["language", "en"]["recall"]["hits"] == 0
    assert groups["language", "en"]["false_rate"]["rate"] == 1.0
    assert groups["surface", "danmaku"]["posts"] == 1
    assert groups["benign kind", "business"]["false_rate"]["rate"] == 0.0
    assert groups["benign kind", "business"]["recall"] is None
    assert groups["category", "exposure"]["precision"] is None
    assert groups["category", "exposure"]["recall"]["rate"] == 1.0
    assert groups["evasion", "obfuscated"]["obfuscated_recall"]["rate"] == 0.5
    assert ("category", "none") not in groups


@needs_scorer
def test_a_type_is_scored_as_if_there_were_no_other() -> None:
    rows = {row["type"]: row for row in breakdown(POSTS, PLAIN)["types"]}
    assert types_of(POSTS) == sorted(rows) == ["email", "phone"]
    assert rows["phone"]["span_F1"] == 1.0
    assert rows["phone"]["exact"] == 0.5
    assert rows["email"]["span_recall"]["rate"] == 0.0
