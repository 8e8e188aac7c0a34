"""Bulk undo at the level of acts, on SQLite and on PostgreSQL."""

from reseal.operations.cases import acts, views
from reseal.operations.cases.words import NotNow
from reseal.storage.store import Store
from tests.operations import factories as made


def test_of_several_that_are_undone_together_one_that_cannot_be_spoils_no_other(either_store: Store) -> None:
    """Bulk undo goes case by case: what fails says why, changes nothing, and the others are as before."""
    with either_store.write("staff:1") as work:
        texts = made.DOX, made.OTHER_DOX, "曝光他，手机号13900005679，大家打爆他电话"
        names = [made.gather(work, made.post(f"b{n}", text)).case_id for n, text in enumerate(texts)]
        taken = [acts.decide(work, name, made.REMOVE, made.row(work, name).version).decision_id for name in names]
    with either_store.write("staff:2") as work:
        acts.undo(work, taken[1])
        again = acts.decide(work, names[1], made.REMOVE, made.row(work, names[1]).version).decision_id
    undone, left = [], []
    with either_store.write("staff:1") as work:
        for decision in taken:
            try:
                undone.append(acts.undo(work, decision))
            except NotNow as why:
                left.append((decision, str(why)))
    assert undone == [names[0], names[2]]
    assert left == [(taken[1], "the decision does not stand any more")]
    with either_store.read() as work:
        assert [made.row(work, name).state for name in names] == ["open", "decided", "open"]
        assert [one.undone_at is None for one in views.case(work, names[1]).decisions if one.id == again] == [True]
