"""What comes back from an address that is none: a page to a browser, a problem document to everything else.

The desk answers by a page unless JSON is asked for; the public's doors by a page where one is asked for; the API never.
"""

from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException

from reseal.interfaces.api.errors import AnyRequest, failed
from reseal.interfaces.api.html import html
from reseal.interfaces.console.unknown import unknown as unknown_at_desk
from reseal.interfaces.door.handlers import visitor_of
from reseal.interfaces.door.page import unknown as unknown_at_door

_DESK = "/console"
_MACHINES = ("/v1/", "/schema", "/health", "/metrics")


def unknown(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """The answer to a request that came to no door, or to one that does not take it so."""
    path, status = str(request.scope["path"]), error.status_code
    accepted = request.headers.get("accept", "").lower()
    page_asked = "text/html" in accepted
    if status not in (404, 405) or path.startswith(_MACHINES):
        return failed(request, error)
    if path == _DESK or path.startswith(f"{_DESK}/"):
        return failed(request, error) if "json" in accepted and not page_asked else unknown_at_desk(request, status)
    return html(unknown_at_door(visitor_of(request), status), status) if page_asked else failed(request, error)
