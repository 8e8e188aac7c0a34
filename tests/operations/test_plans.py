"""How SQLite goes about what is asked for each post and notice: by what is named, never through all that wait.

Without statistics it takes a state that few rows might have for the best way in. Nearly all rows have it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from reseal.operations.cases import acts as cases
from reseal.operations.cases import views
from reseal.operations.posts import acts as posts
from reseal.storage.store import Store, Work
from reseal.vocabulary import Post
from tests.operations import factories as made
from tests.operations.notices.given import file

GROW = (
    "appeal",
    "audit_entry",
    "awaited_post",
    "case",
    "delivery",
    "notice",
    "noticed_post",
    "post",
    "snapshot",
    "vault",
)
BY_STATE = ("ix_case_queue", "ix_case_due", "ix_notice_state_created")


@contextmanager
def asked() -> Iterator[dict[str, Any]]:
    """The questions that are asked meanwhile, with their values."""
    found: dict[str, Any] = {}

    def heard(_connection: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            found[statement] = given

    event.listen(Engine, "before_cursor_execute", heard)
    yield found
    event.remove(Engine, "before_cursor_execute", heard)


def come(work: Work, *given: Post) -> None:
    cases.arrived(work, posts.take_in(work, given, made.screener().decide(given)).fresh)


def test_what_is_asked_for_each_post_and_notice(store: Store) -> None:
    with asked() as found:
        with store.write() as work:
            come(work, made.post("p1"), made.post("p2", made.OTHER_DOX), made.post("p3", made.HARMLESS))
        for posts_named in (("p1",), ("p1",), ("p3", "https://forum.example.com/t/77"), ()):
            file(store, posts=posts_named)
        with store.write() as work:
            come(work, made.post("p4"), made.post("p5", made.DOX + "！"), made.post("p1", made.HARMLESS))
            come(work, made.post("p6", "又是他：13800001234，这种人就该挨骂，大家一起上"), made.post("77"))
    assert len(found) > 25, "the flow asks what it asks in earnest"
    with store.read() as work:
        cursor = work.connection.connection.cursor()
        slow, steps = [], set()
        for statement, given in found.items():
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            for *_, step in cursor.fetchall():
                steps.add(step)
                through_all = step.startswith("SCAN") and step.split()[1] in GROW and "ORDER BY" not in statement
                if through_all or any(index in step for index in BY_STATE):
                    slow.append((step, statement))
        assert slow == []
        assert any("ix_snapshot_first_text" in step for step in steps), "copies word by word are passed over"
        assert views.queue(work).cases
