"""What SCIM's messages look like: errors, lists, filters, bodies and changes (RFC 7644)."""

from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Response

from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.plain import holds_nul
from reseal.interfaces.api.problems import Problem

MEDIA = "application/scim+json"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
MOST = 100
_MOST_BODY = 1024 * 1024
_MOST_CHANGES = 1_000
_LONGEST = 255


class ScimProblem(Problem):
    """A request that is refused; `kind` is the word that SCIM has for it."""

    def __init__(self, status: int, detail: str, kind: str = "") -> None:
        super().__init__(status, detail, "")
        self.kind = kind


class Change(msgspec.Struct, frozen=True):
    """One change: `op` is add, replace or remove; without a path the value names its attributes."""

    op: str
    path: str = ""
    value: Any = None


class _Changes(msgspec.Struct, frozen=True):
    Operations: list[Change]


def answer(content: Any, status: int = 200, **headers: str) -> Response[bytes]:
    """An answer as SCIM has it; no cache keeps it."""
    said = {"cache-control": "no-store", "x-content-type-options": "nosniff", **headers}
    return Response(msgspec.json.encode(content), status_code=status, media_type=MEDIA, headers=said)


def refused(_: AnyRequest, problem: Problem) -> Response[bytes]:
    """A refusal in SCIM's form."""
    kind = {"scimType": problem.kind} if isinstance(problem, ScimProblem) and problem.kind else {}
    said = {"schemas": [ERROR], "status": str(problem.status), "detail": problem.detail, **kind}
    headers = {"www-authenticate": "Bearer"} if problem.status == 401 else {}
    return answer(said, problem.status, **headers)


def page(total: int, start: int, found: list[dict[str, Any]]) -> Response[bytes]:
    """One page of a list."""
    said = {"schemas": [LIST], "totalResults": total, "startIndex": start, "itemsPerPage": len(found)}
    return answer({**said, "Resources": found})


def page_asked(request: AnyRequest) -> tuple[int, int]:
    """From the how manieth on, counted from 1, and how many at most."""
    start = _number(request.query_params.get("startIndex"), 1)
    return max(start, 1), max(0, min(_number(request.query_params.get("count"), MOST), MOST))


def _number(given: str | None, usual: int) -> int:
    if given is None:
        return usual
    if not given.lstrip("-").isascii() or not given.lstrip("-").isdigit() or len(given) > 9:
        raise ScimProblem(400, "startIndex and count are whole numbers.", "invalidValue")
    return int(given)


def filter_asked(request: AnyRequest, *names: str) -> tuple[str, str] | None:
    """The attribute and the value of a filter `NAME eq "VALUE"`; None without one.

    Raises:
        ScimProblem: another kind of filter, or another attribute.
    """
    given = request.query_params.get("filter", "")
    if not given:
        return None
    name, _, rest = given.strip().partition(" ")
    op, _, quoted = rest.strip().partition(" ")
    known = next((one for one in names if one.lower() == name.lower()), None)
    try:
        value = msgspec.json.decode(quoted.strip(), type=str)
    except (msgspec.DecodeError, ValueError):
        value = None
    if known is None or op.lower() != "eq" or value is None or len(value) > _LONGEST or "\0" in value:
        raise ScimProblem(400, f'The filter is none of: {", ".join(names)} eq "VALUE".', "invalidFilter")
    return known, value


async def body(request: AnyRequest) -> dict[str, Any]:
    """The object of a request.

    Raises:
        ScimProblem: it is none.
    """
    read = b""
    async for part in request.stream():
        read += part
        if len(read) > _MOST_BODY:
            raise ScimProblem(413, "The request is too large.", "tooMany")
    try:
        given = msgspec.json.decode(read)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise ScimProblem(400, "The request is no JSON.", "invalidSyntax") from None
    if not isinstance(given, dict) or holds_nul(given):
        raise ScimProblem(400, "The request is no JSON object without NUL.", "invalidSyntax")
    return given


def changes(given: dict[str, Any]) -> Iterator[Change]:
    """The changes of a PATCH: one for each attribute that is named.

    Raises:
        ScimProblem: they are none.
    """
    folded = {str(name).lower(): value for name, value in given.items()}
    try:
        asked = msgspec.convert({"Operations": folded.get("operations")}, _Changes).Operations
    except msgspec.ValidationError:
        raise ScimProblem(400, "Operations is no list of changes.", "invalidSyntax") from None
    if len(asked) > _MOST_CHANGES:
        raise ScimProblem(400, "There are too many changes.", "tooMany")
    for one in asked:
        op = one.op.lower()
        if op not in ("add", "replace", "remove"):
            raise ScimProblem(400, "An operation is add, replace or remove.", "invalidSyntax")
        if one.path:
            yield Change(op, one.path, one.value)
        elif op == "remove" or not isinstance(one.value, dict):
            raise ScimProblem(400, "Without a path the value is an object.", "noTarget")
        else:
            for name, value in one.value.items():
                yield Change(op, str(name), value)


def text(given: Any, name: str) -> str:
    """A text of bounded length; empty where it is missing.

    Raises:
        ScimProblem: it is none.
    """
    if given is None:
        return ""
    if not isinstance(given, str) or len(given) > _LONGEST:
        raise ScimProblem(400, f"{name} is a text of at most {_LONGEST} characters.", "invalidValue")
    return given


def truth(given: Any, name: str) -> bool:
    """Yes or no, also as the words that some providers send.

    Raises:
        ScimProblem: neither.
    """
    if isinstance(given, bool):
        return given
    if isinstance(given, str) and given.lower() in ("true", "false"):
        return given.lower() == "true"
    raise ScimProblem(400, f"{name} is true or false.", "invalidValue")
