"""The audit: read page by page, and the chain that shows what was changed (SYS-02)."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from reseal.operations.audit import views
from reseal.operations.audit.acts import record
from reseal.storage.store import Store
from tests.conftest import Clock


def entries(store: Store, clock: Clock, count: int = 10) -> None:
    for number in range(count):
        clock.pass_(1000)
        with store.write("staff:1" if number % 2 else "system") as work:
            record(work, "case.decided" if number % 3 else "case.held", f"case-{number % 4}", number=number)


def break_(store: Store, statement: str) -> None:
    """Change what nobody may change: as somebody with the file in hand would."""
    with store.database.engine.begin() as connection:
        for what in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_entry_no_{what}"))
        connection.execute(text(statement))


def test_pages_go_on_where_the_last_one_ended(store: Store, clock: Clock) -> None:
    entries(store, clock)
    with store.read() as work:
        seen, before = [], None
        while True:
            page = views.page(work, before=before, limit=4)
            seen += [entry.number for entry in page.entries]
            before = page.next
            if before is None:
                break
        assert seen == list(range(10, 0, -1))
        assert views.page(work, limit=10).next is None and len(views.page(work, limit=0).entries) == 1


def test_entries_are_found_by_act_actor_thing_and_time(store: Store, clock: Clock) -> None:
    begun = clock()
    entries(store, clock)
    with store.read() as work:
        record_count = len(views.page(work, act="case.held").entries)
        assert record_count == 4 and len(views.page(work, act="case.").entries) == 10
        assert len(views.page(work, act="cas").entries) == 0
        assert len(views.page(work, actor="staff:1").entries) == 5
        assert {entry.about for entry in views.page(work, about="case-2").entries} == {"case-2"}
        assert [entry.number for entry in views.about(work, "case-3")] == [8, 4]
        later = views.page(work, since=begun + 3000, until=begun + 5000)
        assert [entry.number for entry in later.entries] == [4, 3]
        assert views.kinds(work) == ["case.decided", "case.held"]


def test_a_whole_chain_holds_and_can_be_looked_at_in_parts(store: Store, clock: Clock) -> None:
    with store.read() as work:
        assert views.check(work) == views.Checked(0, 0, bytes(32).hex(), None, True)
    entries(store, clock)
    with store.read() as work:
        whole = views.check(work)
        assert (whole.entries, whole.last, whole.broken, whole.done) == (10, 10, None, True)
        part = views.check(work, most=4)
        assert (part.entries, part.last, part.done) == (4, 4, False)
        rest = views.check(work, part.last, bytes.fromhex(part.seal))
        assert rest.entries == 6 and rest.seal == whole.seal


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entry SET act = 'case.undone' WHERE number = 4", 4),
        ("UPDATE audit_entry SET detail = '{\"number\": 99}' WHERE number = 5", 5),
        ("UPDATE audit_entry SET actor = 'staff:2' WHERE number = 1", 1),
        ("UPDATE audit_entry SET at = at + 1 WHERE number = 10", 10),
        ("DELETE FROM audit_entry WHERE number = 6", 6),
        ("DELETE FROM audit_entry WHERE number = 1", 1),
        ("UPDATE audit_entry SET number = 60 WHERE number = 10", 10),
    ],
)
def test_what_was_changed_or_taken_away_is_found(store: Store, clock: Clock, statement: str, broken: int) -> None:
    entries(store, clock)
    break_(store, statement)
    with store.read() as work:
        assert views.check(work).broken == broken


def test_the_database_refuses_to_change_or_delete_an_entry(store: Store, clock: Clock) -> None:
    entries(store, clock, 2)
    for statement in ("UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(SQLAlchemyError), store.database.engine.begin() as connection:
            connection.execute(text(statement))
