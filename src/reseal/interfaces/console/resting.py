"""The page that stands where a limit of time with hard content is reached: why, until when, and what there is to do."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, RestDueError, actor_of, field, may, member_of, next_page
from reseal.interfaces.console.shell import NAVIGATION, page
from reseal.interfaces.console.words import N_
from reseal.operations.cases import views as cases
from reseal.operations.cases.words import CaseRow
from reseal.operations.staff import breaks, limits

HERE = "/console/resting"
WHY = {
    "stretch": N_("You have looked at hard content for %(n)s minutes without a break."),
    "day": N_("You have looked at hard content for %(n)s minutes today."),
    "week": N_("You have looked at hard content for %(n)s minutes within seven days."),
}
_HARD = ("/console/queue", "/console/second-looks", "/console/passed-on")
_THREATS = 5
_ENOUGH = N_("You have gone on as often as one may today. Somebody else takes over.")


@get("/resting", opt={"needs": "own"}, sync_to_thread=True)
def show(request: AnyRequest, store: AStore) -> Response[Any]:
    """Why, until when, and what there is to do meanwhile; back to where one was once it is over."""
    member = member_of(request)
    back = next_page(request.query_params.get("back", ""))
    with store.read(actor_of(request)) as work:
        rest = limits.rest(work, member.id)
        threats: tuple[CaseRow, ...] = ()
        if rest is not None and may(request, "cases.work"):
            threats = cases.queue(work, limit=_THREATS, free_for=member.id, threat=True).cases
    if rest is None:
        return Redirect(back, status_code=303)
    return page(
        request,
        "resting.html",
        rest=rest,
        why=WHY[rest.why],
        threats=threats,
        back=back,
        grace=breaks.rules().limit.grace_minutes,
        other=[one for one in NAVIGATION if may(request, one.needs) and one.href not in _HARD],
    )


@post("/resting", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def go_on(request: AnyRequest, store: AStore) -> Response[Any]:
    """Look for a while longer, to finish."""
    with store.write(actor_of(request)) as work:
        went = limits.go_on(work, member_of(request).id)
    if not went:
        raise RefusedError(409, _ENOUGH)
    return Redirect(next_page(field(request, "back")), status_code=303)


def lead(request: AnyRequest, _: RestDueError) -> Response[Any]:
    """To this page; from htmx, which would put it into another, too."""
    where = f"{HERE}?{urlencode({'back': request.url.path})}"
    if request.headers.get("hx-request"):
        return Response(b"", status_code=200, headers={"HX-Redirect": HERE})
    return Redirect(where, status_code=303)


HANDLERS = [show, go_on]
