"""The page that stands where no page of the console is, in the language and with the navigation of who is signed in."""

from litestar import Response

from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import cookie_name
from reseal.interfaces.console.shell import page, said
from reseal.interfaces.console.words import N_
from reseal.operations.staff import sessions

UNKNOWN = {
    404: N_("There is no such page."),
    405: N_("This page does not take that."),
}


def unknown(request: AnyRequest, status: int) -> Response[str]:
    """The page. No guard was asked on the way here: the session is looked up, and nothing else is shown."""
    cookie = request.cookies.get(cookie_name(request), "")
    with request.app.state.store.read() as work:
        request.state.session = sessions.current(work, cookie) if cookie else None
    return page(request, "refused.html", status, error=said(request, UNKNOWN[status]))
