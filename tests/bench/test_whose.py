from bench.labelled import Span
from bench.whose import expected, said, whose
from tests.bench.given import decision, post

PHONE = (Span("phone", 0, 11),)


def test_only_posts_that_leave_no_doubt_are_asked() -> None:
    assert expected(post("a", "exposure")) == ("exposure", "other")
    assert expected(post("a", benign_kind="business")) == ("business", "organisation")
    assert expected(post("a", benign_kind="self_disclosure")) == ("self_disclosure", "self")
    assert expected(post("a", benign_kind="public_office")) == ("public_office", "public_office")
    assert expected(post("a", benign_kind="news")) is None
    assert expected(post("a", "trade")) is None
    assert expected(post("a", "exposure", borderline=True)) is None


def test_a_span_that_nobody_marked_is_not_asked() -> None:
    exposures = (("phone", 0, 11, "other"), ("phone", 20, 31, "self"))
    assert said(post("a", "exposure", spans=PHONE), decision("a", exposures=exposures)) == [("phone", "other")]


def test_right_and_unknown_are_counted_apart() -> None:
    posts = [post(name, "exposure", spans=PHONE) for name in "abc"] + [post("d", benign_kind="business", spans=PHONE)]
    subjects = {"a": "other", "b": "unknown", "c": "self", "d": "organisation"}
    found = whose(posts, [decision(p.id, exposures=(("phone", 0, 11, subjects[p.id]),)) for p in posts])  # type: ignore[arg-type]
    rows = {row["sort"]: row for row in found["rows"]}
    assert rows["exposure"]["said"] == {"self": 1, "other": 1, "organisation": 0, "public_office": 0, "unknown": 1}
    assert (rows["exposure"]["right"]["hits"], rows["exposure"]["right"]["of"]) == (1, 3)
    assert rows["exposure"]["right_if_said"]["of"] == 2
    assert (found["right"]["hits"], found["right"]["of"]) == (2, 4)
    assert rows["business"]["right"]["rate"] == 1.0
