"""What a request gets that goes wrong, and what the log gets."""

from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from reseal.faults import report
from reseal.interfaces.api.problems import PROBLEM_TYPE, Problem

AnyRequest = Request[Any, Any, Any]


def problem_response(problem: Problem) -> Response[bytes]:
    """The problem document as an answer."""
    headers = {name.decode(): value.decode() for name, value in problem.headers() if name != b"content-type"}
    return Response(problem.body(), status_code=problem.status, media_type=PROBLEM_TYPE.decode(), headers=headers)


def refused(_: AnyRequest, problem: Problem) -> Response[bytes]:
    """A request that one of our own doors refused."""
    return problem_response(problem)


def failed(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """A request that came to no door, or that Litestar could not read."""
    remedies = {404: "The doors are listed at /schema.", 405: "The methods of each door are listed at /schema."}
    detail = {404: "No door has this path.", 405: f"This door does not take {request.method}."}
    status = error.status_code
    response = problem_response(
        Problem(status, detail.get(status, "The request cannot be taken."), remedies.get(status, "See /schema."))
    )
    if status == 405 and error.headers and "allow" in {name.lower() for name in error.headers}:
        response.headers["allow"] = next(v for name, v in error.headers.items() if name.lower() == "allow")
    return response


def broken(_: AnyRequest, error: Exception) -> Response[bytes]:
    """A fault of our own."""
    report(error)
    return problem_response(Problem(500, "The server could not answer.", "Try again; its log names the place."))
