"""A decision strikes, a person confirms, an appeal takes back (PRA-01, CAC-02, PI-04, Art 14)."""

import pytest

from reseal.operations.audit.views import about as entries
from reseal.operations.deliveries import views as deliveries
from reseal.operations.sanctions import acts, views
from reseal.operations.sanctions.words import NoPerson, NoSanction, NotProposed
from reseal.storage.clock import DAY, MINUTE
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.sanctions.given import decided, kinds, person, put, standing


def test_repeaters_climb(either_store: Store, clock: Clock) -> None:
    rungs = []
    for _ in range(7):
        with either_store.write("staff:1") as work:
            rungs.append(decided(work)[0].rung)
        clock.pass_(DAY)
    assert rungs == ["educate", "warn", "mute_7", "mute_15", "mute_30", "close", "close"]
    with either_store.read() as work:
        now = standing(work)
        assert (now.rung, now.strikes, now.credit, now.level) == ("close", 7, 65, "lowered")
        assert kinds(work, state="proposed") == ["account.close", "account.close"] and not now.blocked


def test_a_decision_strikes_once(store: Store) -> None:
    with store.write("staff:1") as work:
        decided(work, id="01J00000000000000000000001")
        assert decided(work, id="01J00000000000000000000001") == []
        assert standing(work).strikes == 1


def test_an_organiser_is_closed_only_when_a_person_confirms(store: Store, clock: Clock) -> None:
    who = person(store)
    with store.write("staff:1") as work:
        put(work, groups=("g1", "g2"), monetised=True)
        decided(work, category="incitement", part="organiser")
        assert kinds(work) == ["account.monetisation", "account.mute"]
        assert kinds(work, state="proposed") == ["account.close", "group.dissolve", "group.dissolve"]
        waiting = views.proposed(work, "", 10)
        assert {one.part for one in waiting} == {"organiser"} and waiting[0].decided_by == "staff:1"
    clock.pass_(20 * MINUTE)
    with store.read() as work:
        asked = {one.kind for one in deliveries.asked(work, "", 100)}
        assert asked == {"account.mute", "account.monetisation", "statement.account"}
    ids = {one.sanction.kind: one.sanction.id for one in waiting}
    with store.write("staff:2") as work, pytest.raises(NoPerson):
        acts.confirm(work, ids["account.close"], "01J00000000000000000000009")
    with store.write(f"staff:{who}") as work:
        acts.confirm(work, ids["account.close"], who)
        acts.refuse(work, ids["group.dissolve"], who)
        assert standing(work).blocked and "account.close" in kinds(work)
        with pytest.raises(NotProposed):
            acts.confirm(work, ids["account.close"], who)
        with pytest.raises(NoSanction):
            acts.confirm(work, "01J00000000000000000000009", who)
    with store.read() as work:
        asked = [one for one in deliveries.asked(work, "", 100) if one.kind == "account.close"]
        assert [one.payload["account"] for one in asked] == ["u1"]
        assert not [one for one in deliveries.asked(work, "", 100) if one.kind == "group.dissolve"]
        said = [one.act for one in entries(work, standing(work).account_id)]
        assert "sanction.confirmed" in said and "sanction.refused" in said


@pytest.mark.parametrize("role", ["moderator", "intake", "auditor", "admin"])
def test_who_may_not_confirm(store: Store, role: str) -> None:
    who = person(store, role)
    with store.write() as work:
        decided(work, category="trade", part="seller")
        waiting = views.proposed(work, "", 10)[0].sanction.id
        with pytest.raises(NoPerson):
            acts.confirm(work, waiting, who)


def test_an_appeal_takes_back_strike_credit_and_measures(either_store: Store, clock: Clock) -> None:
    with either_store.write("staff:1") as work:
        first = decided(work, severity="high")[0]
    clock.pass_(DAY)
    with either_store.write("staff:1") as work:
        second = decided(work, severity="low")[0]
        assert (second.rung, second.credit) == ("mute_15", 65)
    clock.pass_(DAY)
    with either_store.write("staff:2") as work:
        assert acts.taken_back(work, first.decision_id, "appeal") == 1
        assert acts.taken_back(work, first.decision_id, "appeal") == 0
        now = standing(work)
        assert (now.rung, now.strikes, now.credit) == ("educate", 1, 95) and kinds(work) == []
        assert {one.state for one in views.of_decision(work, first.decision_id)} == {"taken_back"}
        lifted = [one.payload for one in deliveries.asked(work, "", 100) if one.payload.get("action") == "lift"]
        told = [one for one in deliveries.asked(work, "", 100) if one.kind == "statement.account"]
    assert [(one["account"], one["until"]) for one in lifted] == [("u1", None)] * 2  # both mutes
    assert told[-1].payload["statement"]["turn"] == "taken_back"


def test_what_is_undone_never_leaves(store: Store, clock: Clock) -> None:
    with store.write("staff:1") as work:
        made = decided(work, severity="critical")[0]
    with store.write("staff:1") as work:
        acts.taken_back(work, made.decision_id, "undone")
    clock.pass_(DAY)
    with store.read() as work:
        assert deliveries.asked(work, "", 100) == [] and standing(work).credit == 100
        assert [one.taken_back for one in views.history(work, work.prints.of("account", "u1"))] == ["undone"]


def test_time_ends_what_has_an_end(either_store: Store, clock: Clock) -> None:
    with either_store.write("staff:1") as work:
        decided(work, severity="high")
    clock.pass_(7 * DAY)
    with either_store.write() as work:
        assert kinds(work) == [] and standing(work).strikes == 1
        assert acts.expire_due(work) == 1
        asked = [one.payload["action"] for one in deliveries.asked(work, "", 100) if one.kind == "account.mute"]
        assert asked == ["lift"]  # in the place of what was asked before
        assert acts.expire_due(work) == 0
    clock.pass_(173 * DAY)
    with either_store.write() as work:
        assert standing(work).strikes == 0 and standing(work).credit == 100
        assert acts.expire_due(work) == 1 and views.on_rungs(work) == {}
