import pytest

from reseal.operations.cases import acts, views
from reseal.operations.cases.correcting import agreement
from reseal.operations.cases.words import Choice, Corrected, CorrectedSpan, NoCase, NotNow
from reseal.operations.deliveries import views as deliveries
from reseal.storage.store import Store
from tests.operations import factories as made

TEXT = "冲他！电话13800001234，另一个号是13900005678，快骂"
SEEN = made.judged("p", made.shows(TEXT, "phone", "13800001234"))


def span(value: str) -> CorrectedSpan:
    start = TEXT.index(value)
    return CorrectedSpan("phone", start, start + len(value))


RIGHT = Corrected("exposure", (span("13900005678"),))


def test_labels_are_kept_and_no_text(store: Store) -> None:
    with store.write("staff:1") as work:
        found = made.gather_as(work, made.post("p", TEXT), SEEN)
        acts.correct(work, found.snapshot_id, RIGHT)
        said = views.agreed(work)
        assert said.corrections == 1 and said.missed == {"phone": 1} == said.too_many and said.right == {}
        assert said.categories == {"exposure>exposure": 1}
        assert views.agreed(work, work.now + 1).corrections == 0


def test_mended_spans_are_what_is_masked_and_redacted(store: Store) -> None:
    with store.write("staff:1") as work:
        found = made.gather_as(work, made.post("p", TEXT), SEEN)
        before = views.case(work, found.case_id)
        assert "13900005678" in before.snapshots[0].masked
        acts.correct(work, found.snapshot_id, RIGHT)
        after = views.case(work, found.case_id)
        assert "13900005678" not in after.snapshots[0].masked and after.row.version > before.row.version
        acts.decide(work, found.case_id, Choice("redact", "exposure", "no-exposure"), after.row.version)
        asked = deliveries.asked(work, "", 1)[0].payload
        assert asked["mask"] == [{"type": "phone", "start": span("13900005678").start, "end": span("13900005678").end}]


def test_the_case_is_about_what_is_right(store: Store) -> None:
    new, old = "新帖：骂13900005678这个人，别放过", "旧帖：全都去找13800001234要说法"
    with store.write("staff:1") as work:
        found = made.gather_as(work, made.post("p", TEXT), SEEN)
        acts.correct(work, found.snapshot_id, RIGHT)
        second = made.gather_as(work, made.post("q", new), made.judged("q", made.shows(new, "phone", "13900005678")))
        third = made.gather_as(work, made.post("r", old), made.judged("r", made.shows(old, "phone", "13800001234")))
        assert second.case_id == found.case_id != third.case_id


def test_a_span_outside_the_text_is_refused(store: Store) -> None:
    with store.write("staff:1") as work:
        found = made.gather_as(work, made.post("p", TEXT), SEEN)
        for start, end in ((-1, 3), (3, 3), (0, len(TEXT) + 1)):
            wrong = Corrected("exposure", (span("13900005678"), CorrectedSpan("phone", start, end)))
            with pytest.raises(NotNow) as refused:
                acts.correct(work, found.snapshot_id, wrong)
            assert refused.value.field == "spans[1]"
        with pytest.raises(NoCase):
            acts.correct(work, "none", RIGHT)


def test_how_far_two_sets_of_spans_agree() -> None:
    one, other = ({"type": "phone", "start": 0, "end": 5}, {"type": "email", "start": 0, "end": 5})
    assert agreement([], []) == agreement([one], [one]) == 1.0
    assert agreement([one], [other]) == agreement([one], []) == 0.0
    assert agreement([one, other], [one]) == pytest.approx(2 / 3)
