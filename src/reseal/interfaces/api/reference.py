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
    (ScreenRequest, Decision, ItemError, ProblemDocument), ref_template="#/components/schemas/{name}"
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
_SCHEMAS["Post"]["properties"]["media"]["description"] = (
    "Pictures as base64, with or without a data: head; in a request in parts also upload:NAME for the part NAME."
)
_SCHEMAS["ScreenForm"] = {
    "title": "ScreenForm",
    "description": f"The same request as JSON in the part posts, and up to {MOST_PICTURES} pictures as files.",
    "type": "object",
    "properties": {"posts": {"$ref": "#/components/schemas/ScreenRequest"}},
    "required": ["posts"],
    "additionalProperties": {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"},
}

COMPONENTS = Components(
    security_schemes={"token": SecurityScheme(type="http", scheme="bearer", description="reseal token create")},
)


def add_screen(document: OpenAPI) -> None:
    """Put `POST /v1/screen` into the document."""
    refusals = {
        str(status): OpenAPIResponse(TITLES[status], content=_json("ProblemDocument", "application/problem+json"))
        for status in (400, 401, 403, 413, 415, 422)
    }
    form = _json("ScreenForm", "multipart/form-data")
    form["multipart/form-data"].encoding = {"posts": Encoding(content_type="application/json")}
    operation = Operation(
        tags=["platform"],
        summary="Judge 1 to 1,000 posts",
        description=(
            "Answers every item in the order of the request: a decision, or `{id, error}` for an item that is no post."
            " Offsets are Unicode code points of the text, half-open. Needs a token of the role platform."
        ),
        operation_id="screen",
        request_body=RequestBody(content={**_json("ScreenRequest"), **form}, required=True),
        responses={"200": OpenAPIResponse("An answer to each item", content=_json("ScreenAnswer")), **refusals},
        security=[{"token": []}],
    )
    assert document.components is not None and document.components.schemas is not None
    document.components.schemas.update(_SCHEMAS)
    document.paths = {**(document.paths or {}), PATH: PathItem(post=operation)}


def _json(schema: str, kind: str = "application/json") -> dict[str, OpenAPIMediaType]:
    return {kind: OpenAPIMediaType(schema=Reference(ref=f"#/components/schemas/{schema}"))}
