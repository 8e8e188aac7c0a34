"""Nothing personal is readable in what a server leaves behind: the whole way of the desk through a real `reseal serve`,
killed at the end, and every byte of it looked at, on SQLite and on PostgreSQL.
"""

import json
import signal
from collections.abc import Iterator

import pytest

from tests.security.leaks import files, found
from tests.security.story import MAIL, MODERATOR, NAME, REFS, SAID, Told, story_of


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    from bench import postgres

    folder = tmp_path_factory.mktemp("left")
    if request.param == "sqlite":
        yield from story_of(folder, "")
    else:
        with postgres.new_database(request.getfixturevalue("postgres_url")) as database:
            yield from story_of(folder, database)


def test_nothing_personal_is_readable_in_what_a_server_leaves_behind(told: Told) -> None:
    told.running.stop(signal.SIGKILL)
    left = {**told.running.left_behind(), **told.shown}
    if told.running.database:
        assert {"public.audit_entry", "public.snapshot", "dbos.workflow_status"} <= set(left)
    else:
        assert {"reseal.sqlite", "reseal.sqlite-wal", "jobs.sqlite", "jobs.sqlite-wal"} <= set(left)
    assert any(name.startswith("outbox/") for name in left) and left["metrics"] and left["what was printed"]
    assert found(told.planted, left) == []

    # The control: what stands there in the clear by design is found, and so is one value put beside it.
    tables = {place for place in left if place.startswith(("reseal.sqlite", "public."))}
    for open_ in (MODERATOR, told.case):
        assert {one.rpartition(" in ")[2] for one in found([open_], left)} & tables
    beside = told.running.data / "outbox" / "left-open.json"
    beside.write_bytes(json.dumps({"to": MAIL, "said": NAME}).encode())
    assert found(told.planted, files(told.running.data)) == [f"{one} in outbox/left-open.json" for one in (NAME, MAIL)]
    beside.unlink()


def test_no_webhook_says_what_is_personal(told: Told) -> None:
    bodies = {f"webhook {number}": got.body for number, got in enumerate(told.platform.got)}
    assert len(bodies) >= 2 * len(REFS)
    assert found([*SAID, *told.secrets], bodies) == []
    assert {one.partition(" in ")[0] for one in found(REFS, bodies)} == set(REFS), "the platform hears of its own posts"
