"""What each key does, for those who open the page and for those who press `?`."""

from litestar import Response, get

from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.shell import page


@get("/help", opt={"needs": "own"}, sync_to_thread=True)
def show(request: AnyRequest) -> Response[str]:
    """The keys."""
    return page(request, "help.html")


HANDLERS = [show]
