"""The doors of SCIM under `/scim/v2`, and what they say of themselves."""

from typing import Any

from litestar import Response, Router, get
from litestar.types import ControllerRouterHandler

from reseal.interfaces.api.access import bearer
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.scim import groups, messages, users
from reseal.interfaces.scim.users import NEEDS

_CORE = "urn:ietf:params:scim:schemas:core:2.0:"


@get("/ServiceProviderConfig", opt=NEEDS, sync_to_thread=False)
def config() -> Response[bytes]:
    """What these doors can do."""
    off: dict[str, Any] = {"supported": False}
    scheme = {
        "type": "oauthbearertoken",
        "name": "Bearer token",
        "description": "reseal token create --role provisioner",
    }
    return messages.answer(
        {
            "schemas": [f"{_CORE}ServiceProviderConfig"],
            "patch": {"supported": True},
            "bulk": {**off, "maxOperations": 0, "maxPayloadSize": 0},
            "filter": {"supported": True, "maxResults": messages.MOST},
            "changePassword": off,
            "sort": off,
            "etag": off,
            "authenticationSchemes": [scheme],
        }
    )


@get("/ResourceTypes", opt=NEEDS, sync_to_thread=False)
def types() -> Response[bytes]:
    """Which kinds of things there are."""
    found = [_type("User", users.SCHEMA), _type("Group", groups.SCHEMA)]
    return messages.page(len(found), 1, found)


@get("/Schemas", opt=NEEDS, sync_to_thread=False)
def schemas() -> Response[bytes]:
    """What is kept of each kind."""
    user = [_attribute("userName", needed=True), _attribute("externalId", needed=True), _attribute("displayName")]
    group = [_attribute("displayName", needed=True), _attribute("members", "complex", many=True)]
    found = [_schema("User", users.SCHEMA, [*user, _attribute("active", "boolean")])]
    found.append(_schema("Group", groups.SCHEMA, group))
    return messages.page(len(found), 1, found)


def _schema(name: str, schema: str, attributes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"schemas": [f"{_CORE}Schema"], "id": schema, "name": name, "attributes": attributes}


def _type(name: str, schema: str) -> dict[str, Any]:
    return {"schemas": [f"{_CORE}ResourceType"], "id": name, "name": name, "endpoint": f"/{name}s", "schema": schema}


def _attribute(name: str, kind: str = "string", *, needed: bool = False, many: bool = False) -> dict[str, Any]:
    return {"name": name, "type": kind, "multiValued": many, "required": needed, "mutability": "readWrite"}


def scim_handlers() -> list[ControllerRouterHandler]:
    """All of them."""
    return [
        Router(
            "/scim/v2",
            route_handlers=[config, types, schemas, *users.HANDLERS, *groups.HANDLERS],
            guards=[bearer],
            include_in_schema=False,
            exception_handlers={Problem: messages.refused},
        )
    ]
