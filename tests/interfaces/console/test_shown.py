"""Pure pieces of the pages: stretches of time, marks in texts, the drawing of a spread, spans that are mended."""

import pytest
from litestar.datastructures import FormMultiDict

from reseal.interfaces.console.masked import pieces
from reseal.interfaces.console.mending import mended, places
from reseal.interfaces.console.pictures import covered
from reseal.interfaces.console.snapshots import grouped
from reseal.interfaces.console.spans import span_said
from reseal.interfaces.console.spread import BOTTOM, LEFT, RIGHT, TOP, drawing
from reseal.operations.cases.words import CorrectedSpan, NotNow, Point, Role, SnapshotView
from reseal.storage.clock import DAY, HOUR, MINUTE
from reseal.vocabulary import Exposure, Region

PHONE = Exposure("phone", 2, 13, 0.9, "other")


def view(id_: str, role: Role = "origin", masked: str = "a [phone]", at: int = 0) -> SnapshotView:
    reasons = [{"code": "cue.incitement", "weight": 2.0}, {"code": "benign.news", "weight": -1.0}]
    decision = {"action": "remove", "category": "exposure", "reasons": reasons}
    return SnapshotView(
        id_, role, "screened", masked, (PHONE,), decision, False, {}, 0, at, at, None, None, None, None, "1"
    )


@pytest.mark.parametrize(
    ("span", "en", "zh"),
    [
        (0, "under 1 min", "不到1分"),
        (5 * MINUTE, "5 min", "5分"),
        (2 * HOUR + 3 * MINUTE, "2 h 3 min", "2小时3分"),
        (DAY + 7 * MINUTE, "1 d", "1天"),
        (-3 * DAY - 4 * HOUR - MINUTE, "3 d 4 h", "3天4小时"),
    ],
)
def test_a_stretch_is_said_in_two_units_at_most(span: int, en: str, zh: str) -> None:
    assert (span_said(span, "en"), span_said(span, "zh")) == (en, zh)


def test_marks_are_told_from_words() -> None:
    assert pieces("call [phone] or [e-mail][phone]", "en") == [
        ("call ", False),
        ("[phone]", True),
        (" or ", False),
        ("[e-mail]", True),
        ("[phone]", True),
    ]
    assert pieces("[phone]", "zh") == [("[phone]", False)] and pieces("", "en") == []


def test_a_spread_begins_below_and_ends_above_whatever_the_times() -> None:
    points = [Point(1000, "post", "a", {}), Point(1000, "notice", "n", {}), Point(5000, "post", "b", {})]
    drawn = drawing(points, 9000)
    assert drawn is not None and drawn.posts == 2 and (drawn.begins, drawn.ends) == (1000, 9000)
    assert drawn.line.startswith(f"M{LEFT} {BOTTOM}") and drawn.line.endswith(f"V{TOP}H{RIGHT}")
    assert [(mark.x, mark.kind) for mark in drawn.marks] == [(LEFT, "notice")]
    assert drawing([points[1]], 9000) is None
    assert drawing(points[:1], 1000) is not None  # one moment is no division by nothing


def test_copies_that_say_the_same_stand_together_behind_the_origin() -> None:
    groups = grouped([view("c1", "copy", at=5), view("o", at=9), view("c2", "copy", at=3), view("m", "mention")], "en")
    assert [(group.role, group.first.snapshot.id, len(group.others)) for group in groups] == [
        ("origin", "o", 0),
        ("copy", "c2", 1),
        ("mention", "m", 0),
    ]
    assert [against for _, against in groups[0].first.reasons] == [False, True]


def test_what_is_mended_is_what_the_form_keeps_and_names() -> None:
    text = "a 13800004471 b c b"
    kept = FormMultiDict({"keep-0": "1", "type-0": "account", "subject-0": "self", "category": "trade"})
    right = mended(view("o"), kept, [], "")
    assert right.category == "trade" and right.spans == (CorrectedSpan("account", 2, 13, "self"),)
    named = mended(view("o"), FormMultiDict({"new_type": "school"}), ["b"], text)
    assert [(span.type, span.start) for span in named.spans] == [("school", 14), ("school", 18)]
    with pytest.raises(NotNow, match="not in the text"):
        mended(view("o"), FormMultiDict({}), ["z"], text)
    assert places("aaaa", "aa") == [0, 2] and places("a", "") == []


def test_one_picture_is_covered_by_what_was_found_in_it_alone() -> None:
    box = ((0, 0), (5, 0), (5, 5))
    found = [Exposure("phone", 0, 0, 0.9, "other", "image", Region(number, 0, (box,))) for number in (0, 1)]
    (hidden,) = covered((*found, PHONE), 1)
    assert isinstance(hidden.region, Region) and hidden.region.picture == 0
