"""The queue's order is exact: it equals the naive sorting of all cases, whatever they are, page after page."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from reseal.operations.cases.queue import queue
from reseal.operations.cases.rules import is_threat, urgency, weights
from reseal.operations.cases.tables import Case
from reseal.operations.cases.words import NotNow
from reseal.storage.store import Store, Work
from tests.conftest import NOON, Clock

Made = list[tuple[int, int, str, str | None]]
MADE = st.lists(
    st.tuples(
        st.sampled_from(weights()),
        st.integers(0, 40),
        st.sampled_from(("open", "held", "decided")),
        st.sampled_from((None, "me", "another")),
    ),
    max_size=40,
)


def fill(work: Work, made: Made) -> list[dict[str, Any]]:
    vault = work.vault("case")
    rows = [
        {
            "id": f"{number:026d}",
            "state": state,
            "vault_id": vault,
            "category": "exposure",
            "severity": "high",
            "reach": 1,
            "threat": is_threat(weight),
            "minor": False,
            "weight": weight,
            "posts": 1,
            "notices": 0,
            "opened_at": NOON - waited,
            "due_at": NOON,
            "coordinated": False,
            "version": 1,
            "pack": "default",
            "assigned_to": who,
            "assigned_until": NOON + 1 if who else None,
            "decided_at": NOON - waited if state == "decided" else None,
        }
        for number, (weight, waited, state, who) in enumerate(made)
    ]
    if rows:
        work.session.execute(insert(Case), rows)
    return rows


def naive(rows: list[dict[str, Any]]) -> list[str]:
    def place(row: dict[str, Any]) -> tuple[int, int, str]:
        tier, score = urgency(row["weight"], NOON - row["opened_at"])
        return -tier, -score, row["id"]

    return [row["id"] for row in sorted(rows, key=place)]


def walked(work: Work, limit: int, **asked: Any) -> list[str]:
    found: list[str] = []
    after = None
    while True:
        page = queue(work, limit=limit, after=after, **asked)
        found += [case.id for case in page.cases]
        assert len(page.cases) == limit or page.next is None
        after = page.next
        if after is None:
            return found


class Undone(Exception):  # noqa: N818 - not an error: it takes the example's rows back
    pass


@settings(max_examples=25)
@given(made=MADE, limit=st.integers(1, 7))
def test_equals_naive_sorting(
    store_for_examples: Store, made: list[tuple[int, int, str, str | None]], limit: int
) -> None:
    with pytest.raises(Undone), store_for_examples.write() as work:
        rows = fill(work, made)
        active = [row for row in rows if row["state"] != "decided"]
        assert walked(work, limit) == naive(active)
        assert walked(work, limit, state="held") == naive([row for row in active if row["state"] == "held"])
        assert walked(work, limit, threat=True) == naive([row for row in active if row["threat"]])
        assert walked(work, limit, threat=False) == naive([row for row in active if not row["threat"]])
        free = [row for row in active if row["assigned_to"] in (None, "me")]
        assert walked(work, limit, free_for="me") == naive(free)
        decided = sorted((r for r in rows if r["state"] == "decided"), key=lambda r: (-r["decided_at"], -int(r["id"])))
        assert walked(work, limit, state="decided") == [row["id"] for row in decided]
        raise Undone


@pytest.fixture(scope="module")
def store_for_examples(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from reseal.storage.database import Database, embedded_url
    from reseal.storage.keyring import load_keyring
    from reseal.storage.migrate import upgrade

    folder = tmp_path_factory.mktemp("queue")
    store = Store(Database(embedded_url(folder)), load_keyring(folder / "keys.json"), Clock())
    upgrade(store.database)
    yield store
    store.close()


def test_pages_keep_the_time_of_the_first(store: Store, clock: Clock) -> None:
    """A quick case overtakes a slow one while somebody reads: no case is shown twice, none is passed over."""
    with store.write() as work:
        fill(work, [(1, 30, "open", None), (8, 3, "open", None), (2, 12, "open", None)])
    with store.read() as work:
        first = queue(work, limit=1)
    clock.pass_(60)
    with store.write() as work:
        rest, after = [], first.next
        while after:
            page = queue(work, limit=1, after=after)
            rest, after = rest + [case.id for case in page.cases], page.next
    shown = [first.cases[0].id, *rest]
    assert len(shown) == len(set(shown)) == 3


@pytest.mark.parametrize("wrong", ["x", "zz", "7b7d", "5b315d", "00"])
def test_a_cursor_of_another_list_is_refused(store: Store, wrong: str) -> None:
    with store.read() as work, pytest.raises(NotNow) as refused:
        queue(work, after=wrong)
    assert refused.value.field == "after"
