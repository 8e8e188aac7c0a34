"""The break that is proposed, and the looks at hard content that it is counted from."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import actor_of, field, member_of, next_page
from reseal.interfaces.console.shell import page
from reseal.operations.staff import breaks


@get("/break", opt={"needs": "own"}, sync_to_thread=True)
def show(request: AnyRequest) -> Response[str]:
    """The reminder alone, for htmx to put in its place."""
    return page(request, "break.html")


@post("/break", opt={"needs": "own"}, sync_to_thread=True, status_code=200)
def take(request: AnyRequest, store: AStore) -> Response[Any]:
    """The member takes a break; then the page goes on where it was."""
    with store.write(actor_of(request)) as work:
        breaks.take(work, member_of(request).id)
    if request.headers.get("hx-request"):
        request.state.reminder = None
        return page(request, "break.html")
    return Redirect(next_page(field(request, "back")), status_code=303)


@post("/break/look", opt={"needs": "cases.read", "exposing": True}, sync_to_thread=True, status_code=204)
def look(request: AnyRequest) -> None:
    """The page with hard content is still looked at."""


HANDLERS = [show, take, look]
