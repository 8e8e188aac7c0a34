"""The page that a link of `reseal staff link` leads to: one button. To look at it uses nothing up."""

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import PathParameter
from litestar.response import Redirect

from reseal.interfaces.api.dependencies import AStore
from reseal.interfaces.api.errors import AnyRequest
from reseal.interfaces.console.access import RefusedError, with_cookie
from reseal.interfaces.console.limits import too_often
from reseal.interfaces.console.shell import lang_of, page
from reseal.interfaces.console.words import N_
from reseal.interfaces.locale import Lang
from reseal.operations.staff import links
from reseal.storage.store import Store

_OVER = N_("This link was used or is too old. Make another: reseal staff link NAME.")
Key = Annotated[str, PathParameter(description="What `reseal staff link` printed.")]


@get("/sign-in/link/{key:str}", sync_to_thread=True)
def show(request: AnyRequest, store: AStore, key: Key) -> Response[str]:
    """Whom it lets in."""
    _spend(request)
    with store.read() as work:
        member = links.whose(work, key)
    if member is None:
        raise RefusedError(404, _OVER)
    return page(request, "sign_in_link.html", key=key, name=member.name)


@post("/sign-in/link/{key:str}", sync_to_thread=True, status_code=200)
def enter(request: AnyRequest, store: AStore, key: Key) -> Response[Any]:
    """In."""
    _spend(request)
    begun = _entered(store, key, lang_of(request))
    if begun is None:
        raise RefusedError(404, _OVER)
    return with_cookie(request, Redirect("/console/", status_code=303), begun)


def _entered(store: Store, key: str, lang: Lang) -> str | None:
    with store.write() as work:
        begun = links.enter(work, key, lang)
    return None if begun is None else begun.cookie


def _spend(request: AnyRequest) -> None:
    if too_often(request):
        raise RefusedError(429, N_("There were too many tries from your address. Wait a minute."))


HANDLERS = [show, enter]
