"""The OpenAPI description of the bare screening handler, which Litestar cannot see into."""

from typing import Any

import msgspec
from litestar.openapi.spec import (
    Components,
    Encoding,
    OpenAPI,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    PathItem,
    Reference,
    RequestBody,
    SecurityScheme,
)

from reseal.interfaces.api.parts import MOST_PICTURES
from reseal.interfaces.api.posts import PATH as LIVE_PATH
from reseal.interfaces.api.posts import PostsRequest
from reseal.interfaces.api.problems import TITLES
from reseal.interfaces.api.requests import ItemError, ScreenRequest
from reseal.interfaces.api.screen import PATH
from reseal.vocabulary import Decision


class ProblemDocument(msgspec.Struct, frozen=True):
    """RFC 9457. `field` names the part of the request that is wrong, `remedy` what mends it."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    field: str | None = None


_SCHEMAS: dict[str, Any]
_, _SCHEMAS = msgspec.json.schema_components(
    (ScreenRequest, PostsRequest, Decision, ItemError, ProblemDocument), ref_template="#/components/schemas/{name}"
)
_SCHEMAS["ScreenAnswer"] = {
    "title": "ScreenAnswer",
    "description": "An answer to each item, in the order of the request.",
    "type": "object",
    "properties": {
        "decisions": {
            "type": "array",
            "items": {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Decision", "ItemError")]},
        }
    },
    "required": ["decisions"],
}
_SCHEMAS["ScreenRequest"]["properties"]["posts"].update(minItems=1, maxItems=1000)

_SCHEMAS["ScreenRequest"]["examples"] = [
    {"posts": [{"id": "p1", "text": "求开盒，有偿"}, {"id": "p2", "text": "就是她", "media": ["iVBORw0KGgo="]}]}
]
for _post in ("Post", "LivePost"):
    _SCHEMAS[_post]["properties"]["media"]["description"] = (
        "Pictures as base64, with or without a data: head; in a request in parts also upload:NAME for the part NAME."
    )
for _name in ("Screen", "Posts"):
    _SCHEMAS[f"{_name}Form"] = {
        "title": f"{_name}Form",
        "description": f"The same request as JSON in the part posts, and up to {MOST_PICTURES} pictures as files.",
        "type": "object",
        "properties": {"posts": {"$ref": f"#/components/schemas/{_name}Request"}},
        "required": ["posts"],
        "additionalProperties": {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"},
    }
_SCHEMAS["PostsRequest"]["properties"]["posts"].update(minItems=1, maxItems=1000)
_SCHEMAS["PostsRequest"]["examples"] = [
    {"posts": [{"id": "p1", "text": "求开盒，有偿", "created_at": "2026-11-21T08:00:00Z", "counts": {"views": 1200}}]}
]

COMPONENTS = Components(
    security_schemes={"token": SecurityScheme(type="http", scheme="bearer", description="reseal token create")},
)


def add_screen(document: OpenAPI) -> None:
    """Put `POST /v1/screen` and `POST /v1/posts` into the document."""
    assert document.components is not None and document.components.schemas is not None
    document.components.schemas.update(_SCHEMAS)
    screen = _batch(
        "screen",
        "Judge 1 to 1,000 posts",
        "Answers every item in the order of the request: a decision, or `{id, error}` for an item that is no post."
        " Offsets are Unicode code points of the text, half-open. Needs a token with the scope screen.",
        "ScreenRequest",
    )
    live = _batch(
        "take_posts",
        "Judge 1 to 1,000 posts as they appear, and keep them sealed",
        "Answers as `/v1/screen` does. A post that is sent again is replaced: the newer `created_at`, else the later"
        " arrival wins. Direct messages and group chats are taken only where the operator has switched that on. What"
        " breaks a rule comes into a case. Needs a token with the scope posts.",
        "PostsRequest",
    )
    paths = {PATH: PathItem(post=screen), LIVE_PATH: PathItem(post=live)}
    document.paths = {**(document.paths or {}), **paths}


def _batch(operation_id: str, summary: str, description: str, request: str) -> Operation:
    refusals = {
        str(status): OpenAPIResponse(TITLES[status], content=_json("ProblemDocument", "application/problem+json"))
        for status in (400, 401, 403, 413, 415, 422)
    }
    form = _json(request.replace("Request", "Form"), "multipart/form-data")
    form["multipart/form-data"].encoding = {"posts": Encoding(content_type="application/json")}
    return Operation(
        tags=["platform"],
        summary=summary,
        description=description,
        operation_id=operation_id,
        request_body=RequestBody(content={**_json(request), **form}, required=True),
        responses={"200": OpenAPIResponse("An answer to each item", content=_json("ScreenAnswer")), **refusals},
        security=[{"token": []}],
    )


def _json(schema: str, kind: str = "application/json") -> dict[str, OpenAPIMediaType]:
    return {kind: OpenAPIMediaType(schema=Reference(ref=f"#/components/schemas/{schema}"))}
