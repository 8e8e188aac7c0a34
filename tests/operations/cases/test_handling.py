import pytest
from sqlalchemy import func, select

from reseal.operations.cases import acts, views
from reseal.operations.cases.tables import CaseIdentifier, CaseVoice, Snapshot, SnapshotKey
from reseal.operations.cases.words import NoCase, NotNow
from reseal.operations.retention import acts as retention
from reseal.storage.clock import DAY, HOUR, MINUTE
from reseal.storage.store import Store
from reseal.storage.vaults import Vault
from tests.conftest import Clock
from tests.operations import factories as made


def test_taken_for_some_minutes_by_one(store: Store, clock: Clock) -> None:
    with store.write("staff:1") as work:
        case = made.gather(work, made.post("p1")).case_id
        acts.take(work, case, "m1")
        acts.take(work, case, "m1")
        with pytest.raises(NotNow):
            acts.take(work, case, "m2")
        assert made.row(work, case).assigned_to == "m1"
        assert views.queue(work, free_for="m2").cases == () and len(views.queue(work, free_for="m1").cases) == 1
    clock.pass_(15 * MINUTE)
    with store.write("staff:2") as work:
        assert made.row(work, case).assigned_to is None
        acts.take(work, case, "m2")
        acts.let_go(work, case, "m1")
        assert made.row(work, case).assigned_to == "m2"
        acts.let_go(work, case, "m2")
        assert made.row(work, case).assigned_to is None
        with pytest.raises(NoCase):
            acts.take(work, "none", "m1")


def test_time_to_the_first_view_is_kept(store: Store, clock: Clock) -> None:
    """CAC-04: time to first human view is a stored metric."""
    begun = clock.now
    with store.write() as work:
        first = made.gather(work, made.post("p1")).case_id
        made.gather(work, made.post("q", made.OTHER_DOX))
    clock.pass_(7 * MINUTE)
    with store.write("staff:1") as work:
        acts.take(work, first, "m1")
    clock.pass_(HOUR)
    with store.write("staff:1") as work:
        acts.take(work, first, "m1")
        seen = views.first_views(work, begun, clock.now)
        assert (seen.opened, seen.viewed, seen.median, seen.slowest) == (2, 1, 7 * MINUTE, 7 * MINUTE)
        assert views.first_views(work, clock.now, clock.now + 1).median is None


def test_what_is_past_its_deadline_goes_up_once(store: Store, clock: Clock) -> None:
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        due = made.row(work, case).due_at
        assert acts.escalate_due(work) == 0
    clock.pass_(due - clock.now + 1)
    with store.write() as work:
        fresh = made.gather(work, made.post("q", made.OTHER_DOX)).case_id
        before = made.row(work, case)
        assert before.overdue and acts.escalate_due(work) == 1 and acts.escalate_due(work) == 0
        after = made.row(work, case)
        assert after.escalated_at == clock.now and after.weight > before.weight
        assert [one.id for one in views.queue(work).cases] == [case, fresh]


def test_erased_with_its_key_when_its_time_comes(store: Store, clock: Clock) -> None:
    with store.write("staff:1") as work:
        case = made.gather(work, made.post("p1")).case_id
        acts.noticed(work, case, "n1", False, False, 1.0)
        acts.decide(work, case, made.REMOVE, made.row(work, case).version)
        snapshot = views.case(work, case).snapshots[0].id
    clock.pass_(400 * DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 1 and acts.erase_due(work) == 0
        seen = views.case(work, case)
        assert seen.snapshots == () and seen.row.outcome == "remove" and len(seen.decisions) == 1
        with pytest.raises(NoCase):
            views.snapshot_text(work, snapshot)
        for table in (Snapshot, SnapshotKey, CaseIdentifier, CaseVoice):
            assert work.session.scalar(select(func.count()).select_from(table)) == 0
        kept = select(func.count()).select_from(Vault).where(Vault.purpose == "case", Vault.wrapped.is_not(None))
        assert work.session.scalar(kept) == 0


def test_a_legal_hold_beats_erasure(store: Store, clock: Clock) -> None:
    with store.write("staff:1") as work:
        case = made.gather(work, made.post("p1")).case_id
        acts.decide(work, case, made.REMOVE, made.row(work, case).version)
        hold = retention.hold(work, case, "order")
    clock.pass_(400 * DAY)
    with store.write() as work:
        assert acts.erase_due(work) == 1 and acts.erase_due(work) == 0
        assert views.case(work, case).snapshots
        retention.release(work, hold)
    clock.pass_(DAY)
    with store.write() as work:
        acts.erase_due(work)
        assert views.case(work, case).snapshots == ()


def test_the_platform_s_word_is_noted_once(store: Store, clock: Clock) -> None:
    with store.write() as work:
        made_ = made.gather(work, made.post("p1"))
        acts.acknowledged(work, made_.snapshot_id)
    said = clock.now
    clock.pass_(9)
    with store.write() as work:
        acts.acknowledged(work, made_.snapshot_id)
        acts.acknowledged(work, "none")
        assert views.case(work, made_.case_id).snapshots[0].acknowledged_at == said


def test_the_platform_s_word_on_a_post_that_was_edited_meanwhile_counts(either_store: Store) -> None:
    with either_store.write() as work:
        first = made.gather(work, made.post("p1"))
        acts.hold(work, first.case_id, "person")
        edited = made.gather(work, made.post("p1", made.DOX + "，还有他妈的电话也有"))
        acts.acknowledged(work, first.snapshot_id)
        seen = {one.id: one.acknowledged_at for one in views.case(work, first.case_id).snapshots}
        assert seen == {first.snapshot_id: None, edited.snapshot_id: work.now}
