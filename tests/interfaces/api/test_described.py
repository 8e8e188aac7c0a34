"""The description says what the doors do: bodies with examples, refusals as problem documents."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from reseal.interfaces.api import actions, cases, deliveries, holds
from tests.interfaces.api.conftest import Server

WRITES = ("post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def document(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = server.client.get("/schema/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method} {path}", operation


def test_every_refusal_is_a_problem_document(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], f"{name} {status}"


def test_every_door_that_reads_json_says_which(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    reading = [operation for _, operation in operations(document) if "requestBody" in operation]
    assert len(reading) >= 8
    for operation in reading:
        for content in operation["requestBody"]["content"].values():
            name = content["schema"].get("$ref", "").rpartition("/")[2]
            assert not name or name in schemas
    asked = document["paths"]["/v1/legal-holds"]["post"]["requestBody"]["content"]["application/json"]
    assert msgspec.convert(asked["examples"]["one"]["value"], holds.HoldRequest)


def test_writes_of_the_desk_take_a_key_of_the_senders_own(document: dict[str, Any]) -> None:
    paths = {path for module in (actions, cases, deliveries, holds) for door in module.HANDLERS for path in door.paths}
    described = {path.replace(":str", "") for path in paths}
    for path in described:
        for method, operation in document["paths"][path].items():
            if method in WRITES:
                names = [parameter["name"] for parameter in operation["parameters"]]
                assert "Idempotency-Key" in names, f"{method} {path}"
