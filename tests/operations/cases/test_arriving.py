"""A request of posts comes into cases as one post after the other would, copies first, for a few questions in all."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select

from reseal.operations.cases import acts, views
from reseal.operations.cases.tables import SnapshotKey
from reseal.operations.cases.words import Gathered
from reseal.operations.posts import acts as posts
from reseal.storage.store import Store, Work
from reseal.vocabulary import Post
from tests.operations import factories as made
from tests.operations.cases.test_held_with import SURE
from tests.operations.counting import statements

NEAR = made.DOX + "！求扩散"
CONDEMNS = made.DOX + "——别转了，这是违法的"


class Undone(Exception):  # noqa: N818 - what happened, not an error of anybody
    """Ends a work without effect."""


def several(first: int, count: int, text: str = made.DOX) -> list[Post]:
    return [made.post(f"p{number}", text) for number in range(first, first + count)]


def come(work: Work, given: Sequence[Post]) -> list[Gathered]:
    """Posts of one request arrive."""
    return acts.arrived(work, posts.take_in(work, given, made.screener().decide(given)).fresh)


def stands(store: Store, requests: Sequence[Sequence[Post]]) -> list[list[tuple[str, str]]]:
    """What stands in each case after requests have come, as if they had been the first ones."""
    found: list[list[tuple[str, str]]] = []
    with pytest.raises(Undone), store.write() as work:
        for request in requests:
            come(work, request)
        for row in views.queue(work).cases:
            snapshots = views.case(work, row.id).snapshots
            assert row.posts == len(snapshots)
            found.append(sorted((one.role, one.how) for one in snapshots))
        raise Undone
    return sorted(found)


BEFORE = [made.post("first"), made.post("second", made.OTHER_DOX)]
TOGETHER = {
    "copies": several(0, 4),
    "copies of two cases": [*several(0, 3), *several(3, 2, made.OTHER_DOX)],
    "copies, near ones and what has nothing to do with them": [
        *several(0, 2),
        made.post("n1", NEAR),
        made.post("n2", NEAR),
        made.post("h", made.HARMLESS),
    ],
    "sent again as it was, and changed": [made.post("first"), made.post("second", made.HARMLESS), *several(0, 1)],
}


@pytest.mark.parametrize("which", TOGETHER)
def test_together_as_one_by_one(store: Store, which: str) -> None:
    given = TOGETHER[which]
    assert stands(store, [BEFORE, given]) == stands(store, [BEFORE, *([one] for one in given)])


def test_on_both_databases(either_store: Store) -> None:
    assert stands(either_store, [BEFORE, TOGETHER["copies of two cases"]]) == [
        [("copy", "exact"), ("copy", "exact"), ("copy", "exact"), ("origin", "screened")],
        [("copy", "exact"), ("copy", "exact"), ("origin", "screened")],
    ]


def test_a_request_that_opens_a_case_takes_its_copies_in_once(store: Store) -> None:
    (case,) = stands(store, [[*several(0, 3), made.post("near", NEAR)]])
    assert case.count(("origin", "screened")) == 1 and len(case) == 4


def test_a_case_takes_no_more_of_one_request_than_it_has_room_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("joining", "arriving"):
        monkeypatch.setattr(f"reseal.operations.cases.{place}.most_posts", lambda: 3)
    assert sorted(map(len, stands(store, [several(0, 1), several(1, 6)]))) == [3, 4]


def test_each_copy_is_held_with_its_case(store: Store) -> None:
    with store.write() as work:
        (first,) = come(work, several(0, 1))
        acts.noticed(work, first.case_id, f"{1:026d}", False, False, 1.0, voice=SURE)
        come(work, several(1, 3))
        assert [one.action for one in views.case(work, first.case_id).snapshots] == ["hold"] * 4


def test_many_copies_cost_no_more_questions_than_a_few(store: Store) -> None:
    counts = []
    for name, count in (("few", 2), ("many", 60)):
        texts = [f"{made.HARMLESS}{name}，第{number}次" for number in range(count)]
        given = [made.post(f"{name}{number}", text) for number, text in enumerate(texts)]
        with store.write() as work:
            for post in given:
                made.gather(work, post, "noticed")
        with store.write() as work, statements() as run:
            assert len(come(work, [made.post(f"again{one.id}", one.text) for one in given])) == count
            work.session.flush()
        counts.append(len(run))
    few, many = counts
    assert many <= few + 2


def test_a_hunt_fills_case_after_case_and_costs_no_more_for_that(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand copies of one text: each request asks as much as the one before it, also where it opens a case."""
    for place in ("joining", "arriving"):
        monkeypatch.setattr(f"reseal.operations.cases.{place}.most_posts", lambda: 100)
    counts = []
    for request in range(10):
        with store.write() as work, statements() as run:
            assert len(come(work, several(request * 100, 100))) == 100
            work.session.flush()
        counts.append(len(run))
    assert max(counts[2:]) <= counts[1] + 2
    with store.read() as work:
        rows = views.queue(work).cases
        assert sorted(row.posts for row in rows) == [100] * 10
        first = [one.how for row in rows for one in views.case(work, row.id).snapshots if one.how != "exact"]
        assert first == ["screened"] * 10
        assert work.session.scalar(select(func.count(SnapshotKey.snapshot_id.distinct()))) == 10


def test_a_near_copy_is_known_by_the_post_that_said_it_first(store: Store) -> None:
    with store.write() as work:
        (first,) = come(work, several(0, 1))
        come(work, several(1, 20))
        (near,) = come(work, [made.post("near", NEAR)])
        again = come(work, [made.post("same", NEAR)])
        assert {near.case_id, *(one.case_id for one in again)} == {first.case_id}
        hows = [one.how for one in views.case(work, first.case_id).snapshots]
        assert (hows[0], hows[-2], hows[-1], hows.count("exact")) == ("screened", "near", "exact", 21)
