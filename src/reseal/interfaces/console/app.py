"""The doors of the console. A new page joins `PAGES`; `docs/11-console.md` says how it is made."""

from typing import Any

from litestar import Response, Router, get
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from reseal.faults import report
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.api.problems import Problem
from reseal.interfaces.console import (
    accounts,
    appeals,
    audit,
    case,
    case_acts,
    deliveries,
    guards,
    help_,
    holds,
    links,
    live,
    notices,
    passed_on,
    passkeys,
    people,
    pictures,
    quality,
    queue,
    rest,
    resting,
    second_looks,
    settings,
    sign_in,
    single_sign_on,
    tokens,
)
from reseal.interfaces.console.access import (
    NotSignedInError,
    RefusedError,
    RestDueError,
    any_session,
    signed_in,
    to_sign_in,
)
from reseal.interfaces.console.shell import HERE, HTMX, VENDOR, first_page, page, said
from reseal.interfaces.console.unknown import UNKNOWN
from reseal.interfaces.console.words import N_

PAGES = (
    accounts,
    queue,
    appeals,
    live,
    case,
    case_acts,
    pictures,
    notices,
    passed_on,
    deliveries,
    guards,
    holds,
    audit,
    help_,
    passkeys,
    people,
    rest,
    resting,
    second_looks,
    quality,
    settings,
    tokens,
)
LARGEST_FORM = 64 * 1024

_BROKEN = N_("Something went wrong inside. Try again; the server's log names the place.")
_PROBLEMS = {
    **UNKNOWN,
    413: N_("The form is too large."),
}


def console_handlers() -> list[ControllerRouterHandler]:
    """All of the console."""
    if not HTMX.is_file():
        print("reseal: the console works without htmx, which set-up has not fetched (tools/setup.sh)", flush=True)
    shared: dict[str, Any] = {
        "include_in_schema": False,
        "request_max_body_size": LARGEST_FORM,
        "exception_handlers": {
            NotSignedInError: _to_sign_in,
            RefusedError: _refused,
            RestDueError: resting.lead,
            Problem: _problem,
            HTTPException: _failed,
            Exception: _broken,
        },
    }
    return [
        Router(
            "/console",
            route_handlers=[*sign_in.HANDLERS, *single_sign_on.HANDLERS, *links.HANDLERS, *passkeys.OPEN_HANDLERS],
            guards=[any_session],
            **shared,
        ),
        Router(
            "/console",
            route_handlers=[start, *(handler for one in PAGES for handler in one.HANDLERS)],
            guards=[signed_in],
            **shared,
        ),
        create_static_files_router(
            "/console/static", [HERE / "static", VENDOR], include_in_schema=False, cache_control=None, name="console"
        ),
    ]


@get("/", opt={"needs": "own"})
async def start(request: AnyRequest) -> Response[Any]:
    """Where a member begins."""
    return Redirect(first_page(request), status_code=303)


def _to_sign_in(request: AnyRequest, _: NotSignedInError) -> Response[Any]:
    query = request.scope["query_string"].decode("latin-1") if request.method == "GET" else ""
    path = request.url.path if request.method == "GET" else "/console/"
    where = to_sign_in(path, query)
    if request.headers.get("hx-request"):
        return Response(b"", status_code=401, headers={"HX-Redirect": to_sign_in("/console/", "")})
    return Redirect(where, status_code=303)


def _refused(request: AnyRequest, error: RefusedError) -> Response[str]:
    return page(request, "refused.html", error.status, error=said(request, error.said))


def _problem(request: AnyRequest, problem: Problem) -> Response[str]:
    return page(request, "refused.html", problem.status, error=f"{problem.detail} {problem.remedy}")


def _failed(request: AnyRequest, error: HTTPException) -> Response[str]:
    return page(
        request, "refused.html", error.status_code, error=said(request, _PROBLEMS.get(error.status_code, _BROKEN))
    )


def _broken(request: AnyRequest, error: Exception) -> Response[str]:
    report(error)
    return page(request, "refused.html", 500, error=said(request, _BROKEN))
