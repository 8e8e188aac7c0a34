"""Every door under requests made from its own description, by every role: no 5xx, nothing that is not described, and
none that never did what it is there for.

`make drill` sends many more (drill/openapi.py).
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from bench import postgres
from drill import openapi

EXAMPLES = 15


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[openapi.Desk]:
    """On PostgreSQL where it installs, which refuses more than SQLite does; `make drill` asks both."""
    with ExitStack() as made:
        database = ""
        if postgres.installed():
            database = made.enter_context(postgres.new_database(request.getfixturevalue("postgres_url")))
        yield made.enter_context(openapi.desk(tmp_path_factory.mktemp("described"), database=database))


@pytest.fixture(scope="module")
def found(at: openapi.Desk) -> dict[str, Any]:
    return {one.label: one for one in openapi.operations(openapi.described(at))}


def test_no_request_breaks_the_server_or_its_description(at: openapi.Desk, found: dict[str, Any]) -> None:
    assert {"POST /v1/screen", "POST /v1/posts", "POST /v1/notices", "GET /v1/cases"} <= set(found)
    assert len(found) > 25
    outcomes = [openapi.tried(at, operation, EXAMPLES) for operation in found.values()]
    assert [outcome.line() for outcome in outcomes if not outcome.held] == []


@pytest.mark.parametrize("planted", ["status", "schema"])
def test_what_is_not_described_is_seen(at: openapi.Desk, planted: str) -> None:
    document = openapi.described(at)
    answers = document["paths"]["/health"]["get"]["responses"]
    if planted == "status":
        answers["418"] = answers.pop("200")
    else:
        answers["200"]["content"]["application/json"]["schema"] = {"type": "array"}
    health = next(one for one in openapi.operations(document) if one.label == "GET /health")
    assert not openapi.tried(at, health, 3).held
