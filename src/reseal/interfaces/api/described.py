"""What a door's OpenAPI description says beside its own answer: how it refuses, and examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example, OpenAPI, OpenAPIMediaType, OpenAPIResponse, Operation, Reference, RequestBody

from reseal.interfaces.api.plain import holds_nul
from reseal.interfaces.api.problems import PROBLEM_TYPE, TITLES, Problem
from reseal.interfaces.api.reference import ProblemDocument

T = TypeVar("T")
_REF = "#/components/schemas/{name}"


def refusals(*statuses: int) -> dict[int, ResponseSpec]:
    """The answers by which a door refuses, as problem documents. 401 and 403 go with every door for tokens."""
    return {
        status: ResponseSpec(
            ProblemDocument, generate_examples=False, description=TITLES[status], media_type=PROBLEM_TYPE.decode()
        )
        for status in statuses
    }


def answers(kind: type[msgspec.Struct], description: str, example: dict[str, Any]) -> ResponseSpec:
    """The answer of a door that did what it was asked, with an example."""
    return ResponseSpec(
        kind, generate_examples=False, description=description, examples=[Example(summary="one", value=example)]
    )


def refused_as(kind: type[msgspec.Struct], example: dict[str, Any]) -> ResponseSpec:
    """A refusal whose problem document has members of its own, with an example."""
    return ResponseSpec(
        kind,
        generate_examples=False,
        description=example["title"],
        media_type=PROBLEM_TYPE.decode(),
        examples=[Example(summary="one", value=example)],
    )


def takes(kind: type[msgspec.Struct], example: dict[str, Any]) -> type[Operation]:
    """A description that says which JSON a door takes, with an example. `add_kinds` puts the kind into the document."""

    @dataclass
    class Described(Operation):
        def __post_init__(self) -> None:
            schema = Reference(ref=_REF.format(name=kind.__name__))
            content = OpenAPIMediaType(schema=schema, examples={"one": Example(value=example)})
            self.request_body = RequestBody(content={"application/json": content}, required=True)

    return Described


def add_kinds(document: OpenAPI, kinds: Sequence[type[msgspec.Struct]]) -> None:
    """Put what doors take into the document."""
    assert document.components is not None and document.components.schemas is not None
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_REF)
    document.components.schemas.update(schemas)


def refuse_by_problems(document: OpenAPI) -> None:
    """Let every refusal be described as what it is: the framework announces shapes of its own, which never come.

    A refusal that a door describes by an example (`refused_as`) stays as it is.
    """
    problem = {PROBLEM_TYPE.decode(): OpenAPIMediaType(schema=Reference(ref=_REF.format(name="ProblemDocument")))}
    for item in (document.paths or {}).values():
        for operation in (item.get, item.post, item.put, item.patch, item.delete):
            for status, response in ((operation and operation.responses) or {}).items():
                if int(status) < 400 or not isinstance(response, OpenAPIResponse):
                    continue
                if not any(kind.examples for kind in (response.content or {}).values()):
                    response.content, response.description = problem, TITLES[int(status)]


def read_json(body: bytes, kind: type[T], shape: str) -> T:
    """What a request's body says, as the kind; `shape` says what would be right.

    Raises:
        Problem: 400 for no JSON, 422 with the field for JSON of another shape.
    """
    try:
        if b"\\u0000" in body and holds_nul(msgspec.json.decode(body)):
            raise Problem(422, "The body holds the character NUL.", f"Leave it out. {shape}")
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        path = str(error).rpartition("`$")[2].rstrip("`") if " - at `$" in str(error) else ""
        missing = str(error).partition("missing required field `")[2].partition("`")[0]
        field = missing or path.lstrip(".") or None
        raise Problem(422, "The body is JSON, but not of this shape.", shape, field) from None
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not valid JSON in UTF-8.", shape) from None
