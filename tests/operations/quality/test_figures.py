"""Figures: from enough looks only, of all from the plain share alone, and nobody is named in them."""

from collections.abc import Callable
from itertools import cycle

import msgspec
import pytest

from reseal.operations.cases.words import Choice
from reseal.operations.quality import acts, drawing, views
from reseal.operations.quality import rules as quality
from reseal.operations.quality.figures import agreement, kappa_by_category
from reseal.operations.quality.tables import SecondLook
from reseal.operations.quality.words import Opinion
from reseal.storage.ids import new_id
from reseal.storage.store import Store
from tests.conftest import NOON


def looked(store: Store, count: int, first: Opinion, second: Opinion, **more: object) -> None:
    """So many looks that were answered so."""
    rows = [
        {
            "id": new_id(),
            "decision_id": new_id(),
            "case_id": "c",
            "why": "share",
            "plain": True,
            "state": "agreed" if first == second else "differs",
            "pack": "default",
            "lang": "zh",
            "picked_at": NOON,
            "decided_at": NOON,
            "first_by": "staff:one",
            "first_action": first.action,
            "first_category": first.category,
            "second_by": "staff:two",
            "second_at": NOON,
            "second_action": second.action,
            "second_category": second.category,
            **more,
        }
        for _ in range(count)
    ]
    with store.write() as work:
        work.add(SecondLook, rows)


DOX, INCITE, FINE = Opinion("remove", "exposure"), Opinion("redact", "incitement"), Opinion("allow", "none")


def test_few_give_no_figure(store: Store) -> None:
    looked(store, quality.rules().figures.least - 1, DOX, DOX)
    with store.read() as work:
        found = views.figures(work)
    assert found.action.count == 19 and found.action.share is None and found.action.beyond_chance is None
    assert [(one.name, one.count, one.share) for one in found.by_category] == [("exposure", 19, None)]


def test_the_figure_of_a_table_is_the_one_computed_by_hand(store: Store) -> None:
    looked(store, 20, DOX, DOX)
    looked(store, 5, DOX, FINE)
    looked(store, 10, FINE, DOX)
    looked(store, 15, FINE, FINE)
    with store.read() as work:
        found = views.figures(work)
    assert found.action.share is not None and (found.action.share.count, found.action.share.of) == (35, 50)
    assert found.action.beyond_chance is not None and found.action.beyond_chance.value == pytest.approx(0.4)
    assert found.category.beyond_chance == found.action.beyond_chance
    assert {one.name: one.count for one in found.by_category} == {"exposure": 35, "none": 30}


def test_all_speak_for_groups_but_the_plain_share_alone_for_the_desk(store: Store) -> None:
    looked(store, 20, DOX, DOX)
    looked(store, 20, INCITE, FINE, plain=False, why="low_agreement", lang="en", pack="eu-dsa")
    with store.read() as work:
        found = views.figures(work)
        low = kappa_by_category(work)
    assert found.plain == found.action.count == 20
    assert [(one.name, one.count) for one in found.by_lang] == [("en", 20), ("zh", 20)]
    assert [(one.name, one.count) for one in found.by_pack] == [("default", 20), ("eu-dsa", 20)]
    assert found.drawn == {"": 40, "share": 20, "low_agreement": 20}
    assert low["exposure"] == 1 and low["incitement"] == 0


def test_pairs_stand_by_name_never_by_figure_and_in_no_other_figures(store: Store) -> None:
    looked(store, 20, DOX, FINE, first_by="staff:z", second_by="staff:b")
    looked(store, 20, DOX, DOX, first_by="staff:b", second_by="staff:z")
    looked(store, 25, DOX, DOX, first_by="staff:a", second_by="staff:z")
    names = {"staff:a": "anna", "staff:b": "bo", "staff:z": "zoe"}
    with store.read() as work:
        assert [(one.name, one.count) for one in views.by_pair(work, names)] == [("anna · zoe", 25), ("bo · zoe", 40)]
        told = msgspec.json.encode(views.figures(work)).decode()
    assert "staff" not in told and "anna" not in told


def test_a_category_on_which_people_agree_little_is_drawn_more(
    store: Store, decided: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = quality.rules()
    none_plain = msgspec.structs.replace(usual.sample, share=0.0, low_agreement=1.0)
    monkeypatch.setattr(quality, "rules", lambda: msgspec.structs.replace(usual, sample=none_plain))
    monkeypatch.setattr(drawing, "rules", quality.rules)
    decided()
    with store.read() as work:
        assert views.figures(work).drawn[""] == 0
    for one, other in zip(range(40), cycle((DOX, FINE)), strict=False):
        looked(store, 1, DOX if one % 3 else FINE, other)
    decided()
    with store.read() as work:
        assert views.figures(work).drawn["low_agreement"] == 1


def test_old_looks_leave_the_figures(store: Store) -> None:
    looked(store, 30, DOX, DOX, picked_at=NOON - 91 * 86_400_000)
    with store.read() as work:
        assert views.figures(work).action.count == 0


def test_the_least_count_holds_for_any_figure() -> None:
    assert agreement("x", [(1, 1)] * 19).share is None and agreement("x", [(1, 1)] * 20).share is not None
    assert acts.draw and Choice
