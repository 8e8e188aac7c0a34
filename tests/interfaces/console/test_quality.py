"""The page of figures: with counts and intervals, nobody ranked, few not shown."""

from reseal.interfaces.console.charts import bars, interval, parts
from reseal.operations.quality.statistics import Kappa
from reseal.operations.staff import breaks
from reseal.storage.clock import MINUTE
from tests.interfaces.console.conftest import Desk
from tests.operations.quality.test_figures import DOX, FINE, looked


def test_an_empty_desk_has_no_figures_and_says_so(fresh: Desk) -> None:
    for role, lang, few in (("moderator", "en", "too few for a figure"), ("auditor", "zh", "数量太少，不显示")):
        shown = fresh.browser(role, lang=lang).get("/console/quality")
        assert shown.status_code == 200 and few in shown.text
        assert "NaN" not in shown.text and "style=" not in shown.text


def test_figures_stand_with_counts_and_intervals(fresh: Desk) -> None:
    for count, one, other in ((20, DOX, DOX), (5, DOX, FINE), (10, FINE, DOX), (15, FINE, FINE)):
        looked(fresh.store, count, one, other)
    text = fresh.browser("moderator").get("/console/quality").text
    assert "70 %" in text and "0.40" in text and "0.15–0.65" in text and "56–81" in text
    assert 'class="interval"' in text and "By two reviewers" not in text


def test_pairs_and_workloads_of_others_are_for_seniors(fresh: Desk) -> None:
    moderator, senior = fresh.browser("moderator", "mo"), fresh.browser("senior", "sue")
    ids = {"first_by": f"staff:{fresh.people['mo']}", "second_by": f"staff:{fresh.people['sue']}"}
    looked(fresh.store, 20, DOX, DOX, **ids)
    for _ in range(30):
        fresh.clock.pass_(MINUTE)
        with fresh.store.write() as work:
            breaks.look(work, fresh.people["sue"])
    mine, theirs = moderator.get("/console/quality").text, senior.get("/console/quality").text
    assert "mo · sue" in theirs and "mo · sue" not in mine
    assert '<th scope="row">sue</th>' in theirs and '<th scope="row">sue</th>' not in mine


def test_drawings_keep_to_their_frames() -> None:
    place = interval(Kappa(0.4, 0.15, 0.65))
    assert 0 <= place.nought < place.low < place.value < place.high <= 200
    assert interval(Kappa(-0.9, -1, -0.7)).value == 0
    pieces = parts({"right": 2, "too_many": 1, "missed": 1}, 4)
    assert [(one.x, one.width) for one in pieces] == [(0, 50), (50, 25), (75, 25)]
    assert parts({"right": 0}, 0)[0].width == 0
    assert bars([0, 1, 300, 600], 300) == [0, 2, 100, 200]
